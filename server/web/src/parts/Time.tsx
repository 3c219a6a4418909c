import { createContext, useContext } from 'react';
import { formatTime, relativeTime } from '../format/time';

/** The chain's own time, where it runs ahead of this computer's: then it says how far away things on the chain are. */
const ChainTime = createContext<number | undefined>(undefined);

export const KnownChainTime = ChainTime.Provider;

/** How much a chain's time may be off before a reader has to know. */
const NOTICEABLE = 3_600_000;

/** Milliseconds since 1970 if the chain's time is noticeably ahead; undefined if not. */
export function chainAhead(at: string | undefined, now: number = Date.now()): number | undefined {
  const chain = at === undefined ? Number.NaN : Date.parse(at);
  return chain - now > NOTICEABLE ? chain : undefined;
}

/** Says that the chain's time is ahead, as on a development chain whose time was moved. */
export function ChainAhead({ at }: { at: string | undefined }) {
  const ahead = chainAhead(at);
  if (ahead === undefined) return null;
  return (
    <p className="fine chain-ahead">
      This chain’s clock is moved ahead: it shows {formatTime(new Date(ahead).toISOString())}. Deadlines and timelocks go by that clock.
    </p>
  );
}

/** An absolute time, and how far away it is. */
export function Time({ iso, relative = false, past = false }: { iso: string; relative?: boolean; past?: boolean }) {
  const chain = useContext(ChainTime);
  // What has happened is never ahead of us, whatever two clocks say of each other.
  const now = chain ?? Date.now();
  const away = relative ? relativeTime(iso, past ? Math.max(now, Date.parse(iso) + 1) : now) : '';
  return (
    <time dateTime={iso}>
      {formatTime(iso)}
      {away && <span className="soft"> ({away})</span>}
    </time>
  );
}
