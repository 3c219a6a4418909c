import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../api/client';
import { KINDS, type Kind, newsBetween, type News, type Standing, standingOf } from '../format/news';
import { quoted } from '../format/untrusted';
import { plural } from '../format/words';
import { useFollowing } from './following';

const TITLES: Record<Kind, string> = {
  proposals: 'New proposal',
  stopped: 'Stopped',
  waiting: 'Waits for people',
  votes: 'Voted',
  payouts: 'Executed',
};

/** Of one DAO at once; more are told as one, however many a stranger proposes. */
const MOST = 3;

async function standing(dao: string): Promise<Standing> {
  const [proposals, ballots, duties] = await Promise.all([api.proposals(dao, 50), api.ballots(dao), api.duties()]);
  return standingOf(dao, proposals, ballots, duties);
}

/** @returns whether the browser can: some have notifications that no page may make, and throw. */
export function show(title: string, body: string, tag: string, opens: string): boolean {
  try {
    // One for each tag: a second tab of this browser replaces what the first one showed.
    const shown = new Notification(title, { body, tag });
    shown.onclick = () => {
      window.focus();
      window.location.hash = opens;
      shown.close();
    };
    return true;
  } catch {
    return false;
  }
}

function tell(dao: string, name: string, news: News[]): void {
  const page = `#/daos/${encodeURIComponent(dao)}`;
  if (news.length > MOST) {
    const kinds = Object.keys(KINDS).filter((kind) => news.some((one) => one.kind === kind)) as Kind[];
    const body = kinds.map((kind) => `${TITLES[kind]}: ${news.filter((one) => one.kind === kind).length}`).join(', ');
    show(`${name}: ${plural(news.length, 'change')}`, body, `${dao}/many`, page);
    return;
  }
  for (const { kind, id, headline } of news) {
    show(`${name}: ${TITLES[kind]}`, quoted(headline), `${dao}/${id}/${kind}`, `${page}/proposals/${encodeURIComponent(id)}`);
  }
}

/** Tells whoever asked for it what is new, as long as the page is open. */
export function Notices() {
  return Object.entries(useFollowing()).map(([dao, kinds]) => <NoticesOf key={dao} dao={dao} kinds={kinds} />);
}

function NoticesOf({ dao, kinds }: { dao: string; kinds: Kind[] }) {
  const now = useQuery({ queryKey: ['news', dao], queryFn: () => standing(dao), refetchIntervalInBackground: true }).data;
  const name = useQuery({ queryKey: ['daos'], queryFn: api.daos }).data?.find(({ id }) => id === dao)?.name ?? dao;
  const before = useRef<Standing>(undefined);
  useEffect(() => {
    if (!now || now === before.current) return;
    // What was there when the page was opened is no news.
    const news = before.current ? newsBetween(before.current, now, kinds) : [];
    before.current = now;
    if (typeof Notification !== 'undefined' && Notification.permission === 'granted') tell(dao, name, news);
  }, [dao, kinds, name, now]);
  return null;
}
