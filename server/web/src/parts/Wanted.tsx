import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Choices, toggled } from './Choices';
import { DELEGATE_VOTED, Delegates, delegatesOf } from './Delegates';
import { Refused } from './States';

/** What is ticked at first: what most people want to know in time. */
const FIRST = ['new-proposal', 'stopped', 'voting-ends'];

export interface Choice {
  daos: string[];
  kinds: string[];
  delegates: string[];
}

/**
 * Asks what somebody wants to be told of a DAO.
 *
 * @param ask sends it; it answers what comes next, in plain English
 */
export function Wanted({
  dao,
  legend,
  kinds,
  button,
  ask,
  children,
  fine,
}: {
  dao: string;
  legend: string;
  kinds: { word: string; title: string }[];
  button: string;
  ask: (choice: Choice) => Promise<{ next: string }>;
  children?: ReactNode;
  fine: string;
}) {
  const [chosen, setChosen] = useState(() => FIRST.filter((first) => kinds.some(({ word }) => word === first)));
  const [delegates, setDelegates] = useState('');
  const asking = useMutation({ mutationFn: ask });
  const asked = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asking.isSuccess) asked.current?.focus();
  }, [asking.isSuccess]);
  if (asking.isSuccess) {
    return (
      <div className="notice" role="status" tabIndex={-1} ref={asked}>
        <p className="notice-title">Nearly done</p>
        <p>{asking.data.next}</p>
      </div>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        asking.mutate({ daos: [dao], kinds: chosen, delegates: delegatesOf(delegates, chosen) });
      }}
    >
      <Choices legend={legend} choices={kinds} chosen={chosen} choose={(word, wanted) => setChosen((now) => toggled(now, word, wanted))} />
      {chosen.includes(DELEGATE_VOTED) && <Delegates text={delegates} change={setDelegates} />}
      {children}
      <p>
        <button type="submit" disabled={asking.isPending || chosen.length === 0}>
          {asking.isPending ? 'Asking…' : button}
        </button>
      </p>
      {asking.isError && <Refused error={asking.error} />}
      <p className="fine">{fine}</p>
    </form>
  );
}
