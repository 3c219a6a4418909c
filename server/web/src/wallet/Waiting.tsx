import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import { dueOf } from '../format/due';
import { tasksOf } from '../format/tasks';
import { plural } from '../format/words';
import { useWaitingPolls } from '../parts/offChain';
import { Plain } from '../parts/Plain';
import { useAccess } from './session';

const MOST = 3;

/** What waits for the person who is signed in; nothing for everybody else. */
export function Waiting() {
  const { signedIn } = useAccess();
  const asked = { enabled: signedIn !== undefined };
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos, ...asked });
  const payouts = useQuery({ queryKey: ['payouts'], queryFn: api.payouts, ...asked });
  const duties = useQuery({ queryKey: ['duties'], queryFn: api.duties, ...asked });
  const polls = useWaitingPolls(signedIn !== undefined);
  if (!signedIn || !daos.data || !payouts.data || !duties.data) return null;
  const tasks = tasksOf(signedIn.session, daos.data, payouts.data, [...duties.data.map(dueOf), ...polls.due]);
  if (tasks.length === 0) return null;
  return (
    <section className="notice warn waiting" aria-labelledby="waiting">
      <h2 className="notice-title" id="waiting">
        {plural(tasks.length, 'thing waits', 'things wait')} for you
      </h2>
      <ul>
        {tasks.slice(0, MOST).map((task) => (
          <li key={`${task.dao}/${task.proposalId}/${task.what}`}>
            {task.what}:{' '}
            <Link href={task.href}>
              <Plain text={task.headline || task.proposalId} />
            </Link>
          </li>
        ))}
      </ul>
      {tasks.length > MOST && (
        <p>
          <Link href="/duties">All of them</Link>
        </p>
      )}
    </section>
  );
}
