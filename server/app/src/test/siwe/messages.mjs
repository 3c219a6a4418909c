// Writes signed EIP-4361 messages as JSON: the request comes as JSON in the first argument.
import { Wallet } from 'ethers';
import { SiweMessage } from 'siwe';

const { nonces, origin, chainId, now } = JSON.parse(process.argv[2]);
const wallet = new Wallet('0x' + '11'.repeat(32));
const stranger = new Wallet('0x' + '22'.repeat(32));
const at = (seconds) => new Date(Date.parse(now) + seconds * 1000).toISOString();
const usual = {
  domain: new URL(origin).host,
  address: wallet.address,
  statement: 'Sign in to approve payouts.',
  uri: origin,
  version: '1',
  chainId,
  issuedAt: at(0),
  expirationTime: at(600),
};
const variants = {
  usual: {},
  withoutStatement: { statement: undefined },
  withScheme: { scheme: new URL(origin).protocol.slice(0, -1) },
  withEverything: {
    notBefore: at(-60),
    requestId: 'request-1',
    resources: ['https://example.org/terms', 'ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi'],
  },
  withoutResources: { resources: [] },
  wrongDomain: { domain: 'evil.example', uri: 'https://evil.example' },
  wrongUri: { uri: 'https://evil.example/login' },
  wrongChain: { chainId: chainId + 1 },
  expired: { issuedAt: at(-900), expirationTime: at(-1) },
  notYet: { notBefore: at(300) },
  signedByAnother: {},
};
const result = {};
for (const [name, changes] of Object.entries(variants)) {
  const message = new SiweMessage({ ...usual, nonce: nonces[name], ...changes });
  const text = message.prepareMessage();
  const signer = name === 'signedByAnother' ? stranger : wallet;
  result[name] = { text, signature: await signer.signMessage(text), address: wallet.address };
}
process.stdout.write(JSON.stringify(result));
