import type { PauseKind, StatementKind, VoteSupport } from '../api/asked';
import type { Dao, Hashes, Payout, PluginOrder, Proposal, SettingsOrder, Statement, TypedData, VoteOrder } from '../api/schema';
import { sameAddress } from '../format/address';
import { hashesOf, knownTypes } from './hashes';

const VERSION = '2';
const NOTHING = `0x${'0'.repeat(64)}`;
const NOBODY = `0x${'0'.repeat(40)}`;

/**
 * What this page itself checks before it lets a wallet sign: the data to sign must be about the payout
 * that is on the screen. Returns plain English objections; none means that it may be signed.
 */
export function objections(
  statement: Statement,
  asked: { kind: StatementKind; reason: string; treasurer: string; lifts: string[] },
  payout: Payout,
  dao: Dao,
): string[] {
  const data = statement.typedData;
  const { message } = data;
  const found = envelope(data, statement.hashes, 'TreasurerStatement', dao, asked.treasurer);
  const says = (field: string, value: string) => String(message[field]).toLowerCase() === value.toLowerCase();
  const binds = asked.kind === 'approve' || asked.kind === 'override';

  if (!says('kind', asked.kind)) {
    found.push(`The data does not say “${asked.kind}”.`);
  }
  if (!says('proposalId', payout.proposalId)) {
    found.push('The data is about another proposal.');
  }
  if (!says('actionsHash', payout.actionsHash)) {
    found.push('The data is about other calls than this proposal’s.');
  }
  if (!says('contentHash', payout.contentHash)) {
    found.push('The data is about another text than this proposal’s.');
  }
  if (binds && !payout.effectsHash) {
    found.push('The payout has no simulation yet, so nothing says what would be paid.');
  } else if (!says('effectsHash', binds ? (payout.effectsHash ?? '') : NOTHING)) {
    found.push('The data is about other effects than the ones on this page. Reload and look again.');
  }
  if (binds ? texts(message['effects']).length === 0 : texts(message['effects']).length > 0) {
    found.push(binds ? 'The data does not say in words what would be executed.' : 'The data names effects, and a rejection binds none.');
  }
  const lifts = asked.kind === 'override' && asked.lifts.length === 0 ? payout.blockedBy : asked.lifts;
  if (JSON.stringify(texts(message['lifts'])) !== JSON.stringify(lifts)) {
    found.push('The data lifts something else than this page says.');
  }
  if (message['reason'] !== asked.reason) {
    found.push('The data does not have your reason in it.');
  }
  if (!says('expiry', String(statement.expiry)) || (!binds && !says('expiry', '0'))) {
    found.push('The data counts for another time than the page says.');
  }
  return found;
}

/** The same for an order to pause or to resume. */
export function pauseObjections(
  data: TypedData,
  hashes: Hashes,
  asked: { kind: PauseKind; scope: string; ends: string[]; reason: string; treasurer: string },
  dao: Dao,
): string[] {
  const found = envelope(data, hashes, 'PrytanyPause', dao, asked.treasurer);
  if (data.message['kind'] !== asked.kind) {
    found.push(`The data does not say “${asked.kind}”.`);
  }
  if (data.message['scope'] !== asked.scope) {
    found.push(`The data is not about “${asked.scope}”.`);
  }
  if (JSON.stringify(texts(data.message['ends'])) !== JSON.stringify(asked.ends)) {
    found.push('The data ends other pauses than the ones on this page. Reload and look again.');
  }
  if (data.message['reason'] !== asked.reason) {
    found.push('The data does not have your reason in it.');
  }
  return found;
}

/** The same for a decision about a vote. */
export function decisionObjections(
  order: VoteOrder,
  asked: { support: VoteSupport; reason: string; operator: string },
  proposal: Proposal,
  dao: Dao,
): string[] {
  const { message } = order.typedData;
  const found = envelope(order.typedData, order.hashes, 'PrytanyDecision', dao, asked.operator, 'operator');
  const says = (field: string, value: string) => String(message[field]).toLowerCase() === value.toLowerCase();
  if (!says('kind', 'decide') || !says('support', asked.support)) {
    found.push(`The data does not say “${asked.support}”.`);
  }
  if (!says('proposalId', proposal.id)) {
    found.push('The data is about another proposal.');
  }
  if (!says('contentHash', proposal.contentHash)) {
    found.push('The data is about another text or other calls than the ones on this page.');
  }
  if (asked.support === 'for' && !proposal.effects?.effectsHash) {
    found.push('The proposal has no simulation yet, so nothing says what you would vote for.');
  } else if (!says('effectsHash', asked.support === 'for' ? (proposal.effects?.effectsHash ?? '') : NOTHING)) {
    found.push('The data is about other effects than the ones on this page. Reload and look again.');
  }
  if (message['reason'] !== asked.reason) {
    found.push('The data does not have your reason in it.');
  }
  if (!says('expiry', String(order.expiry))) {
    found.push('The data counts for another time than the page says.');
  }
  if (!dao.voter || !sameAddress(String(message['voter']), dao.voter)) {
    found.push('The data is for another account than the one that votes for this DAO here.');
  }
  return found;
}

/** What is to be done about which file of a plugin. */
export interface PluginAsked {
  action: string;
  plugin: string;
  version: string;
  sha256: string;
  /** Of the file in service, which it replaces. */
  replaces: string | undefined;
}

/** The same for an order about a plugin. */
export function pluginObjections(order: PluginOrder, asked: PluginAsked & { operator: string; server: string }, dao: Dao): string[] {
  const { message } = order.typedData;
  const found = envelope(order.typedData, order.hashes, 'PrytanyPlugin', dao, asked.operator, 'operator');
  const says = (field: string, value: string) => String(message[field]).toLowerCase() === value.toLowerCase();
  if (!says('kind', asked.action)) {
    found.push(`The data does not say “${asked.action}”. Upload the file again and look at the report.`);
  }
  if (!says('server', asked.server)) {
    found.push(`The data is for the server at ${String(message['server'])}, and this page comes from ${asked.server}. Open the page of the server that you mean; do not sign here.`);
  }
  if (!says('plugin', asked.plugin) || !says('version', asked.version)) {
    found.push('The data is about another plugin or version than the one on this page.');
  }
  if (!says('sha256', `0x${asked.sha256}`)) {
    found.push('The data is about another file than the one on this page.');
  }
  if (!says('replaces', asked.replaces ? `0x${asked.replaces}` : NOTHING)) {
    found.push('The data replaces another file than the one in service. Upload the file again and look at the report.');
  }
  if (!says('expiry', String(order.expiry))) {
    found.push('The data counts for another time than the page says.');
  }
  return found;
}

/** The same for an order that sets a plugin's values. */
export function settingsObjections(
  order: SettingsOrder,
  asked: { plugin: string; set: string[]; unset: string[]; values: string; replaces: string; operator: string; server: string },
  dao: Dao,
): string[] {
  const { message } = order.typedData;
  const found = envelope(order.typedData, order.hashes, 'PrytanyPluginSettings', dao, asked.operator, 'operator');
  const says = (field: string, value: string) => String(message[field]).toLowerCase() === value.toLowerCase();
  if (!says('kind', 'configure-plugin') || !says('plugin', asked.plugin)) {
    found.push('The data is not about the values of the plugin on this page.');
  }
  if (!says('server', asked.server)) {
    found.push(`The data is for the server at ${String(message['server'])}, and this page comes from ${asked.server}. Open the page of the server that you mean; do not sign here.`);
  }
  if (JSON.stringify([texts(message['set']), texts(message['unset'])]) !== JSON.stringify([asked.set, asked.unset])) {
    found.push('The data sets or takes back other values than the ones that you changed.');
  }
  if (!says('values', `0x${asked.values}`)) {
    found.push('The data binds other values than the ones that you entered.');
  }
  if (!says('replaces', `0x${asked.replaces}`)) {
    found.push('The values were ordered anew since this page read them. Reload and look again.');
  }
  if (!says('expiry', String(order.expiry))) {
    found.push('The data counts for another time than the page says.');
  }
  return found;
}

const CALLED: Record<string, string> = {
  TreasurerStatement: 'treasurer’s statement',
  PrytanyPause: 'order to pause or resume',
  PrytanyDecision: 'decision about a vote',
  PrytanyPlugin: 'order about a plugin',
  PrytanyPluginSettings: 'order about the values of a plugin',
};

/** Types, domain, speaker and hashes. */
function envelope(data: TypedData, said: Hashes, type: string, dao: Dao, speaker: string, role = 'treasurer'): string[] {
  const { domain, message, primaryType } = data;
  const found: string[] = [];
  if (primaryType !== type || !knownTypes(data)) {
    found.push(`The data is no ${CALLED[type]} but a “${primaryType}”, or is built in another way.`);
  }
  if (domain['name'] !== 'Prytany' || domain['version'] !== VERSION) {
    found.push('The data is of another version than this page knows. Reload the page.');
  }
  if (Number(domain['chainId']) !== dao.chainId) {
    found.push(`The data names chain ${String(domain['chainId'])}, but the DAO is on chain ${dao.chainId}.`);
  }
  if (!sameAddress(String(domain['verifyingContract']), dao.governor)) {
    found.push('The data names another governor than the DAO’s.');
  }
  if (!sameAddress(String(message[role]), speaker)) {
    found.push('The data is for another account than yours.');
  }
  if ('executor' in message && !sameAddress(String(message['executor']), dao.executor ?? NOBODY)) {
    found.push('The data is for a server that pays with another account than this one.');
  }
  try {
    const own = hashesOf(data);
    if (own.digest !== said.digest || own.messageHash !== said.messageHash || own.domainSeparator !== said.domainSeparator) {
      found.push('The server gives other hashes for the data than this page computes. Do not sign: tell the operator.');
    }
  } catch {
    found.push('The data does not fit its own types.');
  }
  return found;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
