import { formatTime, relativeTime } from '../format/time';

/** An absolute time, and how far away it is. */
export function Time({ iso, relative = false }: { iso: string; relative?: boolean }) {
  const away = relative ? relativeTime(iso) : '';
  return (
    <time dateTime={iso}>
      {formatTime(iso)}
      {away && <span className="soft"> ({away})</span>}
    </time>
  );
}
