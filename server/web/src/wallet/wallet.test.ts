import { describe, expect, it } from 'vitest';
import { parseSiweMessage } from 'viem/siwe';
import type { Dao, Payout, Statement } from '../api/types';
import { objections } from './checks';
import { explainWallet, findWallets, requireChain, WalletError, type Wallet } from './provider';
import { signInMessage } from './session';

const ADDRESS = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const GOVERNOR = '0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9';
const hash = (digit: string) => `0x${digit.repeat(64)}`;

const dao = { chainId: 31337, governor: GOVERNOR } as Dao;
const payout = { proposalId: '77', actionsHash: hash('a'), effectsHash: hash('e') } as Payout;
const now = 1_000_000_000;

function statement(message: object = {}, domain: object = {}): Statement {
  return {
    kind: 'approve',
    effectsHash: hash('e'),
    expiry: now / 1000 + 60,
    reason: '',
    binds: [],
    typedData: {
      domain: { name: 'Prytany', version: '1', chainId: 31337, verifyingContract: GOVERNOR.toLowerCase(), ...domain },
      types: {},
      primaryType: 'TreasurerStatement',
      message: { kind: 'approve', proposalId: '77', actionsHash: hash('a'), effectsHash: hash('e'), expiry: '1000060', reason: 'seen', ...message },
    },
  };
}

const check = (data: Statement) => objections(data, { kind: 'approve', reason: 'seen' }, payout, dao, now);

describe('data to sign', () => {
  it('about the payout on the screen may be signed', () => {
    expect(check(statement())).toEqual([]);
  });

  it.each([
    ['another chain', statement({}, { chainId: 1 }), /chain 1/],
    ['another governor', statement({}, { verifyingContract: ADDRESS }), /another governor/],
    ['another proposal', statement({ proposalId: '78' }), /another proposal/],
    ['other calls', statement({ actionsHash: hash('b') }), /other calls/],
    ['other effects', statement({ effectsHash: hash('f') }), /other effects/],
    ['another act', statement({ kind: 'override' }), /does not say “approve”/],
    ['another reason', statement({ reason: 'not mine' }), /your reason/],
    ['the past', { ...statement({ expiry: '999999' }), expiry: 999_999 }, /expired/],
    ['another time', statement({ expiry: '1000061' }), /another time/],
  ])('about %s may not', (_, data, why) => {
    expect(check(data).join(' ')).toMatch(why);
  });

  it('without a simulation may not', () => {
    const { effectsHash: _unknown, ...blind } = payout;
    expect(objections(statement(), { kind: 'approve', reason: 'seen' }, blind as Payout, dao, now).join(' ')).toMatch(/no simulation/);
  });
});

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

  it.each([4001, 4100, 4900, -32002, undefined])('that answers with code %s is explained with a next step', (code) => {
    const explained = explainWallet(Object.assign(new Error('raw'), { code }));
    expect(explained).toBeInstanceOf(WalletError);
    expect(explained.remedy.length).toBeGreaterThan(10);
  });
});
