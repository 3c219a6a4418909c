import type { BallotRow, Duty, ProposalSummary } from '../api/schema';

/** What of a DAO somebody can follow; the same words as those of its feeds. */
export const KINDS = {
  proposals: 'New proposals',
  stopped: 'Stopped: text and calls do not agree',
  waiting: 'Waits for people: a vote to decide, a payout to approve',
  votes: 'Votes that this server cast',
  payouts: 'Payouts and what else was executed',
} as const;

export type Kind = keyof typeof KINDS;

export const ALL_KINDS = Object.keys(KINDS) as Kind[];

/** Of each kind the proposals that it has, with their headlines. */
export type Standing = Record<Kind, Record<string, string>>;

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
    proposals: of(proposals),
    stopped: of(proposals.filter(({ blocked }) => blocked)),
    waiting: rows(duties, ({ by }) => by !== 'server'),
    votes: rows(ballots, ({ ballot }) => ballot.status === 'confirmed'),
    payouts: of(proposals.filter(({ state }) => state === 'EXECUTED')),
  };
}

/** What stands in a kind now and did not before, of the kinds that somebody follows. */
export function newsBetween(before: Standing, after: Standing, followed: readonly Kind[]): News[] {
  return followed.flatMap((kind) =>
    Object.entries(after[kind])
      .filter(([id]) => !(id in before[kind]))
      .map(([id, headline]) => ({ kind, id, headline })),
  );
}
