import type { Spending } from '../api/schema';
import { formatAmount, percent, sumOf } from './amount';

/** A calendar month or year in UTC, as the server is asked for it: the last day is within. */
export interface Span {
  from: string;
  to: string;
  title: string;
  before: string;
  after: string;
}

/** Where the money of a month or year went is at an address of its own, to be passed on. */
export function treasuryHref(dao: string, span = ''): string {
  return `/daos/${encodeURIComponent(dao)}/treasury${span && `/${span}`}`;
}

const MONTH = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The month in which a moment lies, as "2026-11". */
export function currentMonth(now: number): string {
  return new Date(now).toISOString().slice(0, 7);
}

/**
 * @param name "2026-11" or "2026"
 * @returns undefined where it names neither a month nor a year
 */
export function spanOf(name: string): Span | undefined {
  if (/^\d{4}$/.test(name)) {
    const neighbour = (years: number) => String(Number(name) + years).padStart(4, '0');
    return { from: `${name}-01-01`, to: `${name}-12-31`, title: name, before: neighbour(-1), after: neighbour(1) };
  }
  const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name);
  if (!parts) return undefined;
  const at = (months: number, day: number) => new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1 + months, day));
  const month = (months: number) => at(months, 1).toISOString().slice(0, 7);
  return { from: `${name}-01`, to: at(1, 0).toISOString().slice(0, 10), title: MONTH.format(at(0, 1)), before: month(-1), after: month(1) };
}

/** What somebody got of one asset. */
export interface Received {
  /** Absent where it is not known who got it. */
  to: string | undefined;
  name: string | undefined;
  symbol: string | undefined;
  token: string | undefined;
  decimals: number | undefined;
  amount: string;
  payments: number;
  /** Of all that left of this asset, in percent. */
  share: number;
}

const lower = (address: string | undefined) => address?.toLowerCase() ?? '';

/** What each got of each asset: assets in the order in which they first left, and of each who got most first. */
export function byRecipient(payments: readonly Spending[]): Received[] {
  const assets = new Map<string, Map<string, Received>>();
  for (const { to, name, symbol, token, decimals, amount } of payments) {
    const asset = assets.get(lower(token)) ?? new Map<string, Received>();
    assets.set(lower(token), asset);
    const before = asset.get(lower(to));
    asset.set(lower(to), before ? { ...before, amount: sumOf(before.amount, amount), payments: before.payments + 1 } : { to, name, symbol, token, decimals, amount, payments: 1, share: 0 });
  }
  return [...assets.values()].flatMap((asset) => {
    const rows = [...asset.values()];
    const all = sumOf(...rows.map(({ amount }) => amount));
    return rows.map((row) => ({ ...row, share: percent(row.amount, all) })).sort((a, b) => Number(BigInt(a.amount) < BigInt(b.amount)) - Number(BigInt(a.amount) > BigInt(b.amount)));
  });
}

const COLUMNS = ['time', 'reckoned', 'proposal', 'title', 'recipient', 'name', 'amount', 'asset', 'token', 'base units', 'as simulated', 'transaction'];

/** RFC 4180. What strangers wrote is never a formula, wherever somebody opens it. */
export function csvOf(payments: readonly Spending[]): string {
  const yes = (is: boolean) => (is ? 'yes' : 'no');
  const rows = payments.map((one) => [
    one.at, yes(one.about), one.proposalId, one.headline, one.to ?? '', one.name ?? '',
    one.decimals === undefined ? '' : formatAmount(one.amount, one.decimals).replaceAll(',', ''),
    one.symbol ?? (one.token ? '' : 'native coin'), one.token ?? '', one.amount, yes(one.asSimulated), one.transactionHash ?? '',
  ]);
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(text: string): string {
  const plain = /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
