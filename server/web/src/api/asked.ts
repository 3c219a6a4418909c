import type { Proposal } from './schema';

/** Half-open UTF-16 offsets into the raw description: the same offsets that JavaScript strings have. */
export interface Span {
  start: number;
  end: number;
}

/** A text, what its calls do, and whether both say the same: of a proposal, or of a draft. */
export type Compared = Pick<Proposal, 'description' | 'contentHash' | 'digest' | 'effects' | 'verdict'>;

/** What treasurers and operators can be given to sign. */
export type StatementKind = 'approve' | 'reject' | 'override' | 'withdraw';
export type VoteSupport = 'for' | 'against' | 'abstain';
export type PauseKind = 'pause' | 'resume';

/** Which proposals of a list. */
export type Standing = 'open' | 'stopped' | 'closed';
