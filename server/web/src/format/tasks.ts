import type { Dao, Payout, Session } from '../api/schema';
import { sameAddress } from './address';
import type { Due } from './due';
import { isStopped, key } from './words';

/** Something that waits for the person who is signed in. */
export interface Task {
  dao: string;
  proposalId: string;
  headline: string;
  what: string;
  /** Where in the page one does it. */
  href: string;
}

/** What the server says that treasurers are asked for; nothing for who approved what counts. */
function payoutTask(payout: Payout, address: string): string | undefined {
  const approved = payout.approvals.statements.some(
    ({ counts, kind, treasurer }) => counts && key(kind) === 'APPROVE' && sameAddress(treasurer, address),
  );
  const stopped = isStopped(payout);
  return approved && !stopped ? undefined : payout.asked;
}

/** What this person, and nobody's server, has to do: by their roles, and by what they already said. */
export function tasksOf(session: Session, daos: readonly Dao[], payouts: readonly Payout[], duties: readonly Due[]): Task[] {
  const tasks: Task[] = [];
  for (const payout of payouts) {
    const dao = daos.find(({ id }) => id === payout.dao);
    if (!dao?.treasurers.some((one) => sameAddress(one, session.address))) continue;
    const what = payoutTask(payout, session.address);
    if (what) tasks.push({ dao: payout.dao, proposalId: payout.proposalId, headline: payout.headline, what, href: '/payouts' });
  }
  if (session.roles.some((role) => role.toLowerCase() === 'operator')) {
    for (const duty of duties.filter(({ by }) => by === 'operators')) {
      tasks.push({ dao: duty.dao, proposalId: duty.proposalId, headline: duty.headline ?? '', what: duty.what, href: duty.href });
    }
  }
  return tasks;
}
