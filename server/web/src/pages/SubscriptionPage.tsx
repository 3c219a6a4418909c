import { useMutation, useQuery } from '@tanstack/react-query';
import { Fragment, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { ApiError, api } from '../api/client';
import type { Subscription, SubscriptionChoice } from '../api/schema';
import { Choices, toggled } from '../parts/Choices';
import { DELEGATE_VOTED, Delegates, delegatesOf } from '../parts/Delegates';
import { forgetPush } from '../parts/push';
import { Loading, Refused } from '../parts/States';
import { Page } from './Page';

/** How this server tells somebody, in words that go on a sentence. */
const WAYS: Record<string, string> = { mail: 'by mail', browser: 'in this browser', webhook: 'by webhook', slack: 'in the chat', discord: 'on Discord' };

function way({ by }: Subscription): string {
  return WAYS[by] ?? '';
}

/** Ways in which everybody in a chat is told. */
const CHATS = ['slack', 'discord'];

function signing({ signed }: SubscriptionChoice): string {
  return signed ? 'Each message is signed under the secret that was given with the address.' : 'No secret was given with the address: no message is signed.';
}

/** Confirms what a message asked. It waits for a click: programs that look through mail and chats open links, too. */
export function ConfirmPage({ link }: { link: string }) {
  const asked = useQuery({ queryKey: ['subscription', link], queryFn: () => api.subscription(link), refetchInterval: false, retry: false });
  const confirm = useMutation({ mutationFn: () => api.confirmSubscription(link) });
  const titles = useTitles();
  return (
    <Page title="Confirm your subscription" lead={<p>Somebody asked this server to tell you what happens to proposals. It does so once you say that you want it.</p>}>
      {confirm.isSuccess ? (
        <Done title="It is confirmed">
          You are told {way(confirm.data)} of {confirm.data.daos.map(titles.dao).join(', ')}. Each message has a link with which you change or end it.
        </Done>
      ) : (
        <>
          {asked.isPending && <Loading what="what was asked for" />}
          {asked.isError && <Refused error={asked.error} />}
          {asked.data && (
            <>
              <Chosen title="What you would be told" choice={asked.data} />
              {asked.data.by === 'webhook' && <p>{signing(asked.data)} If you did not just ask for this, do not confirm it.</p>}
              {CHATS.includes(asked.data.by) && <p>Everybody in the chat is told, and everybody there can change or end it by the link in each message.</p>}
              {asked.data.replaces.map((before) => (
                <Fragment key={JSON.stringify(before)}>
                  <Chosen title="It replaces what you are told now" choice={before} />
                  {before.signed && <p>Its messages are signed: the secret that they are signed under ends with it.</p>}
                </Fragment>
              ))}
              <p>
                <button type="button" onClick={() => confirm.mutate()} disabled={confirm.isPending}>
                  {confirm.isPending ? 'Confirming…' : `Yes, tell me ${way(asked.data)}`}
                </button>
              </p>
            </>
          )}
        </>
      )}
      {confirm.isError && <Refused error={confirm.error} />}
    </Page>
  );
}

/** Changes or ends the subscription whose messages have a link. */
export function SubscriptionPage({ link }: { link: string }) {
  const subscription = useQuery({ queryKey: ['subscription', link], queryFn: () => api.subscription(link), refetchInterval: false, retry: false });
  // Only the server's own word: whoever is offline, or asked too often, is told as before.
  const over = subscription.error instanceof ApiError && subscription.error.code === 'NOT_FOUND';
  const end = useMutation({ mutationFn: () => api.endSubscription(link) });
  useEffect(() => {
    if (over || end.isSuccess) void forgetPush(link);
  }, [over, end.isSuccess, link]);
  return (
    <Page title="Your subscription" lead={<p>What this server tells you{subscription.data ? ` ${way(subscription.data)}` : ''}.</p>}>
      {end.isSuccess ? (
        <Done title="It is over">Nothing more is sent, and this server has deleted your address.</Done>
      ) : (
        <>
          {subscription.isPending && <Loading what="your subscription" />}
          {subscription.isError && <Refused error={subscription.error} />}
          {subscription.data && (
            <>
              <Change link={link} now={subscription.data} />
              <p>
                <button type="button" onClick={() => end.mutate()} disabled={end.isPending}>
                  {end.isPending ? 'Ending…' : 'End it and delete my address'}
                </button>
              </p>
            </>
          )}
          {end.isError && <Refused error={end.error} />}
        </>
      )}
    </Page>
  );
}

/** Names of DAOs and titles of kinds; an id where there is none. */
function useTitles() {
  const offer = useQuery({ queryKey: ['subscriptions'], queryFn: api.subscriptionOffer, refetchInterval: false });
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  return {
    dao: (id: string) => daos.data?.find((dao) => dao.id === id)?.name ?? id,
    kind: (word: string) => offer.data?.kinds.find((kind) => kind.word === word)?.title ?? word,
  };
}

function Chosen({ title, choice }: { title: string; choice: SubscriptionChoice }) {
  const titles = useTitles();
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {[...choice.daos.map(titles.dao), ...choice.kinds.map(titles.kind), ...choice.delegates].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function Change({ link, now }: { link: string; now: Subscription }) {
  const offer = useQuery({ queryKey: ['subscriptions'], queryFn: api.subscriptionOffer, refetchInterval: false });
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  const [choice, setChoice] = useState(now);
  const [delegates, setDelegates] = useState(now.delegates.join('\n'));
  const change = useMutation({ mutationFn: api.changeSubscription });
  const served = (daos.data ?? []).filter(({ id }) => choice.daos.includes(id)).map(({ id }) => id);
  const offered = (offer.data?.kinds ?? []).filter(({ word }) => choice.kinds.includes(word)).map(({ word }) => word);
  const nothing = served.length === 0 || offered.length === 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ link, daos: served, kinds: offered, delegates: delegatesOf(delegates, offered) });
      }}
    >
      <Choices
        legend="DAOs"
        choices={(daos.data ?? []).map(({ id, name }) => ({ word: id, title: name }))}
        chosen={choice.daos}
        choose={(word, wanted) => setChoice((before) => ({ ...before, daos: toggled(before.daos, word, wanted) }))}
      />
      <Choices
        legend="What"
        choices={offer.data?.kinds ?? []}
        chosen={choice.kinds}
        choose={(word, wanted) => setChoice((before) => ({ ...before, kinds: toggled(before.kinds, word, wanted) }))}
      />
      {choice.kinds.includes(DELEGATE_VOTED) && <Delegates text={delegates} change={setDelegates} />}
      {nothing && <p className="fine">Tick at least one DAO and one thing, or end it below.</p>}
      <p>
        <button type="submit" disabled={change.isPending || nothing}>
          {change.isPending ? 'Saving…' : 'Save'}
        </button>
      </p>
      {change.isSuccess && <p role="status">It is saved.</p>}
      {change.isError && <Refused error={change.error} />}
    </form>
  );
}

/** What was done; whoever cannot see the page hears it. */
function Done({ title, children }: { title: string; children: React.ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div className="notice" role="status" tabIndex={-1} ref={place}>
      <p className="notice-title">{title}</p>
      <p>{children}</p>
      <p>
        <Link href="/">Go to the proposals</Link>
      </p>
    </div>
  );
}
