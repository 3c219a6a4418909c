import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { Period } from '../api/schema';
import { byRecipient, csvOf, currentMonth, type Span, spanOf, treasuryHref } from '../format/money';
import { plural } from '../format/words';
import { useAnnounce } from '../parts/Announcer';
import { KnownDao } from '../parts/Known';
import { Plain } from '../parts/Plain';
import { saveFile } from '../parts/save';
import { NotKnown, PaymentTable, Recipients, Sums, Unlisted } from '../parts/Spendings';
import { Empty, Failure, Loading } from '../parts/States';
import { ChainAhead, chainAhead, KnownChainTime, Time } from '../parts/Time';
import { Balances } from './DaosPage';
import { Page } from './Page';

/**
 * @param asked "2026-11" or "2026"; the present month where nothing is asked for
 */
export function TreasuryPage({ dao: id, asked }: { dao: string; asked: string | undefined }) {
  const dao = useQuery({ queryKey: ['daos', id], queryFn: () => api.dao(id) });
  const now = chainAhead(dao.data?.synced?.at) ?? Date.now();
  const month = currentMonth(now);
  const chosen = asked ?? month;
  const span = spanOf(chosen);
  const name = dao.data?.name ?? id;
  return (
    <KnownDao value={dao.data}>
      <KnownChainTime value={chainAhead(dao.data?.synced?.at)}>
        <nav aria-label="Where you are" className="crumbs">
          <Link href={`/daos/${encodeURIComponent(id)}`}>
            <span aria-hidden="true">← </span>
            <Plain text={name} />
          </Link>
        </nav>
        <Page
          title={`${name}: where the money went${span ? `, ${span.title}` : ''}`}
          heading={`Where the money went${span ? `: ${span.title}` : ''}`}
          lead={<p>What executed proposals took out of the DAO’s accounts. Months and years are those of UTC.</p>}
        >
          <ChainAhead at={dao.data?.synced?.at} />
          {dao.data && chosen === month && (
            <>
              {dao.data.balances.length > 0 && <p className="fine">Held now</p>}
              <Balances dao={dao.data} />
            </>
          )}
          {dao.isError && <Failure error={dao.error} what="the DAO" retry={() => void dao.refetch()} />}
          {span ? (
            <>
              <Spans dao={id} span={span} month={month} chosen={chosen} />
              {dao.isPending && <Loading what="the DAO" />}
              {dao.isSuccess && <Spent key={chosen} dao={id} chosen={chosen} span={span} read={dao.data.synced?.at} />}
            </>
          ) : (
            <Empty title="That is no month and no year">
              An address names a month as 2026-11, or a year as 2026. <Link href={treasuryHref(id)}>Go to this month</Link>
            </Empty>
          )}
        </Page>
      </KnownChainTime>
    </KnownDao>
  );
}

function Spans({ dao, span, month, chosen }: { dao: string; span: Span; month: string; chosen: string }) {
  const last = spanOf(month)?.before ?? month;
  const links: [string, string][] = [
    ['This month', month],
    ['Last month', last],
    ['This year', month.slice(0, 4)],
  ];
  const beside = (name: string) => spanOf(name)?.title;
  return (
    <nav aria-label="Which months" className="filters">
      {beside(span.before) && (
        <Link href={treasuryHref(dao, span.before)}>
          <span aria-hidden="true">← </span>
          {beside(span.before)}
        </Link>
      )}
      {links.map(([label, name]) => (
        <Link key={label} href={treasuryHref(dao, name)} aria-current={name === chosen ? 'page' : undefined}>
          {label}
        </Link>
      ))}
      {beside(span.after) && (
        <Link href={treasuryHref(dao, span.after)}>
          {beside(span.after)}
          <span aria-hidden="true"> →</span>
        </Link>
      )}
    </nav>
  );
}

function Spent({ dao, chosen, span, read }: { dao: string; chosen: string; span: Span; read: string | undefined }) {
  const announce = useAnnounce();
  const period = useQuery({ queryKey: ['period', dao, chosen], queryFn: () => api.period(dao, span.from, span.to) });
  if (period.isPending) return <Loading what="the payments" />;
  if (period.isError) return <Failure error={period.error} what="the payments" retry={() => void period.refetch()} />;
  const { payments, unlisted, unknown, paid } = period.data;
  return (
    <>
      <NotKnown unknown={unknown.map((one) => ({ ...one, dao }))} />
      {payments.length + unlisted.length + unknown.length === 0 ? (
        <Nothing period={period.data} read={read} />
      ) : (
        <>
          <ReadUpTo period={period.data} read={read} />
          {paid.length > 0 && <p className="fine">Paid out</p>}
          <Sums paid={paid} />
          <p>
            <button
              type="button"
              aria-describedby="csv"
              onClick={() => {
                saveFile(`${dao}-${chosen}.csv`, 'text/csv;charset=utf-8', csvOf(period.data));
                announce('The payments are saved.');
              }}
            >
              Save as CSV
            </button>
          </p>
          <p id="csv" className="fine">
            One line for each payment. Where “time is exact” is no, the time is reckoned from the blocks around it, or is when the execution was noticed; “note” says what is not the DAO’s, was burned, or is not known.
          </p>
        </>
      )}
      {payments.length > 0 && (
        <>
          <section className="panel" aria-labelledby="recipients">
            <h2 id="recipients">By recipient</h2>
            <Recipients rows={byRecipient(payments)} />
          </section>
          <section className="panel" aria-labelledby="payments">
            <h2 id="payments">{plural(payments.length, 'payment')}</h2>
            <PaymentTable dao={dao} payments={payments} />
          </section>
        </>
      )}
      <Unlisted dao={dao} payments={unlisted} />
    </>
  );
}

/** Only what was read to its end can be called empty. */
function Nothing({ period, read }: { period: Period; read: string | undefined }) {
  if (Date.parse(period.from) > Date.parse(period.now)) return <Empty title="These days are still to come">Nothing is paid yet.</Empty>;
  if (read === undefined || Date.parse(read) < Date.parse(period.from)) {
    return (
      <Empty title="Not known yet">
        The server has read the chain {read === undefined ? 'not at all yet' : <>only up to <Time iso={read} /></>}. What was paid in these days appears once it has read them.
      </Empty>
    );
  }
  return (
    <Empty title="Nothing left the treasury">
      No executed proposal paid anything in these days{isReadWhole(period, read) ? '.' : <>, up to <Time iso={read} />: so far is the chain read.</>}
    </Empty>
  );
}

function isReadWhole(period: Period, read: string | undefined): boolean {
  return read !== undefined && Date.parse(read) >= Date.parse(period.to);
}

function ReadUpTo({ period, read }: { period: Period; read: string | undefined }) {
  if (isReadWhole(period, read)) return null;
  return <p className="soft">{read === undefined ? 'How far the chain is read is not known: more may have been paid.' : <>The chain is read up to <Time iso={read} />; what was paid later is not here yet.</>}</p>;
}
