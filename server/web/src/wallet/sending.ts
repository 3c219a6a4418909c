import type { VoteSupport } from '../api/asked';
import type { Dao, Proposal } from '../api/schema';
import { checksummed, sameAddress } from '../format/address';
import { explainWallet, requireChain, WalletError, type Wallet } from './provider';

/** A call that the reader's own wallet sends. */
export interface OwnCall {
  to: string;
  data: string;
  /** The function, as its contract writes it. */
  signature: string;
}

/** Compound's GovernorAlpha takes a bool and no reason. */
export function takesReason(dao: Dao): boolean {
  return dao.kind?.family !== 'alpha';
}

/** Only who votes or delegates needs it; a page that was open while the server was updated finds it no more. */
async function encode(signature: string, args: readonly unknown[]): Promise<string> {
  let parts: typeof import('./calldata');
  try {
    parts = await import('./calldata');
  } catch {
    throw new WalletError('This page is older than the server, or the server cannot be reached.', 'Nothing was sent. Reload this page, then start again.');
  }
  return parts.calldata(signature, args);
}

async function call(to: string, signature: string, args: readonly unknown[]): Promise<OwnCall> {
  return { to, signature, data: await encode(signature, args) };
}

/**
 * A vote as the governor's kind takes it.
 *
 * @throws WalletError where the contract's number for the direction is not known: any guess could vote the other way
 */
export async function voteCall(dao: Dao, proposal: Proposal, support: VoteSupport, reason: string): Promise<OwnCall> {
  const number = dao.kind?.supports?.[support];
  if (number === undefined) {
    throw new WalletError(`It is not known how this governor takes a vote “${support}”.`, 'Nothing was sent. Vote elsewhere, where its contract is known.');
  }
  const id = BigInt(proposal.id);
  return takesReason(dao)
    ? call(dao.governor, 'castVoteWithReason(uint256,uint8,string)', [id, number, reason])
    : call(dao.governor, 'castVote(uint256,bool)', [id, number === 1]);
}

/** All votes of the sender go to an account from then on. */
export function delegateCall(token: string, to: string): Promise<OwnCall> {
  return call(token, 'delegate(address)', [checksummed(to)]);
}

/**
 * Has the wallet send a call and pay for it.
 *
 * @returns the transaction's hash, as the wallet says it
 * @throws WalletError saying whether anything may have been sent
 */
export async function send(wallet: Wallet, account: string, chainId: number, { to, data }: OwnCall): Promise<string> {
  await requireChain(wallet, chainId);
  const now = Number(await asked<string>(wallet, 'eth_chainId'));
  if (now !== chainId) {
    throw new WalletError(`The wallet is still on chain ${now}, the DAO on chain ${chainId}.`, `Nothing was sent. Switch the wallet to chain ${chainId}, then try again.`);
  }
  const accounts = await asked<string[]>(wallet, 'eth_accounts');
  if (!accounts.some((each) => sameAddress(each, account))) {
    throw new WalletError(
      accounts[0]
        ? `This is for ${checksummed(account)}, and the wallet is now on ${checksummed(accounts[0])}.`
        : `The wallet no longer shares ${checksummed(account)} with this page.`,
      'Nothing was sent. Switch the wallet back, or close this and start again with the other account.',
    );
  }
  try {
    return (await wallet.provider.request({ method: 'eth_sendTransaction', params: [{ from: account, to, data, value: '0x0', chainId: `0x${chainId.toString(16)}` }] })) as string;
  } catch (error) {
    throw explainSending(error);
  }
}

async function asked<T>(wallet: Wallet, method: string): Promise<T> {
  try {
    return (await wallet.provider.request({ method, params: [] })) as T;
  } catch (error) {
    throw explainWallet(error);
  }
}

const WALLETS_OWN = [4001, 4100, 4900, 4901, -32002];

/** A wallet may have sent what it then says failed: nobody is told to simply try again. */
function explainSending(error: unknown): WalletError {
  const { code, message } = (error ?? {}) as { code?: number; message?: string };
  if (code === 4001) return new WalletError('You declined in the wallet. Nothing was sent.', 'Start again if you change your mind.');
  if (code !== undefined && WALLETS_OWN.includes(code)) return explainWallet(error);
  const said = message ?? String(error);
  if (/insufficient funds/i.test(said)) {
    return new WalletError('The account has too little of the chain’s coin to pay the fee.', 'Nothing was sent. Add some, then try again.');
  }
  // "Reverted by the EVM" is said of what was sent, mined and paid for.
  const estimated = code === 3 || /execution reverted|cannot estimate gas|gas required exceeds/i.test(said);
  if (estimated && !/0x[0-9a-f]{64}/i.test(said)) {
    return new WalletError(
      `The contract would refuse it: ${said}`,
      'Nothing was sent. Voting may have ended, or this account has done it already: reload the page and look.',
    );
  }
  return new WalletError(`The wallet did not say that it was sent: ${said}`, 'It may have been sent all the same. Look at the wallet’s latest activity before you try again.');
}
