import { getAddress } from 'viem/utils';

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

/** Whether a text is a whole address. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** The address with its EIP-55 checksum; anything else is returned as it is. */
export function checksummed(address: string): string {
  return ADDRESS.test(address) ? getAddress(address.toLowerCase() as `0x${string}`) : address;
}

/** "0x" and ten groups of four: people compare groups, and look-alikes differ in the middle. */
export function groups(address: string): string[] {
  const shown = checksummed(address);
  if (!ADDRESS.test(shown)) return [shown];
  return ['0x', ...(shown.slice(2).match(/.{4}/g) ?? [])];
}

/** The ends that are shown where the address is not what one decides on, and what is between them. */
export function ends(hex: string): { first: string; middle: string; last: string } | undefined {
  const shown = checksummed(hex);
  return shown.length > 14 ? { first: shown.slice(0, 6), middle: shown.slice(6, -4), last: shown.slice(-4) } : undefined;
}

/** The same as one text, for where nothing else can stand. */
export function shortened(hex: string): string {
  const parts = ends(hex);
  return parts ? `${parts.first}…${parts.last}` : checksummed(hex);
}

export function sameAddress(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}

export interface DiffPart {
  text: string;
  differs: boolean;
}

/** The characters of `address` in runs that equal or differ from `other` at the same position. */
export function differences(address: string, other: string): DiffPart[] {
  const a = checksummed(address);
  const b = checksummed(other).toLowerCase();
  const parts: DiffPart[] = [];
  for (let i = 0; i < a.length; i++) {
    const differs = a.charAt(i).toLowerCase() !== b.charAt(i);
    const last = parts.at(-1);
    if (last && last.differs === differs) last.text += a.charAt(i);
    else parts.push({ text: a.charAt(i), differs });
  }
  return parts;
}
