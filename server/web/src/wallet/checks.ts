import type { Dao, Payout, Statement, StatementKind } from '../api/types';
import { sameAddress } from '../format/address';

/** The EIP-712 type that treasurers sign; see docs/rest-api.md. */
const SIGNED_TYPE = 'TreasurerStatement';

/**
 * What this page itself checks before it lets a wallet sign: the data to sign must be about the payout
 * that is on the screen. Returns plain English objections; none means that it may be signed.
 */
export function objections(
  statement: Statement,
  asked: { kind: StatementKind; reason: string },
  payout: Payout,
  dao: Dao,
  now: number = Date.now(),
): string[] {
  const found: string[] = [];
  const { domain, message, primaryType } = statement.typedData;
  const says = (field: string, value: string) => String(message[field]).toLowerCase() === value.toLowerCase();

  if (primaryType !== SIGNED_TYPE) {
    found.push(`The data is no treasurer’s statement but a “${primaryType}”.`);
  }
  if (Number(domain['chainId']) !== dao.chainId) {
    found.push(`The data names chain ${String(domain['chainId'])}, but the DAO is on chain ${dao.chainId}.`);
  }
  if (!sameAddress(String(domain['verifyingContract']), dao.governor)) {
    found.push('The data names another governor than the DAO’s.');
  }
  if (!says('kind', asked.kind)) {
    found.push(`The data does not say “${asked.kind}”.`);
  }
  if (!says('proposalId', payout.proposalId)) {
    found.push('The data is about another proposal.');
  }
  if (!says('actionsHash', payout.actionsHash)) {
    found.push('The data is about other calls than this proposal’s.');
  }
  if (!payout.effectsHash) {
    found.push('The payout has no simulation yet, so nothing says what would be paid.');
  } else if (!says('effectsHash', payout.effectsHash)) {
    found.push('The data is about other effects than the ones on this page. Reload and look again.');
  }
  if (String(message['reason']) !== asked.reason) {
    found.push('The data does not have your reason in it.');
  }
  if (!says('expiry', String(statement.expiry))) {
    found.push('The data counts for another time than the page says.');
  }
  if (Number(statement.expiry) * 1000 <= now) {
    found.push('The data has already expired.');
  }
  return found;
}
