const FULL = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** A point in time for a reader in their own zone; what is no time is returned as it is. */
export function formatTime(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : FULL.format(at);
}

/** "in 3 hours", "2 days ago". Empty for what is no time. */
export function relativeTime(iso: string, now: number = Date.now()): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '';
  const seconds = (at - now) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return RELATIVE.format(Math.round(seconds / size), unit);
  }
  return seconds < 0 ? 'just now' : 'in less than a minute';
}

/** Unix seconds or an ISO time as an ISO time. */
export function isoOf(time: string | number): string {
  const seconds = typeof time === 'number' ? time : /^\d+$/.test(time) ? Number(time) : undefined;
  if (seconds === undefined) return String(time);
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}
