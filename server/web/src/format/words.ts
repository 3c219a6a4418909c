/** The contracts' and the server's names in a reader's words. */

/** What a chain's own coin is called where the server does not say. */
export const NATIVE_COIN = 'native coin';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'busy';

const STATES: Record<string, { label: string; tone: Tone; open: boolean; voting?: boolean }> = {
  PENDING: { label: 'Voting not open yet', tone: 'plain', open: true, voting: true },
  ACTIVE: { label: 'Voting open', tone: 'busy', open: true, voting: true },
  UNKNOWN: { label: 'Not read from the chain yet', tone: 'plain', open: true },
  CANCELED: { label: 'Cancelled', tone: 'plain', open: false },
  DEFEATED: { label: 'Defeated', tone: 'plain', open: false },
  SUCCEEDED: { label: 'Passed, not queued', tone: 'busy', open: true },
  QUEUED: { label: 'Passed, waiting in the timelock', tone: 'busy', open: true },
  EXPIRED: { label: 'Expired', tone: 'plain', open: false },
  EXECUTED: { label: 'Executed', tone: 'good', open: false },
};

const DUTIES: Record<string, string> = {
  DIGEST: 'read and compare',
  DECIDE: 'decide how to vote',
  VOTE: 'vote',
  QUEUE: 'put into the timelock',
  EXECUTE: 'pay out',
  RECEIPT: 'write the receipt',
};

const EFFECTS: Record<string, string> = {
  TRANSFER: 'Payment',
  ALLOWANCE: 'Allowance',
  ROLE_GRANTED: 'Role granted',
  ROLE_REVOKED: 'Role taken away',
  OWNERSHIP: 'New owner',
  UPGRADE: 'New code',
  PARAMETER: 'Setting',
  CONTROL: 'Change of control',
  DESTRUCTION: 'End of a contract',
  UNKNOWN_CALL: 'Unexplained call',
};

const ACT_STATUS: Record<string, { label: string; tone: Tone }> = {
  INTENDED: { label: 'recorded, not signed yet', tone: 'busy' },
  SIGNED: { label: 'signed, not sent yet', tone: 'busy' },
  SENT: { label: 'sent, waiting for the chain', tone: 'busy' },
  CONFIRMED: { label: 'confirmed on the chain', tone: 'good' },
  REVERTED: { label: 'reverted: nothing happened', tone: 'bad' },
  DONE_ELSEWHERE: { label: 'somebody else did it first', tone: 'plain' },
  UNKNOWN: { label: 'outcome not known yet; the chain is asked before anything is repeated', tone: 'warn' },
  ABANDONED: { label: 'given up: nothing of it can happen any more', tone: 'plain' },
  BEING_TAKEN_BACK: { label: 'being taken back: what was signed must not happen any more', tone: 'warn' },
  TAKEN_BACK: { label: 'taken back after it was signed', tone: 'warn' },
  CONTRARY: { label: 'the chain has something else than was intended', tone: 'bad' },
};

/** Enum names compared without regard to case and to "-" or "_". */
export function key(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

export function stateOf(state: string): { label: string; tone: Tone; open: boolean; voting?: boolean } {
  return STATES[key(state)] ?? { label: state, tone: 'plain', open: true };
}

/** What the server says of a proposal wherever it is listed. */
export interface Standing {
  state: string;
  /** Whether a finding stops it. */
  blocked: boolean;
  /** Whether treasurers lifted all that stops it. */
  overridden: boolean;
}

/** Whether somebody has to decide before anything goes on: what is over needs nobody. */
export function isStopped({ state, blocked, overridden }: Standing): boolean {
  return blocked && !overridden && stateOf(state).open;
}

export function dutyLabel(kind: string): string {
  return DUTIES[key(kind)] ?? kind.toLowerCase();
}

export function effectLabel(kind: string): string {
  return EFFECTS[key(kind)] ?? kind;
}

export function actStatus(status: string): { label: string; tone: Tone } {
  return ACT_STATUS[key(status)] ?? { label: status, tone: 'plain' };
}

/** What became of the duties of one kind, in one breath. */
export function keptLine(kind: string, count: { due: number; met: number; missed: number; dropped: number }): string {
  if (count.due === 0) return `no ${kind} has fallen due yet`;
  const dropped = count.dropped > 0 ? `, ${count.dropped.toLocaleString('en')} dropped` : '';
  return `${count.met.toLocaleString('en')} of ${plural(count.due, kind)} met${dropped}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** "Vote for", or "Vote 60 % for, 40 % against"; shares are in hundredths of a percent. */
export function voteWords({ support, shares }: { support?: string | undefined; shares?: Partial<Record<string, number>> | undefined }): string {
  const parts = Object.entries(shares ?? {}).map(([way, share]) => `${(share ?? 0) / 100} % ${way.toLowerCase()}`);
  return `Vote ${parts.length > 0 ? parts.join(', ') : (support?.toLowerCase() ?? '')}`.trim();
}
