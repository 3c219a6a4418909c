import { describe, expect, it } from 'vitest';
import { parseSiweMessage } from 'viem/siwe';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StatementKind, VoteSupport } from '../api/asked';
import type { Dao, Payout, PluginOrder, Proposal, Statement, VoteOrder } from '../api/schema';
import { decisionObjections, objections, pluginObjections } from './checks';
import { hashesOf, TYPES } from './hashes';
import { explainWallet, findWallets, requireAccount, requireChain, WalletError, type Wallet } from './provider';
import { signInMessage } from './siwe';

const ADDRESS = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const GOVERNOR = '0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9';
const hash = (digit: string) => `0x${digit.repeat(64)}`;

const EXECUTOR = `0x${'e1'.repeat(20)}`;
const dao = { chainId: 31337, governor: GOVERNOR, voter: EXECUTOR, executor: EXECUTOR.toUpperCase().replace('0X', '0x') } as Dao;
const payout = { proposalId: '77', actionsHash: hash('a'), contentHash: hash('c'), effectsHash: hash('e'), blockedBy: ['AMOUNT_CONTRADICTED'] } as Payout;
const now = 1_000_000_000;
const asked = { kind: 'approve' as StatementKind, reason: 'seen', treasurer: ADDRESS, lifts: [] as string[] };

function statement(message: object = {}, domain: object = {}, types: Record<string, { name: string; type: string }[]> = TYPES): Statement {
  const typedData = {
    domain: { name: 'Prytany', version: '2', chainId: 31337, verifyingContract: GOVERNOR, ...domain },
    types: {
      EIP712Domain: [
        { name: 'name', type: 'string' },
        { name: 'version', type: 'string' },
        { name: 'chainId', type: 'uint256' },
        { name: 'verifyingContract', type: 'address' },
      ],
      TreasurerStatement: types['TreasurerStatement']!,
    },
    primaryType: 'TreasurerStatement',
    message: {
      kind: 'approve',
      proposalId: '77',
      effects: ['Transfer 1 ETH'],
      lifts: [],
      reason: 'seen',
      treasurer: ADDRESS,
      executor: EXECUTOR,
      counter: '1',
      expiry: '1000060',
      contentHash: hash('c'),
      actionsHash: hash('a'),
      effectsHash: hash('e'),
      ...message,
    },
  };
  return { kind: 'approve', effectsHash: hash('e'), expiry: 1_000_060, reason: 'seen', binds: [], typedData, hashes: hashesOf(typedData) };
}

const check = (data: Statement, other: object = {}) => objections(data, { ...asked, ...other }, payout, dao);

const proposal = { id: '77', contentHash: hash('c'), effects: { effectsHash: hash('e') } } as Proposal;

function decision(message: object = {}, domain: object = {}): VoteOrder {
  const typedData = {
    domain: { name: 'Prytany', version: '2', chainId: 31337, verifyingContract: GOVERNOR, ...domain },
    types: { ...statement().typedData.types, PrytanyDecision: TYPES['PrytanyDecision']! } as VoteOrder['typedData']['types'],
    primaryType: 'PrytanyDecision',
    message: {
      kind: 'decide',
      proposalId: '77',
      support: 'against',
      reason: 'too large',
      operator: ADDRESS,
      voter: EXECUTOR,
      counter: '1',
      expiry: '1000060',
      contentHash: hash('c'),
      effectsHash: hash('0'),
      ...message,
    },
  };
  delete (typedData.types as Record<string, unknown>)['TreasurerStatement'];
  return { support: 'against', reason: 'too large', expiry: 1_000_060, binds: [], typedData, hashes: hashesOf(typedData) };
}

const checkDecision = (data: VoteOrder, support: VoteSupport = 'against') =>
  decisionObjections(data, { support, reason: 'too large', operator: ADDRESS }, proposal, dao);

describe('a decision to sign', () => {
  it('about the proposal on the screen may be signed', () => {
    expect(checkDecision(decision())).toEqual([]);
    expect(checkDecision(decision({ support: 'for', effectsHash: hash('e') }), 'for')).toEqual([]);
  });

  it.each([
    ['another chain', decision({}, { chainId: 1 }), /chain 1/],
    ['another proposal', decision({ proposalId: '78' }), /another proposal/],
    ['another text', decision({ contentHash: hash('b') }), /another text/],
    ['another vote', decision({ support: 'for' }), /does not say “against”/],
    ['another reason', decision({ reason: 'not mine' }), /your reason/],
    ['another account', decision({ operator: EXECUTOR }), /another account than yours/],
    ['another voter', decision({ voter: ADDRESS }), /votes for this DAO/],
    ['another time', decision({ expiry: '1000061' }), /another time/],
    ['effects, though it is against', decision({ effectsHash: hash('e') }), /other effects/],
  ])('about %s may not', (_, data, why) => {
    expect(checkDecision(data).join(' ')).toMatch(why);
  });

  it('for a DAO that nobody votes for here may not', () => {
    const { voter: _nobody, ...reading } = dao;
    const against = decisionObjections(decision(), { support: 'against', reason: 'too large', operator: ADDRESS }, proposal, reading as Dao);
    expect(against.join(' ')).toMatch(/votes for this DAO/);
  });
});

function pluginOrder(message: object = {}, domain: object = {}): PluginOrder {
  const typedData = {
    domain: { name: 'Prytany', version: '2', chainId: 31337, verifyingContract: GOVERNOR, ...domain },
    types: { EIP712Domain: statement().typedData.types['EIP712Domain']!, PrytanyPlugin: TYPES['PrytanyPlugin']! },
    primaryType: 'PrytanyPlugin',
    message: {
      kind: 'update-plugin',
      server: 'https://dao.example',
      plugin: 'policy-cel',
      version: '2.0',
      sha256: hash('5'),
      replaces: hash('4'),
      operator: ADDRESS,
      nonce: hash('7'),
      expiry: '1000060',
      ...message,
    },
  };
  return { dao: 'd', action: 'update-plugin', plugin: 'policy-cel', version: '2.0', sha256: '5'.repeat(64), expiry: 1_000_060, binds: [], typedData, hashes: hashesOf(typedData) };
}

describe('an order about a plugin to sign', () => {
  const wanted = { action: 'update-plugin', plugin: 'policy-cel', version: '2.0', sha256: '5'.repeat(64), replaces: '4'.repeat(64), operator: ADDRESS, server: 'https://dao.example' };

  it('about the file on the screen may be signed', () => {
    expect(pluginObjections(pluginOrder(), wanted, dao)).toEqual([]);
    expect(pluginObjections(pluginOrder({ replaces: hash('0') }), { ...wanted, replaces: undefined }, dao)).toEqual([]);
  });

  it.each([
    ['another server', pluginOrder({ server: 'https://other.example' }), /for the server at https:\/\/other\.example, and this page comes from https:\/\/dao\.example/],
    ['a downgrade', pluginOrder({ kind: 'downgrade-plugin' }), /does not say “update-plugin”/],
    ['another file', pluginOrder({ sha256: hash('6') }), /another file than the one on this page/],
    ['another plugin', pluginOrder({ plugin: 'other' }), /another plugin or version/],
    ['another version', pluginOrder({ version: '1.0' }), /another plugin or version/],
    ['the place of another file', pluginOrder({ replaces: hash('3') }), /replaces another file/],
    ['another account', pluginOrder({ operator: EXECUTOR }), /another account than yours/],
    ['another chain', pluginOrder({}, { chainId: 1 }), /chain 1/],
    ['another time', pluginOrder({ expiry: '1000061' }), /another time/],
  ])('about %s may not', (_, data, why) => {
    expect(pluginObjections(data, wanted, dao).join(' ')).toMatch(why);
  });
});

describe('data to sign', () => {
  it('about the payout on the screen may be signed', () => {
    expect(check(statement())).toEqual([]);
  });

  it.each([
    ['another chain', statement({}, { chainId: 1 }), /chain 1/],
    ['another governor', statement({}, { verifyingContract: ADDRESS }), /another governor/],
    ['another version', statement({}, { version: '1' }), /another version/],
    ['another proposal', statement({ proposalId: '78' }), /another proposal/],
    ['other calls', statement({ actionsHash: hash('b') }), /other calls/],
    ['another text', statement({ contentHash: hash('b') }), /another text/],
    ['other effects', statement({ effectsHash: hash('f') }), /other effects/],
    ['effects without words', statement({ effects: [] }), /in words/],
    ['another act', statement({ kind: 'override' }), /does not say “approve”/],
    ['another reason', statement({ reason: 'not mine' }), /your reason/],
    ['another account', statement({ treasurer: EXECUTOR }), /another account than yours/],
    ['another server', statement({ executor: ADDRESS }), /pays with another account/],
    ['another time', statement({ expiry: '1000061' }), /another time/],
    ['a lifted finding', statement({ lifts: ['RECIPIENT_UNMENTIONED'] }), /lifts something else/],
  ])('about %s may not', (_, data, why) => {
    expect(check(data).join(' ')).toMatch(why);
  });

  it('built of other types may not, even where its fields say the same', () => {
    const fewer = { TreasurerStatement: TYPES['TreasurerStatement']!.filter(({ name }) => name !== 'effects') };
    expect(check(statement({}, {}, fewer)).join(' ')).toMatch(/built in another way/);
  });

  it('with other hashes than this page computes may not', () => {
    const lying = statement();
    lying.hashes = { ...lying.hashes, digest: hash('0') };
    expect(check(lying).join(' ')).toMatch(/other hashes/);
  });

  it('of an override lifts what blocks and nothing else', () => {
    const override = { kind: 'override', lifts: ['AMOUNT_CONTRADICTED'] };
    expect(check(statement(override), { kind: 'override' })).toEqual([]);
    expect(check(statement({ ...override, lifts: [] }), { kind: 'override' }).join(' ')).toMatch(/lifts something else/);
  });

  it('of a rejection binds no effects and does not expire', () => {
    const rejection = statement({ kind: 'reject', effects: [], effectsHash: hash('0'), expiry: '0' });
    expect(check({ ...rejection, expiry: 0 }, { kind: 'reject' })).toEqual([]);
    expect(check(rejection, { kind: 'reject' }).join(' ')).toMatch(/another time/);
  });

  it('on a server that pays nothing names nobody who would', () => {
    const { executor: _nobody, ...reading } = dao;
    expect(objections(statement({ executor: `0x${'0'.repeat(40)}` }), asked, payout, reading as Dao)).toEqual([]);
    expect(objections(statement(), asked, payout, reading as Dao).join(' ')).toMatch(/pays with another account/);
  });

  it('without a simulation may not', () => {
    const { effectsHash: _unknown, ...blind } = payout;
    expect(objections(statement(), asked, blind as Payout, dao).join(' ')).toMatch(/no simulation/);
  });
});

describe('hashes of typed data', () => {
  // Made by ethers, which shares nothing with this page; see server/signer/src/test/script.
  const vectors = JSON.parse(readFileSync(resolve(process.cwd(), '../signer/src/test/resources/statement-vectors.json'), 'utf8')) as Vector[];

  it('are those of another implementation', () => {
    const typed = vectors.filter(({ type }) => type);
    expect(typed).toHaveLength(7);
    for (const { type, chainId, governor, message, domainSeparator, messageHash, digest } of typed) {
      const data = { domain: { name: 'Prytany', version: '2', chainId, verifyingContract: governor }, types: { [type]: TYPES[type]! }, primaryType: type, message };
      expect(hashesOf(data)).toEqual({ domainSeparator, messageHash, digest });
    }
  });
});

interface Vector {
  type: string;
  chainId: number;
  governor: string;
  message: Record<string, unknown>;
  domainSeparator: string;
  messageHash: string;
  digest: string;
}

describe('the sign-in message', () => {
  it('follows EIP-4361 with domain, URI, chain, nonce and an expiry', () => {
    const message = signInMessage(ADDRESS.toLowerCase(), 31337, 'abcdefgh12345678', new Date(now));
    expect(parseSiweMessage(message)).toMatchObject({
      address: ADDRESS,
      chainId: 31337,
      domain: window.location.host,
      nonce: 'abcdefgh12345678',
      version: '1',
      issuedAt: new Date(now),
      expirationTime: new Date(now + 300_000),
    });
    expect(message).toContain(`URI: ${window.location.origin}`);
  });
});

describe('a wallet', () => {
  const on = (chain: number, switches: boolean): Wallet => ({
    id: 'w',
    name: 'w',
    provider: {
      request: async ({ method }) => {
        if (method === 'eth_chainId') return `0x${chain.toString(16)}`;
        if (method === 'wallet_switchEthereumChain' && switches) return null;
        throw Object.assign(new Error('Unrecognized chain'), { code: 4902 });
      },
    },
  });

  it('that is missing is found missing', async () => {
    expect(await findWallets(1)).toEqual([]);
  });

  it('on another chain is asked to switch, and told what to do where it cannot', async () => {
    await expect(requireChain(on(1, true), 31337)).resolves.toBeUndefined();
    await expect(requireChain(on(31337, false), 31337)).resolves.toBeUndefined();
    await expect(requireChain(on(1, false), 31337)).rejects.toMatchObject({ remedy: expect.stringMatching(/Switch the wallet to chain 31337/) });
  });

  it('on another account than the one that signed in is stopped before it signs, naming both', async () => {
    const sharing = (...accounts: string[]): Wallet => ({ id: 'w', name: 'w', provider: { request: async () => accounts } });
    const other = '0x2546BcD3c84621e976D8185a91A922aE77ECEc30';
    await expect(requireAccount(sharing(ADDRESS.toLowerCase()), ADDRESS)).resolves.toBeUndefined();
    await expect(requireAccount(sharing(other, ADDRESS), ADDRESS)).resolves.toBeUndefined();
    await expect(requireAccount(sharing(other.toLowerCase()), ADDRESS)).rejects.toMatchObject({
      message: expect.stringMatching(new RegExp(`${ADDRESS}.*${other}`)),
      remedy: expect.stringMatching(/Nothing was signed\. Switch the wallet back/),
    });
    await expect(requireAccount(sharing(), ADDRESS)).rejects.toMatchObject({ message: expect.stringMatching(/shares no account/) });
  });

  it.each([4001, 4100, 4900, -32002, undefined])('that answers with code %s is explained with a next step', (code) => {
    const explained = explainWallet(Object.assign(new Error('raw'), { code }));
    expect(explained).toBeInstanceOf(WalletError);
    expect(explained.remedy.length).toBeGreaterThan(10);
  });
});
