import { getAddress } from 'viem/utils';
import { createSiweMessage } from 'viem/siwe';

/** How long a sign-in message may be used, in milliseconds. */
const MESSAGE_LIFE = 5 * 60_000;

/** The EIP-4361 message that a wallet shows at sign-in. */
export function signInMessage(address: string, chainId: number, nonce: string, now: Date = new Date()): string {
  return createSiweMessage({
    address: getAddress(address),
    chainId,
    domain: window.location.host,
    uri: window.location.origin,
    version: '1',
    nonce,
    statement: 'Sign in to Prytany. This moves nothing and approves nothing.',
    issuedAt: now,
    expirationTime: new Date(now.getTime() + MESSAGE_LIFE),
  });
}
