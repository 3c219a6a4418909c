import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, calendarOf, feedOf } from '../api/client';
import { ALL_KINDS, type Kind, KINDS } from '../format/news';
import { ByMail } from './ByMail';
import { ByPush } from './ByPush';
import { ByWebhook } from './ByWebhook';
import { Cell, RowHead } from './Cells';
import { follow, useFollowing } from './following';
import { show } from './Notices';
import { useFeedSign } from './Sharing';
import { Failure } from './States';

/** All ways in which a reader can follow a DAO without asking its operator. */
export function Subscribe({ dao, name }: { dao: string; name: string }) {
  useFeedSign(feedOf(dao), name);
  const [opened, setOpened] = useState(false);
  return (
    <details className="subscribe" onToggle={(event) => setOpened((before) => before || event.currentTarget.open)}>
      <summary>Subscribe</summary>
      <table className="stacked">
        <caption className="visually-hidden">What you can follow</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">In your feed reader</th>
            <th scope="col">In this browser</th>
          </tr>
        </thead>
        <tbody>
          {ALL_KINDS.map((kind) => (
            <tr key={kind}>
              <RowHead label="What">{KINDS[kind]}</RowHead>
              <Cell label="Feed">
                <a href={feedOf(dao, kind)} type="application/atom+xml" aria-label={`Atom feed: ${KINDS[kind]}`}>
                  Atom feed
                </a>
              </Cell>
              <Cell label="Here">
                <Follow dao={dao} name={name} kind={kind} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href={calendarOf(dao)} type="text/calendar">
          Calendar of deadlines
        </a>
        : give this address to your calendar as a subscription, and it has when voting ends, when a timelock lets a payout go, and until when operators have to vote.
      </p>
      <p className="fine">
        What this browser tells you it tells while a page of this server is open in it, of the DAO’s newest 50 proposals; your choice stays in this browser.
      </p>
      {opened && <BySending dao={dao} name={name} />}
    </details>
  );
}

/** What this server sends to whoever asks for it. */
export function BySending({ dao, name }: { dao: string; name: string }) {
  const offer = useQuery({ queryKey: ['subscriptions'], queryFn: api.subscriptionOffer, refetchInterval: false });
  if (offer.isPending) return <p role="status">Asking whether this server sends anything…</p>;
  if (offer.isError) return <Failure error={offer.error} what="whether this server sends anything" retry={() => void offer.refetch()} />;
  const { mail, push, webhooks, kinds } = offer.data;
  if (!mail) return <p className="fine">This server sends nothing to anybody but its operators: follow the feed or the calendar, or ask them for mail, chat and webhook.</p>;
  return (
    <>
      {push && <ByPush dao={dao} name={name} server={push} kinds={kinds} />}
      <ByMail dao={dao} name={name} kinds={kinds} />
      {webhooks.length > 0 && <ByWebhook dao={dao} name={name} forms={webhooks} kinds={kinds} />}
    </>
  );
}

function Follow({ dao, name, kind }: { dao: string; name: string; kind: Kind }) {
  const chosen = useFollowing()[dao] ?? [];
  const [problem, setProblem] = useState<string>();
  if (window.isSecureContext === false) return <>Only where this page has an https:// address</>;
  if (typeof Notification === 'undefined') return <>Not in this browser</>;

  const choose = async (wanted: boolean) => {
    setProblem(undefined);
    if (wanted && (await Notification.requestPermission()) !== 'granted') {
      setProblem('This browser does not let this page tell you anything. Allow notifications for it in the browser’s settings of this site.');
      return;
    }
    if (wanted && !show(`${name}: you are told here`, KINDS[kind], `${dao}/${kind}`, `#/daos/${encodeURIComponent(dao)}`)) {
      setProblem('This browser lets no page tell you anything (phones often do not): follow the feed or the calendar.');
      return;
    }
    follow(dao, kind, wanted);
  };
  return (
    <>
      <label>
        <input type="checkbox" checked={chosen.includes(kind)} onChange={(event) => void choose(event.target.checked)} aria-label={`Tell me: ${KINDS[kind]}`} /> Tell me
      </label>
      {problem && (
        <p className="fine" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
