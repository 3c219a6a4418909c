import { hashDomain, hashStruct, hashTypedData, type TypedDataDefinition } from 'viem';
import type { Hashes, TypedData } from '../api/schema';

/** The types that treasurers and operators sign; see docs/rest-api.md. Data with any other type is not signed here. */
export const TYPES: Record<string, { name: string; type: string }[]> = {
  TreasurerStatement: [
    { name: 'kind', type: 'string' },
    { name: 'proposalId', type: 'uint256' },
    { name: 'effects', type: 'string[]' },
    { name: 'lifts', type: 'string[]' },
    { name: 'reason', type: 'string' },
    { name: 'treasurer', type: 'address' },
    { name: 'executor', type: 'address' },
    { name: 'counter', type: 'uint64' },
    { name: 'expiry', type: 'uint64' },
    { name: 'contentHash', type: 'bytes32' },
    { name: 'actionsHash', type: 'bytes32' },
    { name: 'effectsHash', type: 'bytes32' },
  ],
  PrytanyPause: [
    { name: 'kind', type: 'string' },
    { name: 'scope', type: 'string' },
    { name: 'ends', type: 'string[]' },
    { name: 'reason', type: 'string' },
    { name: 'treasurer', type: 'address' },
    { name: 'executor', type: 'address' },
    { name: 'counter', type: 'uint64' },
  ],
  PrytanyDecision: [
    { name: 'kind', type: 'string' },
    { name: 'proposalId', type: 'uint256' },
    { name: 'support', type: 'string' },
    { name: 'reason', type: 'string' },
    { name: 'operator', type: 'address' },
    { name: 'voter', type: 'address' },
    { name: 'counter', type: 'uint64' },
    { name: 'expiry', type: 'uint64' },
    { name: 'contentHash', type: 'bytes32' },
    { name: 'effectsHash', type: 'bytes32' },
  ],
  PrytanyPlugin: [
    { name: 'kind', type: 'string' },
    { name: 'server', type: 'string' },
    { name: 'plugin', type: 'string' },
    { name: 'version', type: 'string' },
    { name: 'sha256', type: 'bytes32' },
    { name: 'replaces', type: 'bytes32' },
    { name: 'operator', type: 'address' },
    { name: 'nonce', type: 'bytes32' },
    { name: 'expiry', type: 'uint64' },
  ],
  PrytanyPluginSettings: [
    { name: 'kind', type: 'string' },
    { name: 'server', type: 'string' },
    { name: 'plugin', type: 'string' },
    { name: 'set', type: 'string[]' },
    { name: 'unset', type: 'string[]' },
    { name: 'values', type: 'bytes32' },
    { name: 'replaces', type: 'bytes32' },
    { name: 'operator', type: 'address' },
    { name: 'nonce', type: 'bytes32' },
    { name: 'expiry', type: 'uint64' },
  ],
};

const DOMAIN = [
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
];

/** Whether the data declares exactly the types that this page knows. */
export function knownTypes(data: TypedData): boolean {
  const expected: Record<string, unknown> = { EIP712Domain: DOMAIN, [data.primaryType]: TYPES[data.primaryType] };
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return (
    data.primaryType in TYPES &&
    Object.keys(data.types).length === 2 &&
    Object.entries(expected).every(([name, fields]) =>
      same((data.types[name] ?? []).map(({ name: field, type }) => ({ name: field, type })), fields),
    )
  );
}

/**
 * The hashes as a hardware wallet shows them, computed here from the very data that the wallet gets.
 * Throws if the data is not what its types say.
 */
export function hashesOf(data: TypedData): Hashes {
  const types = { EIP712Domain: DOMAIN, ...data.types };
  // The library wants types that it knows beforehand; here they come with the data.
  const whole = { domain: data.domain, types, primaryType: data.primaryType, message: data.message } as unknown as TypedDataDefinition;
  const struct = { data: data.message, primaryType: data.primaryType, types } as unknown as Parameters<typeof hashStruct>[0];
  const domain = { domain: data.domain, types } as unknown as Parameters<typeof hashDomain>[0];
  return { domainSeparator: hashDomain(domain), messageHash: hashStruct(struct), digest: hashTypedData(whole) };
}
