import type { BallotRow, Duty, ProposalSummary } from '../api/schema';
import { isStopped } from './words';

/** What of a DAO somebody can follow; the same words as those of its feeds. */
export const KINDS = {
  proposals: 'New proposals',
  stopped: 'Stopped: text and calls do not agree',
  waiting: 'Waits for people: a vote to decide, a payout to approve',
  votes: 'Votes that this server cast',
  payouts: 'Payouts and what else was executed',
} as const;

export type Kind = keyof typeof KINDS;

/** What of a space somebody can follow; off chain nothing is executed. */
export const SPACE_KINDS = {
  proposals: 'New votes',
  stopped: 'Stopped: no rule votes on it, whatever it says',
  waiting: 'Waits for a person to choose',
  votes: 'Votes that this server cast',
} as const satisfies Partial<Record<Kind, string>>;

export type SpaceKind = keyof typeof SPACE_KINDS;

export const ALL_SPACE_KINDS = Object.keys(SPACE_KINDS) as SpaceKind[];

export const ALL_KINDS = Object.keys(KINDS) as Kind[];

/** Of each kind the proposals that it has, with their headlines. */
export interface Standing extends Record<Kind, Record<string, string>> {
  /** The block of the newest proposal; 0 without one. */
  newest: number;
  /** The blocks of the proposals, by id. */
  blocks: Record<string, number>;
}

export interface News {
  kind: Kind;
  id: string;
  headline: string;
}

/** How a DAO stands, by what the server says of it. */
export function standingOf(dao: string, proposals: ProposalSummary[], ballots: BallotRow[], duties: Duty[]): Standing {
  const of = (kept: { id: string; headline: string | undefined }[]) => Object.fromEntries(kept.map(({ id, headline }) => [id, headline ?? `Proposal ${id}`]));
  const rows = <Row extends { dao: string; proposalId: string; headline?: string }>(all: Row[], keeps: (row: Row) => boolean) =>
    of(all.filter((row) => row.dao === dao && keeps(row)).map(({ proposalId, headline }) => ({ id: proposalId, headline })));
  return {
    newest: Math.max(0, ...proposals.map(({ block }) => block)),
    blocks: Object.fromEntries(proposals.map(({ id, block }) => [id, block])),
    proposals: of(proposals),
    stopped: of(proposals.filter(isStopped)),
    waiting: rows(duties, ({ by }) => by !== 'server'),
    votes: rows(ballots, ({ ballot }) => ballot.status === 'confirmed'),
    payouts: of(proposals.filter(({ state }) => state === 'EXECUTED')),
  };
}

/**
 * What stands in a kind now and did not before, of the kinds that somebody follows. An older proposal that comes into the list, because a newer one
 * went or the history is read, is none.
 */
export function newsBetween(before: Standing, after: Standing, followed: readonly Kind[]): News[] {
  return followed.flatMap((kind) =>
    Object.entries(after[kind])
      .filter(([id]) => !(id in before[kind]) && !cameBehind(before, after, id))
      .map(([id, headline]) => ({ kind, id, headline })),
  );
}

function cameBehind(before: Standing, after: Standing, id: string): boolean {
  const block = after.blocks[id];
  return block !== undefined && !(id in before.blocks) && block < before.newest;
}
