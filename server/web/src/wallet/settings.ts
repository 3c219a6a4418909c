import { bytesToHex, concat, hexToBytes, sha256, stringToBytes } from 'viem';
import type { PluginConfiguration, PluginSetting } from '../api/schema';

/** A value as it is sent: the salt keeps a short one from being found by trying. */
export interface SaltedValue {
  value: string;
  salt: string;
}

/** What an operator changes: a text sets, null takes back what an order set. */
export type Changes = Record<string, string | null>;

const ZERO = new Uint8Array(1);

/** Binds a value to a setting's name: SHA-256 over salt, name, a zero byte and value; 64 digits. */
export function hashOfValue(name: string, { value, salt }: SaltedValue): string {
  return sha256(concat([hexToBytes(`0x${salt}`), stringToBytes(name), ZERO, stringToBytes(value)])).slice(2);
}

/** Binds all that is ordered: SHA-256 over name, a zero byte and hash of each, in the order of the names. */
export function hashOfAll(hashes: Record<string, string>): string {
  const parts = Object.keys(hashes)
    .sort()
    .flatMap((name) => [stringToBytes(name), ZERO, hexToBytes(`0x${hashes[name]}`)]);
  return sha256(concat([new Uint8Array(0), ...parts])).slice(2);
}

function drawn(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32))).slice(2);
}

/** Nothing is changed. */
export function bare(): Changes {
  return Object.create(null) as Changes;
}

/** What is sent, and the hash of all that is ordered once it is done. */
export function orderOf(configuration: PluginConfiguration, changes: Changes, salt: () => string = drawn) {
  const hashes: Record<string, string> = {};
  for (const { name, hash } of [...configuration.settings, ...configuration.others]) {
    if (hash) hashes[name] = hash;
  }
  const set: Record<string, SaltedValue> = {};
  const unset: string[] = [];
  for (const [name, value] of Object.entries(changes).sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (value === null) {
      unset.push(name);
      delete hashes[name];
    } else {
      set[name] = { value, salt: salt() };
      hashes[name] = hashOfValue(name, set[name]);
    }
  }
  return { set, unset, values: hashOfAll(hashes) };
}

/** A list as it is sent. */
export function ofLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(', ');
}

/** The texts of a list that is in force. */
export function listed(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** What is wrong with a text, as far as its type says; what its bounds say, the server does. */
export function problemOf({ type, choices, expected }: PluginSetting, value: string): string | undefined {
  const texts = type === 'array' ? listed(value) : [value.trim()];
  const fits =
    (choices.length === 0 || texts.every((one) => choices.includes(one))) &&
    (type !== 'integer' || /^[+-]?\d+$/.test(value.trim())) &&
    (type !== 'number' || (value.trim() !== '' && Number.isFinite(Number(value)))) &&
    (type !== 'boolean' || value === 'true' || value === 'false') &&
    value.trim() !== '' &&
    value.length <= 4_000;
  return fits ? undefined : `Enter ${expected}.`;
}
