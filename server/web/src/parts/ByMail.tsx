import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { api } from '../api/client';
import { Choices, toggled } from './Choices';
import { DELEGATE_VOTED, Delegates, delegatesOf } from './Delegates';
import { Failure, Refused } from './States';

/** What is ticked at first: what most people want to know in time. */
const FIRST = ['new-proposal', 'stopped', 'voting-ends'];

/** How somebody has this server tell them by mail of a DAO. */
export function ByMail({ dao, name }: { dao: string; name: string }) {
  const offer = useQuery({ queryKey: ['subscriptions'], queryFn: api.subscriptionOffer, refetchInterval: false });
  if (offer.isPending) return <p role="status">Asking whether this server sends mail…</p>;
  if (offer.isError) return <Failure error={offer.error} what="whether this server sends mail" retry={() => void offer.refetch()} />;
  if (!offer.data.mail) return <p className="fine">This server sends mail to its operators only: follow the feed or the calendar.</p>;
  return <MailForm dao={dao} name={name} kinds={offer.data.kinds} />;
}

function MailForm({ dao, name, kinds }: { dao: string; name: string; kinds: { word: string; title: string }[] }) {
  const [address, setAddress] = useState('');
  const [chosen, setChosen] = useState(() => FIRST.filter((first) => kinds.some(({ word }) => word === first)));
  const [delegates, setDelegates] = useState('');
  const ask = useMutation({ mutationFn: api.subscribeByMail });
  const asked = useRef<HTMLDivElement>(null);
  const field = useId();
  useEffect(() => {
    if (ask.isSuccess) asked.current?.focus();
  }, [ask.isSuccess]);
  if (ask.isSuccess) {
    return (
      <div className="notice" role="status" tabIndex={-1} ref={asked}>
        <p className="notice-title">Nearly done</p>
        <p>{ask.data.next}</p>
      </div>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({ address, daos: [dao], kinds: chosen, delegates: delegatesOf(delegates, chosen) });
      }}
    >
      <Choices legend={`Tell me by mail of ${name}`} choices={kinds} chosen={chosen} choose={(word, wanted) => setChosen((now) => toggled(now, word, wanted))} />
      {chosen.includes(DELEGATE_VOTED) && <Delegates text={delegates} change={setDelegates} />}
      <label htmlFor={field}>Your mail address</label>
      <input id={field} type="email" autoComplete="email" required maxLength={254} value={address} onChange={(event) => setAddress(event.target.value)} />
      <p>
        <button type="submit" disabled={ask.isPending || chosen.length === 0}>
          {ask.isPending ? 'Asking…' : 'Subscribe by mail'}
        </button>
      </p>
      {ask.isError && <Refused error={ask.error} />}
      <p className="fine">
        You get one mail with a link to confirm. Only this server keeps your address, for nothing else, and each mail has a link that ends it and deletes the address. What you subscribe to by mail
        replaces what you subscribed to with that address before.
      </p>
    </form>
  );
}
