import type { Payout, Statement } from '../api/types';

/**
 * What this page itself checks before it lets a wallet sign: the data to sign must be about the payout
 * that is on the screen. Returns plain English objections; none means that it may be signed.
 */
export function objections(statement: Statement, payout: Payout, chainId: number, now: number = Date.now()): string[] {
  const found: string[] = [];
  const { domain, message } = statement.typedData;
  const values = flatten(message);
  if (Number(domain['chainId']) !== chainId) {
    found.push(`The data names chain ${String(domain['chainId'])}, but the DAO is on chain ${chainId}.`);
  }
  if (!payout.effectsHash) {
    found.push('The payout has no simulation yet, so nothing says what would be paid.');
  } else if (!values.has(payout.effectsHash.toLowerCase())) {
    found.push('The data is about other effects than the ones on this page. Reload and look again.');
  }
  if (!values.has(payout.actionsHash.toLowerCase())) {
    found.push('The data is about other calls than this proposal’s.');
  }
  if (!values.has(payout.proposalId)) {
    found.push('The data is about another proposal.');
  }
  if (Number(statement.expiry) * 1000 <= now) {
    found.push('The data has already expired.');
  }
  return found;
}

/** All leaf values of the message, as lower-case text. */
function flatten(value: unknown): Set<string> {
  const leaves = new Set<string>();
  const walk = (node: unknown): void => {
    if (node !== null && typeof node === 'object') Object.values(node).forEach(walk);
    else leaves.add(typeof node === 'string' && /^0x[0-9a-fA-F]{64}$/.test(node) ? readable(node, leaves) : String(node).toLowerCase());
  };
  walk(value);
  return leaves;
}

/** A 32-byte value may stand for a number: both forms count. */
function readable(hex: string, leaves: Set<string>): string {
  leaves.add(BigInt(hex).toString());
  return hex.toLowerCase();
}
