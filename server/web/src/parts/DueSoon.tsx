import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import { type Due, dueWithin, mostUrgent } from '../format/due';
import { hasRole, useAccess } from '../wallet/session';
import { Badge } from './Badge';
import { DueFailures, useDue } from './due';
import { Plain } from './Plain';
import { Loading } from './States';
import { chainAhead, Time } from './Time';

const MOST = 5;
const DAY = 86_400_000;

/** For operators, before anything else: what is due within a week, by whomever. */
export function DueSoon() {
  const { signedIn } = useAccess();
  return hasRole(signedIn?.session, 'operator') ? <DueThisWeek /> : null;
}

export function DueThisWeek() {
  const due = useDue();
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  // Of several chains the one that is furthest ahead: what is due is told too early rather than too late.
  const now = Math.max(Date.now(), ...(daos.data ?? []).map((dao) => chainAhead(dao.synced?.at) ?? 0));
  const week = dueWithin(due.due, now + 7 * DAY);
  return (
    <section className="panel" aria-labelledby="due-soon">
      <h2 id="due-soon">Due this week</h2>
      <DueFailures due={due} />
      {due.isPending && <Loading what="what is due" />}
      {due.isWhole && week.length === 0 && <p className="soft">Nothing.</p>}
      {week.length > 0 && <List due={week} now={now} />}
      <p>
        <Link href="/duties">All duties</Link>
      </p>
    </section>
  );
}

function List({ due, now }: { due: Due[]; now: number }) {
  const shown = mostUrgent(due, MOST, now + DAY);
  return (
    <>
      <ul className="plain-list">
        {shown.map((one) => (
          <li key={`${one.href}/${one.kind}`} className="entry">
            <Badge tone={one.by === 'server' ? 'plain' : 'warn'}>{one.what}</Badge> <Link href={one.href}><Plain text={one.headline || one.proposalId} /></Link>{' '}
            <span className="fine">
              <Plain text={one.of} />, by {one.by === 'server' ? 'the server' : one.by}
              {one.latestSafe !== undefined && (
                <>
                  , at the latest <Time iso={one.latestSafe} relative />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < due.length && <p className="fine">And {due.length - shown.length} more this week.</p>}
    </>
  );
}
