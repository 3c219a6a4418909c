import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import { type Due, dueOf, dueWithin } from '../format/due';
import { plural } from '../format/words';
import { hasRole, useAccess } from '../wallet/session';
import { Badge } from './Badge';
import { useWaitingPolls } from './offChain';
import { Plain } from './Plain';
import { Time } from './Time';

const MOST = 5;
const WEEK = 7 * 86_400_000;

/** For operators, before anything else: what is due within a week, by whomever. */
export function DueSoon() {
  const { signedIn } = useAccess();
  const operates = hasRole(signedIn?.session, 'operator');
  const duties = useQuery({ queryKey: ['duties'], queryFn: api.duties, enabled: operates });
  const polls = useWaitingPolls(operates);
  if (!operates || !duties.data) return null;
  const due = dueWithin([...duties.data.map(dueOf), ...polls.due], Date.now() + WEEK);
  return (
    <section className="panel" aria-labelledby="due-soon">
      <h2 id="due-soon">Due this week</h2>
      {due.length === 0 ? <p className="soft">Nothing.</p> : <List due={due} />}
    </section>
  );
}

function List({ due }: { due: Due[] }) {
  return (
    <>
      <ul className="plain-list">
        {due.slice(0, MOST).map((one) => (
          <li key={`${one.href}/${one.kind}`} className="entry">
            <Badge tone={one.by === 'server' ? 'plain' : 'warn'}>{one.what}</Badge> <Link href={one.href}><Plain text={one.headline || one.proposalId} /></Link>{' '}
            <span className="fine">
              by {one.by === 'server' ? 'the server' : one.by}
              {one.latestSafe !== undefined && (
                <>
                  , at the latest <Time iso={one.latestSafe} relative />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link href="/duties">{due.length > MOST ? `All ${plural(due.length, 'duty', 'duties')}` : 'All duties'}</Link>
      </p>
    </>
  );
}
