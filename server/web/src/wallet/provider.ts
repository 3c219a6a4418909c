import { checksummed, sameAddress } from '../format/address';
/** EIP-1193: what a wallet gives a page. */
export interface Provider {
  request(call: { method: string; params?: unknown[] }): Promise<unknown>;
}

/** A wallet with a name, found by EIP-6963 or as `window.ethereum`. */
export interface Wallet {
  id: string;
  name: string;
  provider: Provider;
}

/** A wallet's refusal or failure in words for a treasurer. */
export class WalletError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'WalletError';
  }
}

interface Announcement {
  info: { uuid: string; name: string };
  provider: Provider;
}

/** Asks installed wallets to announce themselves (EIP-6963) and waits a moment for them. */
export function findWallets(wait = 150): Promise<Wallet[]> {
  return new Promise((resolve) => {
    const found = new Map<string, Wallet>();
    const listen = (event: Event) => {
      const detail = (event as CustomEvent<Announcement>).detail;
      if (detail?.info?.uuid && detail.provider) {
        found.set(detail.info.uuid, { id: detail.info.uuid, name: detail.info.name, provider: detail.provider });
      }
    };
    window.addEventListener('eip6963:announceProvider', listen);
    window.dispatchEvent(new Event('eip6963:requestProvider'));
    setTimeout(() => {
      window.removeEventListener('eip6963:announceProvider', listen);
      const legacy = (window as { ethereum?: Provider }).ethereum;
      if (found.size === 0 && legacy) found.set('injected', { id: 'injected', name: 'Browser wallet', provider: legacy });
      resolve([...found.values()]);
    }, wait);
  });
}

/** EIP-1193 and JSON-RPC codes, see https://eips.ethereum.org/EIPS/eip-1193#provider-errors. */
export function explainWallet(error: unknown): WalletError {
  if (error instanceof WalletError) return error;
  const code = (error as { code?: number } | null)?.code;
  const message = (error as { message?: string } | null)?.message ?? String(error);
  switch (code) {
    case 4001:
      return new WalletError('You declined in the wallet. Nothing was signed.', 'Start again if you change your mind.');
    case 4100:
      return new WalletError('The wallet does not let this page use that account.', 'Allow this page in the wallet, then try again.');
    case 4900:
    case 4901:
      return new WalletError('The wallet is not connected to its chain.', 'Check the network in the wallet, then try again.');
    case -32002:
      return new WalletError('The wallet is already asking you something.', 'Open the wallet and answer its open request first.');
    default:
      return new WalletError(`The wallet refused: ${message}`, 'Nothing was signed. Unlock the wallet, then try again.');
  }
}

async function ask<T>(provider: Provider, method: string, params: unknown[] = []): Promise<T> {
  try {
    return (await provider.request({ method, params })) as T;
  } catch (error) {
    throw explainWallet(error);
  }
}

/** The account that the person picks in the wallet. */
export async function connect(wallet: Wallet): Promise<string> {
  const accounts = await ask<string[]>(wallet.provider, 'eth_requestAccounts');
  const account = accounts[0];
  if (!account) throw new WalletError('The wallet shared no account.', 'Unlock it and choose an account for this page.');
  return account;
}

/** Makes sure that the wallet is on the DAO's chain: a signature names its chain. */
export async function requireChain(wallet: Wallet, chainId: number): Promise<void> {
  const current = Number(await ask<string>(wallet.provider, 'eth_chainId'));
  if (current === chainId) return;
  try {
    await wallet.provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId: `0x${chainId.toString(16)}` }] });
  } catch {
    throw new WalletError(
      `The wallet is on chain ${current}, the DAO on chain ${chainId}.`,
      `Switch the wallet to chain ${chainId} (add it there if it is missing), then try again.`,
    );
  }
}

/**
 * Makes sure that the wallet still signs for the account that signed in: people switch accounts in between.
 *
 * @throws WalletError naming both accounts
 */
export async function requireAccount(wallet: Wallet, account: string): Promise<void> {
  const open = await ask<string[]>(wallet.provider, 'eth_accounts');
  if (open.some((each) => sameAddress(each, account))) return;
  const now = open[0];
  throw new WalletError(
    now
      ? `You signed in as ${checksummed(account)}, and the wallet is now on ${checksummed(now)}.`
      : `You signed in as ${checksummed(account)}, and the wallet shares no account with this page any more.`,
    'Nothing was signed. Switch the wallet back to the first account, or sign out here and sign in with the other one.',
  );
}

export function personalSign(wallet: Wallet, account: string, message: string): Promise<string> {
  const bytes = new TextEncoder().encode(message);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return ask<string>(wallet.provider, 'personal_sign', [`0x${hex}`, account]);
}

export function signTypedData(wallet: Wallet, account: string, typedData: unknown): Promise<string> {
  return ask<string>(wallet.provider, 'eth_signTypedData_v4', [account, JSON.stringify(typedData)]);
}
