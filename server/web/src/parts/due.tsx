import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { type Due, dueOf } from '../format/due';
import { useWaitingPolls } from './offChain';
import { Failure } from './States';

interface Part {
  error: Error | null;
  retry: () => void;
}

export interface AllDue {
  /** What is known to be due, on chains and off them. */
  due: Due[];
  /** Whether some of it is still on its way. */
  isPending: boolean;
  /** Whether `due` is all there is: only then nothing means nothing. */
  isWhole: boolean;
  duties: Part;
  polls: Part;
}

export function useDue(): AllDue {
  const duties = useQuery({ queryKey: ['duties'], queryFn: api.duties });
  const polls = useWaitingPolls();
  return {
    due: [...(duties.data ?? []).map(dueOf), ...polls.due],
    isPending: duties.isPending || polls.isPending,
    isWhole: duties.isSuccess && !polls.isPending && !polls.error,
    duties: { error: duties.error, retry: () => void duties.refetch() },
    polls,
  };
}

/** Which of it could not be read. */
export function DueFailures({ due: { duties, polls } }: { due: AllDue }) {
  return (
    <>
      {duties.error && <Failure error={duties.error} what="the duties" retry={duties.retry} />}
      {polls.error && <Failure error={polls.error} what="the votes off chain" retry={polls.retry} />}
    </>
  );
}
