// An EIP-1193 wallet with a test key, announced by EIP-6963: it really signs.
import { privateKeyToAccount } from 'viem/accounts';

/**
 * @param {import('playwright-core').BrowserContext} context
 * @param {{privateKey: `0x${string}`, chainId: number, decline?: (method: string) => boolean}} options
 */
export async function injectWallet(context, { privateKey, chainId, decline = () => false }) {
  const account = privateKeyToAccount(privateKey);
  const asked = [];
  let current = chainId;
  let shared = [account.address];

  async function answer(method, params) {
    asked.push({ method, params });
    if (decline(method)) return { error: { code: 4001, message: 'User rejected the request.' } };
    switch (method) {
      case 'eth_requestAccounts':
      case 'eth_accounts':
        return { result: shared };
      case 'eth_chainId':
        return { result: `0x${current.toString(16)}` };
      case 'wallet_switchEthereumChain':
        current = Number(params[0].chainId);
        return { result: null };
      case 'personal_sign':
        return { result: await account.signMessage({ message: { raw: params[0] } }) };
      case 'eth_signTypedData_v4':
        return { result: await account.signTypedData(JSON.parse(params[1])) };
      case 'eth_sendTransaction':
        return { result: `0x${'5e'.repeat(32)}` };
      default:
        return { error: { code: 4200, message: `${method} is not supported` } };
    }
  }

  await context.exposeFunction('__walletAnswer', answer);
  await context.addInitScript(() => {
    const provider = {
      async request({ method, params = [] }) {
        const { result, error } = await window.__walletAnswer(method, params);
        if (error) throw Object.assign(new Error(error.message), { code: error.code });
        return result;
      },
    };
    const announce = () =>
      window.dispatchEvent(
        new CustomEvent('eip6963:announceProvider', {
          detail: Object.freeze({ info: { uuid: 'test', name: 'Test wallet', icon: '', rdns: 'org.prytany.test' }, provider }),
        }),
      );
    window.addEventListener('eip6963:requestProvider', announce);
    announce();
  });
  return {
    address: account.address,
    asked,
    /** As somebody does who switches accounts in the wallet. */
    share: (...accounts) => {
      shared = accounts;
    },
  };
}
