import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { ApiError, api } from '../api/client';
import { browserFor, canPush, forgetPush, onPushLink, pushLink, takesPush } from './push';
import { Failure } from './States';
import { Wanted } from './Wanted';

/** How somebody has this browser told of a DAO, also while no page is open in it. */
export function ByPush({ dao, name, server, kinds }: { dao: string; name: string; server: string; kinds: { word: string; title: string }[] }) {
  if (!canPush()) return <p className="fine">This browser takes no notifications while the page is closed: subscribe by mail, or follow the feed.</p>;
  return <Here dao={dao} name={name} server={server} kinds={kinds} />;
}

function Here({ dao, name, server, kinds }: { dao: string; name: string; server: string; kinds: { word: string; title: string }[] }) {
  const queries = useQueryClient();
  const kept = useQuery({
    queryKey: ['push-link', server],
    queryFn: async () => ({ link: (await pushLink()) ?? '', takes: await takesPush(server) }),
    staleTime: 0,
    refetchInterval: false,
  });
  const link = kept.data?.link ?? '';
  const asks = link !== '' && kept.data?.takes === true;
  const told = useQuery({ queryKey: ['subscription', link], queryFn: () => api.subscription(link), enabled: asks, staleTime: 0, refetchInterval: false, retry: false });
  const over = told.error instanceof ApiError && told.error.code === 'NOT_FOUND';
  useEffect(() => onPushLink(() => void queries.invalidateQueries({ queryKey: ['push-link'] })), [queries]);
  useEffect(() => {
    if (over) void forgetPush(link);
  }, [over, link]);
  if (kept.isPending || (asks && told.isPending)) return null;
  if (asks && told.isError && !over) return <Failure error={told.error} what="what this browser is told" retry={() => void told.refetch()} />;
  if (asks && told.data) {
    const here = told.data.daos.includes(dao);
    const others = told.data.daos.length - (here ? 1 : 0);
    return (
      <p>
        {here ? `This browser is told of ${name}` : `This browser is not told of ${name}`}
        {others > 0 && `${here ? ' and' : ', but'} of ${others} other ${others === 1 ? 'DAO' : 'DAOs'}`}, also while no page is open in it.{' '}
        <Link href={`/subscription/${link}`}>Change of which DAOs and what, or end it</Link>
      </p>
    );
  }
  return (
    <>
      {link !== '' && <p role="status">This browser was told before, and is not any more: leave was withdrawn, or the browser or the server ended it. Subscribe again to be told.</p>}
      <Wanted
      dao={dao}
      legend={`Tell this browser of ${name}, also while the page is closed`}
      kinds={kinds}
      button="Subscribe in this browser"
      ask={async (choice) => {
        const browser = await browserFor(server);
        if (!browser) throw new Error('This browser does not let this page tell you anything. Allow notifications for it in the browser’s settings of this site.');
        return api.subscribeByPush({ ...browser, ...choice });
      }}
      fine="The messages go through the push service of your browser’s maker, which cannot read them, and learns when there is one. Only this server keeps where your browser is reached; it forgets that when you end it, or clear this site’s data."
      />
    </>
  );
}
