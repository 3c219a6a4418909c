import type { Duty, Poll, Space } from '../api/schema';

/** Something due, on a chain or off it. */
export interface Due extends Pick<Duty, 'kind' | 'what' | 'by' | 'notBefore' | 'latestSafe' | 'attempts' | 'leased' | 'problem'> {
  /** The DAO's id; "" of a vote off chain, which is of none. */
  dao: string;
  /** Whose it is, for a reader. */
  of: string;
  /** The governor's or the hub's. */
  proposalId: string;
  headline: string | undefined;
  /** Where in the page it is shown. */
  href: string;
}

/** A vote off chain with its space. */
export interface SpacePoll {
  space: Space;
  poll: Poll;
}

export function proposalHref(dao: string, id: string): string {
  return `/daos/${encodeURIComponent(dao)}/proposals/${encodeURIComponent(id)}`;
}

export function pollHref(space: string, id: string): string {
  return `/spaces/${encodeURIComponent(space)}/polls/${encodeURIComponent(id)}`;
}

/** What can be done, or has to be, before that moment: what must be done soonest first, and after it what has no deadline. */
export function dueWithin(due: readonly Due[], until: number): Due[] {
  const last = ({ latestSafe }: Due) => (latestSafe === undefined ? Number.MAX_VALUE : Date.parse(latestSafe));
  return due
    .filter(({ notBefore }) => Date.parse(notBefore) < until)
    .sort((one, other) => last(one) - last(other) || Date.parse(one.notBefore) - Date.parse(other.notBefore));
}

/** The first so many of them, and whatever else must be done before that moment. */
export function mostUrgent(sorted: readonly Due[], most: number, before: number): Due[] {
  return sorted.filter(({ latestSafe }, place) => place < most || (latestSafe !== undefined && Date.parse(latestSafe) < before));
}

export function dueOf(duty: Duty): Due {
  return { ...duty, of: duty.dao, headline: duty.headline, href: proposalHref(duty.dao, duty.proposalId) };
}

/** Whether it is left to a person what the server's account votes. */
export function waitsForPeople(poll: Poll): boolean {
  return poll.state === 'active' && !poll.vote && poll.decision?.needsPeople === true;
}

export function dueOfPoll({ space, poll }: SpacePoll): Due {
  return {
    dao: '',
    of: space.name,
    proposalId: poll.id,
    headline: poll.title,
    kind: 'DECIDE',
    what: 'choose',
    by: 'operators',
    notBefore: poll.start,
    latestSafe: poll.latestSafe,
    attempts: 0,
    leased: false,
    href: pollHref(space.id, poll.id),
  };
}
