import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { decodeFunctionData, parseAbi } from 'viem';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Dao, Effect, Proposal } from '../api/schema';
import { Announcer } from '../parts/Announcer';
import { KnownDao } from '../parts/Book';
import { EffectsTable } from '../parts/Executes';
import { Delegate } from './DelegateDialog';
import type { Provider } from './provider';
import { delegateCall, send, voteCall } from './sending';
import { WillSign } from './Signing';
import { OwnVote } from './VoteDialog';

const ME = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const OTHER = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC';
const GOVERNOR = '0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9';
const TOKEN = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const HASH = `0x${'ab'.repeat(32)}`;
const ABI = parseAbi(['function castVoteWithReason(uint256,uint8,string)', 'function castVote(uint256,bool)', 'function delegate(address)']);

const kind = { family: 'openzeppelin', title: 'OpenZeppelin’s', limits: [], supports: { against: 0, for: 1, abstain: 2 }, inParts: false, votesToken: TOKEN };
const dao = { id: 'd', chainId: 31337, governor: GOVERNOR, treasury: TOKEN, kind } as unknown as Dao;
const alpha = { ...dao, kind: { ...kind, family: 'alpha', supports: { against: 0, for: 1 } } } as Dao;
const ID = ((1n << 255n) + 7n).toString();
const proposal = { dao: 'd', id: ID, headline: 'Pay Alice', state: 'ACTIVE', verdict: { findings: [] } } as unknown as Proposal;

const decoded = (data: string) => decodeFunctionData({ abi: ABI, data: data as `0x${string}` });

/** A wallet that answers, and remembers what it was asked. */
function walletThat(answers: Record<string, unknown> = {}) {
  const asked: { method: string; params?: unknown[] }[] = [];
  const known: Record<string, unknown> = { eth_requestAccounts: [ME], eth_accounts: [ME], eth_chainId: '0x7a69', eth_sendTransaction: HASH, ...answers };
  const provider: Provider = {
    request: async (call) => {
      asked.push(call);
      const answer = known[call.method];
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(call) : answer;
    },
  };
  return { wallet: { id: 'w', name: 'Test wallet', provider }, asked, sent: () => asked.filter(({ method }) => method === 'eth_sendTransaction') };
}

/** The one transaction that a wallet was asked for. */
function sentBy({ sent }: ReturnType<typeof walletThat>): { data: string; to: string } {
  expect(sent()).toHaveLength(1);
  return sent()[0]?.params?.[0] as { data: string; to: string };
}

const failing = (code: number, message: string) => Object.assign(new Error(message), { code });

describe('a vote of one’s own', () => {
  it('has the governor’s numbers, the whole id and the reason in it', async () => {
    const call = await voteCall(dao, proposal, 'against', 'No: é\u{1f600}');
    expect(call.to).toBe(GOVERNOR);
    expect(decoded(call.data)).toEqual({ functionName: 'castVoteWithReason', args: [BigInt(ID), 0, 'No: é\u{1f600}'] });
    expect(call.data.slice(0, 10)).toBe('0x7b3c71d3');
    const turned = { ...dao, kind: { ...kind, supports: { for: 0, against: 1 } } } as Dao;
    expect(decoded((await voteCall(turned, proposal, 'for', '')).data).args).toEqual([BigInt(ID), 0, '']);
  });

  it('is a yes or a no without a reason for an Alpha', async () => {
    expect(decoded((await voteCall(alpha, proposal, 'for', 'x')).data)).toEqual({ functionName: 'castVote', args: [BigInt(ID), true] });
    expect(decoded((await voteCall(alpha, proposal, 'against', 'x')).data)).toEqual({ functionName: 'castVote', args: [BigInt(ID), false] });
  });

  it('is refused where the number for a direction is not known', async () => {
    await expect(voteCall(alpha, proposal, 'abstain', '')).rejects.toThrow('not known how this governor takes a vote “abstain”');
    await expect(voteCall({ ...dao, kind: { ...kind, supports: {} } }, proposal, 'for', '')).rejects.toThrow('not known');
  });
});

describe('sending', () => {
  const call = { to: GOVERNOR, data: '0x1234', signature: 'f()' };

  it('names account, contract, data and chain, and moves no coin', async () => {
    const { wallet, sent } = walletThat();
    expect(await send(wallet, ME, 31337, call)).toBe(HASH);
    expect(sent()).toEqual([{ method: 'eth_sendTransaction', params: [{ from: ME, to: GOVERNOR, data: '0x1234', value: '0x0', chainId: '0x7a69' }] }]);
  });

  it('asks to change the chain, and sends nothing to another one', async () => {
    const stays = walletThat({ eth_chainId: '0x1', wallet_switchEthereumChain: null });
    await expect(send(stays.wallet, ME, 31337, call)).rejects.toThrow('still on chain 1, the DAO on chain 31337');
    const refuses = walletThat({ eth_chainId: '0x1', wallet_switchEthereumChain: failing(4001, 'no') });
    await expect(send(refuses.wallet, ME, 31337, call)).rejects.toThrow('on chain 1, the DAO on chain 31337');
    expect([...stays.sent(), ...refuses.sent()]).toEqual([]);
    let chain = '0x1';
    const moves = walletThat({ eth_chainId: () => chain, wallet_switchEthereumChain: () => void (chain = '0x7a69') });
    expect(await send(moves.wallet, ME, 31337, call)).toBe(HASH);
  });

  it('sends nothing from another account than the one that was shown', async () => {
    const { wallet, sent } = walletThat({ eth_accounts: [OTHER] });
    await expect(send(wallet, ME, 31337, call)).rejects.toThrow(`This is for ${ME}, and the wallet is now on ${OTHER}`);
    expect(sent()).toEqual([]);
  });

  it.each([
    [failing(4001, 'User rejected'), 'You declined in the wallet. Nothing was sent.'],
    [failing(-32000, 'insufficient funds for gas'), 'too little of the chain’s coin'],
    [failing(3, 'execution reverted: GovernorAlreadyCastVote'), 'The contract would refuse it: execution reverted'],
    [failing(-32603, 'timeout'), 'did not say that it was sent: timeout'],
  ])('says in plain words what came of %s', async (error, words) => {
    const { wallet } = walletThat({ eth_sendTransaction: error });
    await expect(send(wallet, ME, 31337, call)).rejects.toThrow(words);
  });

  it('never says that nothing was sent where that is not known', async () => {
    for (const said of ['timeout', 'Transaction has been reverted by the EVM', `execution reverted: {"transactionHash":"${HASH}"}`]) {
      const { wallet } = walletThat({ eth_sendTransaction: failing(-32603, said) });
      await expect(send(wallet, ME, 31337, call)).rejects.toMatchObject({ remedy: expect.stringMatching(/^It may have been sent all the same/) });
    }
  });
});

describe('the dialogs', () => {
  const prototype = HTMLDialogElement.prototype;
  let announce: (event: Event) => void;
  let test = walletThat();

  beforeEach(() => {
    prototype.showModal = function show() {
      this.open = true;
    };
    prototype.close = function close() {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    };
    test = walletThat();
    announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: { info: { uuid: 'w', name: 'Test wallet' }, provider: test.wallet.provider } }));
    window.addEventListener('eip6963:requestProvider', announce);
    vi.stubGlobal('fetch', () => Promise.reject(new Error('The server is not asked.')));
  });

  afterEach(() => {
    cleanup();
    window.removeEventListener('eip6963:requestProvider', announce);
    vi.unstubAllGlobals();
  });

  const open = (content: React.ReactNode) =>
    render(
      <QueryClientProvider client={new QueryClient()}>
        <Announcer>
          <KnownDao value={dao}>{content}</KnownDao>
        </Announcer>
      </QueryClientProvider>,
    );
  const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

  it('show account, direction, reason and red findings, then have the wallet send, and the server takes no part', async () => {
    const bad = { ...proposal, verdict: { findings: [{ code: 'X', severity: 'RED', text: 'It pays another account.', action: 0 }] } } as unknown as Proposal;
    open(<OwnVote proposal={bad} />);
    await press('Vote with your wallet…');
    await press('Use Test wallet');
    await userEvent.click(await screen.findByLabelText('Against'));
    await userEvent.type(screen.getByLabelText(/^Reason/), 'Too much');
    await press('Show what I will send');

    const shown = await screen.findByRole('group', { name: 'What your wallet will send' });
    expect(shown.textContent).toMatch(/Your vote: Against/);
    expect(shown.textContent).toContain('Too much');
    expect(shown.textContent).toContain(ME);
    expect(shown.textContent).toContain('Your wallet sends this and pays the fee.');
    const button = screen.getByRole('button', { name: 'Send the vote' });
    expect(screen.getByText('It pays another account.').compareDocumentPosition(button)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(test.sent()).toEqual([]);

    await userEvent.click(button);
    expect(await screen.findByText('Your wallet says that it was sent')).toBeTruthy();
    const { data, to } = sentBy(test);
    expect(to).toBe(GOVERNOR);
    expect(decoded(data).args).toEqual([BigInt(ID), 0, 'Too much']);
  });

  it('offer no vote where voting is closed or nobody knows how the governor counts', () => {
    open(<OwnVote proposal={{ ...proposal, state: 'SUCCEEDED' }} />);
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    render(
      <KnownDao value={{ ...dao, kind: { ...kind, supports: {} } } as Dao}>
        <OwnVote proposal={proposal} />
      </KnownDao>,
    );
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('delegate to a whole and right address alone', async () => {
    open(<Delegate dao={dao} />);
    await press('Delegate your votes…');
    await press('Use Test wallet');
    const field = await screen.findByLabelText('Account that is to vote');
    await userEvent.type(field, '0x12');
    expect(screen.getByRole('alert').textContent).toContain('0x and 40 digits');
    await userEvent.clear(field);
    await userEvent.paste(OTHER.replace('C44C', 'c44C'));
    expect(screen.getByRole('alert').textContent).toContain('a character of it is wrong');
    await userEvent.clear(field);
    await userEvent.paste(OTHER);
    await press('Show what I will send');
    await press('Send the delegation');
    expect(await screen.findByText('Your wallet says that it was sent')).toBeTruthy();
    const { data, to } = sentBy(test);
    expect(to).toBe(TOKEN);
    expect(decoded(data)).toEqual({ functionName: 'delegate', args: [OTHER] });
    expect(data).toBe((await delegateCall(TOKEN, OTHER)).data);
  });

  it.each([
    [{}, OTHER],
    [{ [OTHER]: 'Harbour guild' }, `Harbour guild ${OTHER}`],
  ])('show whom one delegates to by the operator’s own names %j alone', async (labels, whom) => {
    open(<Delegate dao={{ ...dao, labels, ensNames: { [OTHER]: 'alice.eth' } } as Dao} />);
    await press('Delegate your votes…');
    await press('Use Test wallet');
    await userEvent.click(await screen.findByLabelText('Account that is to vote'));
    await userEvent.paste(OTHER);
    await press('Show what I will send');
    const shown = await screen.findByRole('group', { name: 'What your wallet will send' });
    expect(shown.querySelector('.party')?.textContent).toContain(whom);
    expect(shown.textContent).not.toContain('ENS');
  });

  it('show what will be signed, its effects with it, without a name that others chose', () => {
    const effects = [{ kind: 'TRANSFER', subject: 'coin', asset: TOKEN, from: GOVERNOR, to: OTHER, amount: '1' }] as unknown as Effect[];
    const table = <EffectsTable effects={effects} caption="What will be executed" />;
    const names = { ...dao, labels: {}, ensNames: { [OTHER]: 'alice.eth', [GOVERNOR]: 'governor.eth' } } as Dao;
    const read = render(<Announcer><KnownDao value={{ ...names, governor: TOKEN }}>{table}</KnownDao></Announcer>).container;
    expect(read.textContent).toContain('alice.eth, by ENS');
    expect(read.textContent).toContain('governor.eth, by ENS');
    cleanup();
    const signed = render(<Announcer><KnownDao value={{ ...names, governor: TOKEN }}><WillSign>{table}</WillSign></KnownDao></Announcer>).container;
    expect(signed.textContent).toContain(OTHER);
    expect(signed.textContent).toContain(GOVERNOR);
    expect(signed.textContent).not.toContain('.eth');
    expect(signed.textContent).not.toContain('ENS');
  });
});
