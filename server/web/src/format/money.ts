import type { Period, Spending } from '../api/schema';
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

/** Before there was no chain to read. */
const FIRST_YEAR = 2015;
const LAST_YEAR = 2100;

/**
 * @param name "2026-11" or "2026"
 * @returns undefined where it names neither a month nor a year of a chain's life
 */
export function spanOf(name: string): Span | undefined {
  const year = Number(name.slice(0, 4));
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return undefined;
  if (/^\d{4}$/.test(name)) {
    const neighbour = (years: number) => String(year + years);
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
  /** Absent where nobody got it, or where it is not known who did. */
  to: string | undefined;
  /** Whether nobody did, by the simulation: it was burned. */
  nobody: boolean;
  name: string | undefined;
  symbol: string | undefined;
  token: string | undefined;
  decimals: number | undefined;
  amount: string;
  payments: number;
  /** Of all that left of this asset, in percent. */
  share: number;
}

/** Whether the simulation says that nobody got it. */
export function isBurned({ to, receipt }: Spending): boolean {
  return to === undefined && (receipt === 'as-simulated' || receipt === 'missing');
}

const lower = (address: string | undefined) => address?.toLowerCase() ?? '';

/** What each got of each asset: assets in the order in which they first left, and of each who got most first. */
export function byRecipient(payments: readonly Spending[]): Received[] {
  const assets = new Map<string, Map<string, Received>>();
  for (const payment of payments) {
    const { to, name, symbol, token, decimals, amount } = payment;
    const nobody = isBurned(payment);
    const who = nobody ? 'nobody' : lower(to);
    const asset = assets.get(lower(token)) ?? new Map<string, Received>();
    assets.set(lower(token), asset);
    const before = asset.get(who);
    asset.set(who, before ? { ...before, amount: sumOf(before.amount, amount), payments: before.payments + 1 } : { to, nobody, name, symbol, token, decimals, amount, payments: 1, share: 0 });
  }
  return [...assets.values()].flatMap((asset) => {
    const rows = [...asset.values()];
    const all = sumOf(...rows.map(({ amount }) => amount));
    return rows.map((row) => ({ ...row, share: percent(row.amount, all) })).sort((a, b) => Number(BigInt(a.amount) < BigInt(b.amount)) - Number(BigInt(a.amount) > BigInt(b.amount)));
  });
}

/** What a receipt says of a payment, for people. */
export const RECEIPTS: Record<string, string> = {
  'as-simulated': 'as simulated',
  differs: 'differs from its simulation',
  'not-simulated': 'not simulated before',
  missing: 'not written yet',
};

const COLUMNS = ['time', 'time is exact', 'proposal', 'title', 'recipient', 'name', 'amount', 'asset', 'token', 'base units', 'receipt', 'transaction', 'note'];

const BYTE_ORDER_MARK = '\uFEFF';

/** RFC 4180, with the mark by which spreadsheets know UTF-8. What strangers wrote is no formula, whichever separator somebody opens it with. */
export function csvOf({ payments, unlisted, unknown }: Pick<Period, 'payments' | 'unlisted' | 'unknown'>): string {
  const row = (one: Spending, note: string) => [
    one.at, one.about ? 'no' : 'yes', one.proposalId, one.headline, one.to ?? '', one.name ?? '',
    one.decimals === undefined ? '' : formatAmount(one.amount, one.decimals).replaceAll(',', ''),
    one.symbol ?? (one.token ? '' : 'native coin'), one.token ?? '', one.amount, RECEIPTS[one.receipt] ?? one.receipt, one.transactionHash ?? '', note,
  ];
  const rows = [
    ...payments.map((one) => row(one, isBurned(one) ? 'Nobody got it: burned.' : one.to === undefined ? 'It is not known who got it.' : '')),
    ...unlisted.map((one) => row(one, `Not the DAO’s by its listed accounts: paid by ${one.from ?? 'another account'}.`)),
    ...unknown.map(({ at, proposalId, headline, why }) => [at ?? '', '', proposalId, headline, '', '', '', '', '', '', '', '', why]),
  ];
  return BYTE_ORDER_MARK + [COLUMNS, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** What begins a formula, also in full width, wherever a spreadsheet may let a cell begin: quotation marks and blanks before it are dropped. */
const FORMULA = /(^|[,;|\t\r\n])([\s"]*)(?=[=+\-@＝＋－＠])/g;

function cell(text: string): string {
  return `"${text.replaceAll(FORMULA, "$1$2'").replaceAll('"', '""')}"`;
}
