import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client';
import { type Due, proposalHref } from '../format/due';
import { tasksOf } from '../format/tasks';
import { keptLine, plural } from '../format/words';
import { ShortHex } from '../parts/Address';
import { Badge } from '../parts/Badge';
import { Cell, RowHead } from '../parts/Cells';
import { DueFailures, useDue } from '../parts/due';
import { Plain } from '../parts/Plain';
import { useShown } from '../parts/Shown';
import { Empty, Loading } from '../parts/States';
import { Time } from '../parts/Time';
import { useAccess } from '../wallet/session';
import { Page } from './Page';

type Filter = 'all' | 'people' | 'server' | 'mine';

const BY: Record<Due['by'], string> = { server: 'the server', treasurers: 'treasurers', operators: 'operators' };

export function DutiesPage() {
  const { signedIn } = useAccess();
  const all = useDue();
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  const payouts = useQuery({ queryKey: ['payouts'], queryFn: api.payouts, enabled: signedIn !== undefined });
  const [filter, setFilter] = useState<Filter>('all');
  const [chosen, setChosen] = useState('');
  const due = [...all.due].sort((one, other) => Date.parse(one.notBefore) - Date.parse(other.notBefore));
  const tasks = signedIn ? tasksOf(signedIn.session, daos.data ?? [], payouts.data ?? [], due) : [];
  const mine = (duty: Due) => tasks.some(({ dao, proposalId }) => dao === duty.dao && proposalId === duty.proposalId);
  const keeps: Record<Filter, (duty: Due) => boolean> = {
    all: () => true,
    people: ({ by }) => by !== 'server',
    server: ({ by }) => by === 'server',
    mine,
  };
  const labels: [Filter, string][] = [
    ['all', 'All'],
    ['people', 'For people'],
    ['server', 'For the server'],
    ...(signedIn ? [['mine', 'For you'] as [Filter, string]] : []),
  ];
  const ofDao = due.filter(({ dao }) => chosen === '' || dao === chosen);
  const shown = ofDao.filter(keeps[filter]);
  return (
    <Page title="Duties" lead={<p>What has to be done next, by whom, and the latest time at which it still helps.</p>}>
      <KeptDuties />
      {all.isPending && <Loading what="the duties" />}
      <DueFailures due={all} />
      {all.isWhole && due.length === 0 && <Empty title="Nothing is due">New proposals bring new duties.</Empty>}
      {due.length > 0 && (
        <>
          <div className="filters" role="group" aria-label="Which duties">
            {labels.map(([id, label]) => (
              <button key={id} type="button" aria-pressed={filter === id} onClick={() => setFilter(id)}>
                {label} <span className="count">{ofDao.filter(keeps[id]).length}</span>
              </button>
            ))}
            {(daos.data?.length ?? 0) > 1 && (
              <label>
                DAO{' '}
                <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
                  <option value="">all</option>
                  {daos.data?.map((dao) => (
                    <option key={dao.id} value={dao.id}>
                      {dao.name}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </div>
          {shown.length === 0 ? <Empty title="None of these">Choose “All” to see every duty.</Empty> : <Table duties={shown} />}
        </>
      )}
    </Page>
  );
}

function Table({ duties }: { duties: Due[] }) {
  const { shown, more } = useShown(duties);
  return (
    <>
      <table className="stacked">
        <caption className="visually-hidden">Open duties, soonest first</caption>
        <thead>
          <tr>
            <th scope="col">Proposal</th>
            <th scope="col">What to do</th>
            <th scope="col">From</th>
            <th scope="col">At the latest</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((duty) => (
            <tr key={`${duty.href}/${duty.kind}`}>
              <RowHead label="Proposal">
                <DueLink href={duty.href} id={duty.proposalId} headline={duty.headline} />
                <p className="fine">
                  <Plain text={duty.of} />
                  {duty.dao === '' && ', off chain'}
                </p>
              </RowHead>
              <Cell label="What to do">
                <Badge tone={duty.by === 'server' ? 'plain' : 'warn'}>{duty.what}</Badge>
                <p className="fine">by {BY[duty.by] ?? duty.by}</p>
              </Cell>
              <Cell label="From">
                <Time iso={duty.notBefore} />
              </Cell>
              <Cell label="At the latest">
                {duty.latestSafe === undefined ? 'at any time' : <Time iso={duty.latestSafe} relative />}
              </Cell>
              <Cell label="State">
                {duty.leased ? <Badge tone="busy">working on it</Badge> : <Badge tone="plain">waiting</Badge>}
                {duty.attempts > 0 && ` ${plural(duty.attempts, 'try', 'tries')}`}
                {duty.problem && (
                  <p className="fine">
                    <Plain text={duty.problem} />
                  </p>
                )}
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

function DueLink({ href, id, headline }: { href: string; id: string; headline: string | undefined }) {
  return (
    <Link href={href}>
      {headline ? <Plain text={headline} /> : <ShortHex value={id} />}
    </Link>
  );
}

/** Met of those that fell due, and why the last missed ones were. */
function KeptDuties() {
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  if (!daos.data || daos.data.length === 0) return null;
  return (
    <section aria-label="Met and missed">
      <ul className="plain-list">
        {daos.data.map((dao) => (
          <li key={dao.id}>
            <Plain text={dao.name} />: {keptLine('vote', dao.kept.votes)}; {keptLine('payout', dao.kept.payouts)}.
            {dao.kept.missed.map((one) => (
              <p className="fine" key={`${one.duty}/${one.proposalId}`}>
                Missed {one.duty} on <DueLink href={proposalHref(dao.id, one.proposalId)} id={one.proposalId} headline={one.headline} />: <Plain text={one.reason} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
