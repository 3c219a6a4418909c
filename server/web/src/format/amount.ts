/** The largest uint256: what an "unlimited" allowance is. */
const MAX_UINT256 = (1n << 256n) - 1n;

/** From here on an allowance exceeds any real supply, whatever its exact number. */
const PRACTICALLY_UNLIMITED = 1n << 128n;
const SMALLEST_ALL_ONES = (1n << 64n) - 1n;

function parseInteger(text: string): bigint | undefined {
  return /^-?\d{1,120}$/.test(text) ? BigInt(text) : undefined;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/**
 * Base units as whole units, exactly: nothing that is paid is ever rounded.
 *
 * @param base decimal integer in base units
 * @param decimals of the token; without it the number is shown in base units and says so
 */
export function formatAmount(base: string, decimals?: number): string {
  const value = parseInteger(base);
  if (value === undefined) return base;
  if (decimals === undefined) return `${formatInteger(base)} base units`;
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : digits.slice(-decimals).replace(/0+$/, '');
  return `${negative ? '−' : ''}${grouped(whole)}${fraction ? `.${fraction}` : ''}`;
}

/** An integer with thousands separators. */
export function formatInteger(text: string): string {
  const value = parseInteger(text);
  if (value === undefined) return text;
  return `${value < 0n ? '−' : ''}${grouped((value < 0n ? -value : value).toString())}`;
}

/** A decimal number as a text says it, with thousands separators. */
export function formatDecimal(text: string): string {
  const parts = /^(-?\d+)(\.\d+)?$/.exec(text);
  return parts ? formatInteger(parts[1] ?? text) + (parts[2] ?? '') : text;
}

/** As the server's `Unlimited`: more than any token has, or the largest number of some type. */
function isUnlimited(value: bigint): boolean {
  const allOnes = value >= SMALLEST_ALL_ONES && (value & (value + 1n)) === 0n;
  return allOnes || value >= PRACTICALLY_UNLIMITED;
}

/** An allowance: 2^256−1 and other impossible sums are called unlimited. */
export function formatAllowance(base: string, decimals?: number): string {
  const value = parseInteger(base);
  if (value !== undefined && isUnlimited(value)) {
    return value === MAX_UINT256 ? 'unlimited' : 'practically unlimited';
  }
  return formatAmount(base, decimals);
}

/** Votes for a chart label, shortened: 1,234,567.8 → "1.23M". Exact numbers stand beside it. */
export function formatVotes(base: string, decimals = 18): string {
  const value = parseInteger(base);
  if (value === undefined) return base;
  const whole = Number(value) / 10 ** decimals;
  return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(whole);
}

/** part / whole in percent, 0 to 100, without losing the precision of big integers first. */
export function percent(part: string, whole: string): number {
  const a = parseInteger(part) ?? 0n;
  const b = parseInteger(whole) ?? 0n;
  if (b <= 0n || a <= 0n) return 0;
  return Number((a * 1_000_000n) / b) / 10_000;
}

/** A difference with its sign. */
export function formatDifference(before: string, after: string, decimals?: number): string {
  const a = parseInteger(before);
  const b = parseInteger(after);
  if (a === undefined || b === undefined) return '';
  const difference = b - a;
  if (difference === 0n) return 'unchanged';
  return `${difference > 0n ? '+' : ''}${formatAmount(difference.toString(), decimals)}`;
}

export function sumOf(...amounts: string[]): string {
  return amounts.reduce((sum, next) => sum + (parseInteger(next) ?? 0n), 0n).toString();
}
