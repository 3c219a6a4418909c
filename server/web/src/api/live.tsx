import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { useAnnounce } from '../parts/Announcer';
import { EVENTS } from './client';

export type LiveState = 'connecting' | 'live' | 'lost';

const LiveContext = createContext<LiveState>('connecting');

interface Change {
  dao: string;
  proposalId: string;
  change: string;
}

function parse(data: string): Change | undefined {
  try {
    const value = JSON.parse(data) as Partial<Change>;
    if (!value.dao || !value.proposalId) return undefined;
    return { dao: value.dao, proposalId: value.proposalId, change: value.change ?? 'changed' };
  } catch {
    return undefined;
  }
}

/** Follows the server's events and refreshes what they touch. The browser reconnects by itself. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<LiveState>('connecting');
  const queries = useQueryClient();
  const announce = useAnnounce();
  const lost = useRef(false);

  useEffect(() => {
    if (typeof EventSource === 'undefined') {
      setState('lost');
      return;
    }
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;

    const open = () => {
      source = new EventSource(EVENTS);
      source.onopen = () => {
        setState('live');
        // Whatever happened while we were away is fetched, not guessed.
        if (lost.current) void queries.invalidateQueries();
        lost.current = false;
      };
      source.onerror = () => {
        lost.current = true;
        setState('lost');
        if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, 5_000);
      };
      source.addEventListener('proposal', (event) => {
        const change = parse((event as MessageEvent<string>).data);
        if (!change) return;
        void queries.invalidateQueries({ queryKey: ['proposal', change.dao, change.proposalId] });
        for (const key of ['proposals', 'period', 'daos', 'payouts', 'duties', 'rules', 'audit', 'news']) {
          void queries.invalidateQueries({ queryKey: [key] });
        }
        announce(`A proposal changed: ${change.change}.`);
      });
    };

    open();
    return () => {
      source?.close();
      clearTimeout(retry);
    };
  }, [queries, announce]);

  return <LiveContext.Provider value={state}>{children}</LiveContext.Provider>;
}

export function useLive(): LiveState {
  return useContext(LiveContext);
}
