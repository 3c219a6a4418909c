import { useQueries, useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { dueOfPoll, type Due, waitsForPeople } from '../format/due';

const SOON = 30_000;

interface WaitingPolls {
  due: Due[];
  /** Whether `due` may lack some that are not there yet. */
  isPending: boolean;
  /** Why `due` may lack some. */
  error: Error | null;
  retry: () => void;
}

/** The votes off chain for which an operator has to choose; only spaces that say they have some are asked. */
export function useWaitingPolls(enabled = true): WaitingPolls {
  const spaces = useQuery({ queryKey: ['spaces'], queryFn: api.spaces, enabled, refetchInterval: SOON });
  const asked = (spaces.data ?? []).filter(({ needPeople }) => needPeople > 0);
  const polls = useQueries({
    queries: asked.map(({ id }) => ({ queryKey: ['polls', id], queryFn: () => api.polls(id), enabled, refetchInterval: SOON })),
  });
  const all = [spaces, ...polls];
  return {
    due: asked.flatMap((space, at) => (polls[at]?.data ?? []).filter(waitsForPeople).map((poll) => dueOfPoll({ space, poll }))),
    isPending: all.some((query) => query.isPending),
    error: all.find((query) => query.isError)?.error ?? null,
    retry: () => all.filter((query) => query.isError).forEach((query) => void query.refetch()),
  };
}
