import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../api/client';
import { revealHidden } from '../format/hidden';
import { type Kind, newsBetween, type News, type Standing, standingOf } from '../format/news';
import { useFollowing } from './following';

const TITLES: Record<Kind, string> = {
  proposals: 'New proposal',
  stopped: 'Stopped',
  waiting: 'Waits for people',
  votes: 'Voted',
  payouts: 'Executed',
};

/** A notification has no marks for what is hidden: it is named in the text. */
function readable(text: string): string {
  return revealHidden(text)
    .map((part) => (part.kind === 'text' ? part.text : `[${part.code}]`))
    .join('');
}

async function standing(dao: string): Promise<Standing> {
  const [proposals, ballots, duties] = await Promise.all([api.proposals(dao, 50), api.ballots(), api.duties()]);
  return standingOf(dao, proposals, ballots, duties);
}

function tell(dao: string, { kind, id, headline }: News): void {
  // One for each: a second tab of this browser replaces what the first one showed.
  const shown = new Notification(TITLES[kind], { body: readable(headline), tag: `${dao}/${id}/${kind}` });
  shown.onclick = () => {
    window.focus();
    window.location.hash = `#/daos/${encodeURIComponent(dao)}/proposals/${encodeURIComponent(id)}`;
    shown.close();
  };
}

/** Tells whoever asked for it what is new, as long as the page is open. */
export function Notices() {
  return Object.entries(useFollowing()).map(([dao, kinds]) => <NoticesOf key={dao} dao={dao} kinds={kinds} />);
}

function NoticesOf({ dao, kinds }: { dao: string; kinds: Kind[] }) {
  const now = useQuery({ queryKey: ['news', dao], queryFn: () => standing(dao), refetchIntervalInBackground: true }).data;
  const before = useRef<Standing>(undefined);
  useEffect(() => {
    if (!now) return;
    // What was there when the page was opened is no news.
    const news = before.current ? newsBetween(before.current, now, kinds) : [];
    before.current = now;
    if (typeof Notification !== 'undefined' && Notification.permission === 'granted') news.forEach((one) => tell(dao, one));
  }, [dao, kinds, now]);
  return null;
}
