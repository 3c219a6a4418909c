import { useQueries, useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { dueOfPoll, type Due, waitsForPeople } from '../format/due';

const SOON = 30_000;

/** The votes off chain for which an operator has to choose; only spaces that say they have some are asked. */
export function useWaitingPolls(enabled = true): Due[] {
  const spaces = useQuery({ queryKey: ['spaces'], queryFn: api.spaces, enabled, refetchInterval: SOON });
  const asked = (spaces.data ?? []).filter(({ needPeople }) => needPeople > 0);
  const polls = useQueries({
    queries: asked.map(({ id }) => ({ queryKey: ['polls', id], queryFn: () => api.polls(id), enabled, refetchInterval: SOON })),
  });
  return asked.flatMap((space, at) => (polls[at]?.data ?? []).filter(waitsForPeople).map((poll) => dueOfPoll({ space, poll })));
}
