import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client';
import { formatAmount } from '../format/amount';
import { treasuryHref } from '../format/money';
import type { SharedPeriod } from '../format/organisation';
import { plural } from '../format/words';
import { FullAddress } from '../parts/Address';
import { Badge } from '../parts/Badge';
import { Icon } from '../parts/Icon';
import { Plain } from '../parts/Plain';
import { NotKnown, Unlisted } from '../parts/Spendings';
import { CopyMarkdown, FeedLink } from '../parts/Sharing';
import { Empty, Failure, Loading } from '../parts/States';
import { ChainAhead, chainAhead, KnownChainTime, Time } from '../parts/Time';
import { Page } from './Page';

const DAY = 86_400_000;

const SPANS = [
  { label: '7 days', back: 7, ahead: 7 },
  { label: '30 days', back: 30, ahead: 30 },
  { label: '91 days', back: 91, ahead: 30 },
];

const KINDS: { kind: string; title: string }[] = [
  { kind: 'executed', title: 'Executed and paid' },
  { kind: 'queued', title: 'Put into the timelock' },
  { kind: 'passed', title: 'Passed' },
  { kind: 'defeated', title: 'Defeated' },
  { kind: 'cancelled', title: 'Cancelled' },
  { kind: 'expired', title: 'Expired' },
  { kind: 'voted', title: 'Our votes' },
  { kind: 'proposed', title: 'New proposals' },
];

/** The bounds that the server is asked for; a week is its own default, which goes by the chain's clock. */
function bounds(span: (typeof SPANS)[number], now: number): [string, string] {
  return span.back === 7 ? ['', ''] : [iso(now - span.back * DAY), iso(now + span.ahead * DAY)];
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

export function WeekPage({ dao: id }: { dao: string }) {
  const [chosen, setChosen] = useState(0);
  const dao = useQuery({ queryKey: ['daos', id], queryFn: () => api.dao(id) });
  const span = SPANS[chosen] ?? SPANS[0]!;
  const asked = () => bounds(span, chainAhead(dao.data?.synced?.at) ?? Date.now());
  const period = useQuery({ queryKey: ['period', id, chosen], queryFn: () => api.period(id, ...asked()) });
  const name = dao.data?.name ?? id;
  return (
    <KnownChainTime value={chainAhead(dao.data?.synced?.at)}>
      <nav aria-label="Where you are" className="crumbs">
        <Link href={`/daos/${encodeURIComponent(id)}`}>
          <span aria-hidden="true">← </span>
          <Plain text={name} />
        </Link>
      </nav>
      <Page title={`${name}: ${span.label} back, ${span.ahead} ahead`} heading="What happened, and what is due" lead={period.data && <Lead period={period.data} />}>
        <ChainAhead at={dao.data?.synced?.at} />
        <div className="acts sharing">
          <div className="filters" role="group" aria-label="How long">
            {SPANS.map((each, index) => (
              <button key={each.label} type="button" aria-pressed={index === chosen} onClick={() => setChosen(index)}>
                {each.label}
              </button>
            ))}
          </div>
          <CopyMarkdown what="the period" load={() => api.periodMarkdown(id, ...asked())} />
          <FeedLink dao={id} name={name} />
          <Link href={treasuryHref(id)}>Where the money went, by month</Link>
        </div>
        {period.isPending && <Loading what="the period" />}
        {period.isError && <Failure error={period.error} what="the period" retry={() => void period.refetch()} />}
        {period.data && <PeriodParts period={period.data} />}
      </Page>
    </KnownChainTime>
  );
}

function Lead({ period }: { period: SharedPeriod }) {
  return (
    <p>
      <Plain text={period.name} />, <Time iso={period.from} /> to <Time iso={period.to} />
    </p>
  );
}

/** What is due, stopped, paid and has happened; of several DAOs together each line names its own. */
export function PeriodParts({ period }: { period: SharedPeriod }) {
  return (
    <div className="week">
      <section className="panel" aria-labelledby="due">
        <h2 id="due">What is due</h2>
        <Due period={period} />
      </section>
      {period.blocked.length > 0 && (
        <section className="panel" aria-labelledby="blocked">
          <h2 id="blocked">Stopped</h2>
          <ul className="plain-list">
            {period.blocked.map((one) => (
              <li key={`${one.dao ?? ''}/${one.proposalId}`} className="entry bad">
                <p>
                  <Icon name="stop" /> <ProposalLink dao={one.dao ?? period.dao} id={one.proposalId} headline={one.headline} name={one.name} />{' '}
                  <span className="soft">({one.state})</span>
                </p>
                <Details lines={one.reasons} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <NotKnown unknown={period.unknown.map((one) => ({ ...one, dao: one.dao ?? period.dao }))} />
      {period.paid.length > 0 && (
        <section className="panel" aria-labelledby="paid">
          <h2 id="paid">What left the treasury</h2>
          <dl className="balances">
            {period.paid.map((one, index) => (
              <div key={index}>
                <dt>
                  <Plain text={one.symbol ?? 'an unnamed token'} /> in {plural(one.payments, 'payment')}
                  {one.name !== undefined && (
                    <>
                      , <Plain text={one.name} />
                    </>
                  )}
                </dt>
                <dd>{formatAmount(one.amount, one.decimals)}</dd>
                {one.token && (
                  <dd className="paid-token">
                    token <FullAddress value={one.token} />
                  </dd>
                )}
              </div>
            ))}
          </dl>
        </section>
      )}
      <Unlisted dao={period.dao} payments={period.unlisted} />
      <section className="panel" aria-labelledby="happened">
        <h2 id="happened">What happened</h2>
        {period.happened.length === 0 && <Empty title="Nothing">No proposal was made, voted on or executed in these days.</Empty>}
        {KINDS.map(({ kind, title }) => {
          const all = period.happened.filter((one) => one.kind === kind);
          return all.length === 0 ? null : <Group key={kind} title={title} all={all} dao={period.dao} />;
        })}
      </section>
    </div>
  );
}

function Due({ period }: { period: SharedPeriod }) {
  if (period.due.length === 0) return <Empty title="Nothing">Nothing has to be done in these days.</Empty>;
  return (
    <ul className="plain-list">
      {period.due.map((one, index) => (
        <li key={index} className="entry">
          <p>
            <Badge tone={one.latestSafe ? 'warn' : 'busy'}>{one.what}</Badge>{' '}
            <ProposalLink dao={one.dao ?? period.dao} id={one.proposalId} headline={one.headline} name={one.name} />
          </p>
          <p className="fine">
            {one.latestSafe ? (
              <>
                At the latest <Time iso={one.latestSafe} relative />
              </>
            ) : (
              <From notBefore={one.notBefore} now={period.now} />
            )}
          </p>
          <Details lines={[one.executes ?? '', one.detail, one.problem ?? ''].filter(Boolean)} />
        </li>
      ))}
    </ul>
  );
}

function From({ notBefore, now }: { notBefore: string; now: string }) {
  if (Date.parse(notBefore) <= Date.parse(now)) return <>Now</>;
  return (
    <>
      From <Time iso={notBefore} relative />
    </>
  );
}

/** Details that are short stand on the line of the time. */
const SHORT = 1;

function Group({ title, all, dao }: { title: string; all: SharedPeriod['happened']; dao: string }) {
  return (
    <>
      <h3>
        {title} <span className="count">{all.length}</span>
      </h3>
      <ul className="plain-list">
        {all.map((one, index) => (
          <li key={index} className="entry">
            <p>
              <ProposalLink dao={one.dao ?? dao} id={one.proposalId} headline={one.headline} name={one.name} />
            </p>
            <p className="fine">
              {one.about && 'about '}
              <Time iso={one.at} />
              {one.details.length === SHORT && (
                <>
                  {' · '}
                  <Plain text={one.details[0] ?? ''} />
                </>
              )}
            </p>
            {one.details.length > SHORT && <Details lines={one.details} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Details({ lines }: { lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="details">
      {lines.map((line, index) => (
        <li key={index}>
          <Plain text={line} />
        </li>
      ))}
    </ul>
  );
}

function ProposalLink({ dao, id, headline, name }: { dao: string; id: string; headline: string; name: string | undefined }) {
  return (
    <>
      <Link href={`/daos/${encodeURIComponent(dao)}/proposals/${encodeURIComponent(id)}`}>
        <Plain text={headline || 'Proposal without a title'} />
      </Link>
      {name !== undefined && (
        <span className="soft">
          {' '}
          <Plain text={name} />
        </span>
      )}
    </>
  );
}
