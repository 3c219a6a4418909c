// Says what snapshot.js makes of votes and proposals: their ids, signatures and envelopes.
// Reads JSON from standard input: {key, votes: [...], proposals: [...]}; answers JSON.
const path = require('node:path');
const { createRequire } = require('node:module');
const contracts = createRequire(
  path.resolve(__dirname, '../../../../../contracts/package.json'));
const snapshot = contracts('@snapshot-labs/snapshot.js');
const { Wallet } = contracts('@ethersproject/wallet');

const api = snapshot.default ?? snapshot;
let sent;
class Client extends api.Client712 {
  async send(envelope) {
    sent = envelope;
    return {};
  }
}

async function main() {
  let text = '';
  for await (const part of process.stdin) text += part;
  const asked = JSON.parse(text);
  const wallet = new Wallet(asked.key);
  const client = new Client('http://localhost');
  const made = async (kind, message) => {
    await client[kind](wallet, wallet.address, structuredClone(message));
    return { id: api.utils.getHash(sent.data, sent.address), envelope: sent };
  };
  const answer = { address: wallet.address, votes: [], proposals: [], valid: [] };
  for (const vote of asked.votes ?? []) {
    answer.votes.push(await made('vote', vote.message));
    answer.valid.push(
      api.utils.voting[vote.message.type].isValidChoice(vote.message.choice, vote.choices));
  }
  for (const proposal of asked.proposals ?? []) {
    answer.proposals.push(await made('proposal', proposal));
  }
  for (const envelope of asked.envelopes ?? []) {
    answer.verified ??= [];
    answer.verified.push(await api.utils.verify(
      envelope.address, envelope.sig, envelope.data, '1', {}).catch((e) => String(e)));
  }
  console.log(JSON.stringify(answer));
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
