import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { Period, Spending } from '../api/schema';
import { formatAmount } from '../format/amount';
import { byRecipient, csvOf, currentMonth, type Received, type Span, spanOf, treasuryHref } from '../format/money';
import { plural } from '../format/words';
import { CopyHex, FullAddress } from '../parts/Address';
import { useAnnounce } from '../parts/Announcer';
import { Cell, RowHead } from '../parts/Cells';
import { KnownDao } from '../parts/Known';
import { Plain } from '../parts/Plain';
import { saveFile } from '../parts/save';
import { useShown } from '../parts/Shown';
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
        <Page title={`${name}: where the money went`} heading="Where the money went" lead={<p>What executed proposals took out of the DAO’s accounts. Months and years are those of UTC.</p>}>
          <ChainAhead at={dao.data?.synced?.at} />
          {dao.data && <Balances dao={dao.data} />}
          {dao.isError && <Failure error={dao.error} what="the DAO" retry={() => void dao.refetch()} />}
          {span ? (
            <>
              <Spans dao={id} span={span} month={month} chosen={chosen} />
              <Spent key={chosen} dao={id} chosen={chosen} span={span} known={dao.isSuccess} />
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
  const title = (name: string) => spanOf(name)?.title ?? name;
  return (
    <nav aria-label="Which months" className="filters">
      <Link href={treasuryHref(dao, span.before)}>
        <span aria-hidden="true">← </span>
        {title(span.before)}
      </Link>
      {links.map(([label, name]) => (
        <Link key={label} href={treasuryHref(dao, name)} aria-current={name === chosen ? 'page' : undefined}>
          {label}
        </Link>
      ))}
      <Link href={treasuryHref(dao, span.after)}>
        {title(span.after)}
        <span aria-hidden="true"> →</span>
      </Link>
    </nav>
  );
}

function Spent({ dao, chosen, span, known }: { dao: string; chosen: string; span: Span; known: boolean }) {
  const announce = useAnnounce();
  const period = useQuery({ queryKey: ['period', dao, chosen], queryFn: () => api.period(dao, span.from, span.to), enabled: known });
  if (period.isPending) return <Loading what="the payments" />;
  if (period.isError) return <Failure error={period.error} what="the payments" retry={() => void period.refetch()} />;
  const { payments, paid } = period.data;
  return (
    <>
        <h2>{span.title}</h2>
        {payments.length === 0 ? (
          <Empty title="Nothing left the treasury">{covered(period.data) ? 'No executed proposal paid anything in these days.' : 'These days are still to come.'}</Empty>
        ) : (
          <>
            <Sums paid={paid} />
            <p>
              <button
                type="button"
                onClick={() => {
                  saveFile(`${dao}-${chosen}.csv`, 'text/csv;charset=utf-8', csvOf(payments));
                  announce('The payments are saved.');
                }}
              >
                Save as CSV
              </button>
            </p>
            <section className="panel" aria-labelledby="recipients">
              <h3 id="recipients">By recipient</h3>
              <Recipients rows={byRecipient(payments)} />
            </section>
            <section className="panel" aria-labelledby="payments">
              <h3 id="payments">{plural(payments.length, 'payment')}</h3>
              <PaymentTable dao={dao} payments={payments} />
            </section>
          </>
        )}
    </>
  );
}

/** Whether anything of the period lies in the past. */
function covered(period: Period): boolean {
  return Date.parse(period.from) <= Date.parse(period.now);
}

function Asset({ symbol, token }: { symbol: string | undefined; token: string | undefined }) {
  return <Plain text={symbol ?? (token ? 'an unnamed token' : 'ETH')} />;
}

function Sums({ paid }: { paid: Period['paid'] }) {
  return (
    <dl className="balances" aria-label="All that left">
      {paid.map(({ symbol, token, decimals, amount, payments }) => (
        <div key={token ?? 'native'}>
          <dt>
            <Asset symbol={symbol} token={token} /> in {plural(payments, 'payment')}
          </dt>
          <dd>{formatAmount(amount, decimals)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Recipient({ to, name }: { to: string | undefined; name: string | undefined }) {
  if (to === undefined) return <span className="soft">not known: the execution differed from its simulation, and only the DAO’s own balances were read</span>;
  return (
    <>
        {name !== undefined && (
          <>
            <Plain text={name} />{' '}
          </>
        )}
        <FullAddress value={to} />
    </>
  );
}

function Recipients({ rows }: { rows: Received[] }) {
  const { shown, more } = useShown(rows);
  return (
    <>
      <table className="stacked">
        <caption className="visually-hidden">What each recipient got, who got most first</caption>
        <thead>
          <tr>
            <th scope="col">Recipient</th>
            <th scope="col" className="number">
              Amount
            </th>
            <th scope="col" className="number">
              Of all
            </th>
            <th scope="col" className="number">
              Payments
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={`${row.to ?? ''}/${row.token ?? ''}`}>
              <RowHead label="Recipient">
                <Recipient to={row.to} name={row.name} />
              </RowHead>
              <Cell label="Amount" number>
                {formatAmount(row.amount, row.decimals)} <Asset symbol={row.symbol} token={row.token} />
              </Cell>
              <Cell label="Of all" number>
                {row.share.toLocaleString('en', { maximumFractionDigits: 1 })} %
              </Cell>
              <Cell label="Payments" number>
                {row.payments.toLocaleString('en')}
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

function PaymentTable({ dao, payments }: { dao: string; payments: Spending[] }) {
  const { shown, more } = useShown(payments.toReversed());
  return (
    <>
      <table className="stacked">
        <caption className="visually-hidden">Payments, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Proposal</th>
            <th scope="col">When</th>
            <th scope="col" className="number">
              Amount
            </th>
            <th scope="col">Recipient</th>
            <th scope="col">Transaction</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one, index) => (
            <tr key={index}>
              <RowHead label="Proposal">
                <Link href={`/daos/${encodeURIComponent(dao)}/proposals/${encodeURIComponent(one.proposalId)}`}>
                  <Plain text={one.headline || 'Proposal without a title'} />
                </Link>
              </RowHead>
              <Cell label="When">
                {one.about && 'about '}
                <Time iso={one.at} />
              </Cell>
              <Cell label="Amount" number>
                {formatAmount(one.amount, one.decimals)} <Asset symbol={one.symbol} token={one.token} />
                {!one.asSimulated && <p className="fine">{one.to === undefined ? 'as the balances show' : 'as simulated; the receipt is not written yet'}</p>}
              </Cell>
              <Cell label="Recipient">
                <Recipient to={one.to} name={one.name} />
              </Cell>
              <Cell label="Transaction">
                {one.transactionHash ? <CopyHex value={one.transactionHash} what="transaction hash" /> : <span className="soft">not known</span>}
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}
