import type { Dao, Duty, Payout, Session } from '../api/types';
import { sameAddress } from './address';
import { key } from './words';

/** Something that waits for the person who is signed in. */
export interface Task {
  dao: string;
  proposalId: string;
  headline: string;
  what: string;
  /** Where one does it. */
  where: 'payout' | 'proposal';
}

/** Whether a treasurer's word on a payout is still missing, and which. */
function payoutTask(payout: Payout, address: string): string | undefined {
  const counting = payout.approvals.statements.filter(({ counts }) => counts);
  if (counting.some(({ kind }) => key(kind) === 'REJECT')) return undefined;
  if (payout.blocked && !payout.overridden) return 'reject or override';
  const approved = counting.some(({ kind, treasurer }) => key(kind) === 'APPROVE' && sameAddress(treasurer, address));
  return payout.approvals.missing > 0 && !approved ? 'approve or reject' : undefined;
}

/** What this person, and nobody's server, has to do: by their roles, and by what they already said. */
export function tasksOf(session: Session, daos: readonly Dao[], payouts: readonly Payout[], duties: readonly Duty[]): Task[] {
  const tasks: Task[] = [];
  for (const payout of payouts) {
    const dao = daos.find(({ id }) => id === payout.dao);
    if (!dao?.treasurers.some((one) => sameAddress(one, session.address))) continue;
    const what = payoutTask(payout, session.address);
    if (what) tasks.push({ dao: payout.dao, proposalId: payout.proposalId, headline: payout.headline, what, where: 'payout' });
  }
  if (session.roles.some((role) => role.toLowerCase() === 'operator')) {
    for (const duty of duties.filter(({ by }) => by === 'operators')) {
      tasks.push({ dao: duty.dao, proposalId: duty.proposalId, headline: duty.headline ?? '', what: duty.what, where: 'proposal' });
    }
  }
  return tasks;
}
