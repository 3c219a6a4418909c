// A plain loop over a governor's ProposalCreated: eth_getLogs in ranges, each event decoded by its ABI, its values
// read. It keeps nothing, proves nothing and asks the governor nothing. Arguments: endpoint, chain id, governor,
// blocks a range. Reads one order a line, answers one JSON object a line.
import { createInterface } from 'node:readline';
import { Interface, JsonRpcProvider, Network, version } from 'ethers';

const [url, chainId, governor, blocks] = process.argv.slice(2);
const network = Network.from(Number(chainId));
const provider = new JsonRpcProvider(url, network, { staticNetwork: network });
const abi = new Interface([
  'event ProposalCreated(uint256 proposalId, address proposer, address[] targets, uint256[] values, string[] signatures,' +
    ' bytes[] calldatas, uint256 voteStart, uint256 voteEnd, string description)',
]);
const topics = [abi.getEvent('ProposalCreated').topicHash];

async function read() {
  const begun = process.hrtime.bigint();
  const head = await provider.getBlockNumber();
  const found = new Map();
  for (let from = 0; from <= head; from += Number(blocks)) {
    const toBlock = Math.min(head, from + Number(blocks) - 1);
    for (const log of await provider.getLogs({ address: governor, topics, fromBlock: from, toBlock })) {
      found.set(...entry(abi.parseLog(log).args));
    }
  }
  return { proposals: found.size, seconds: Number(process.hrtime.bigint() - begun) / 1e9 };
}

function entry([id, ...values]) {
  return [id, values.map((value) => (typeof value === 'object' ? [...value] : value))];
}

const say = (answer) => process.stdout.write(JSON.stringify(answer) + '\n');
say({ ethers: version });
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'read') throw new Error(`unknown order: ${line}`);
  say(await read());
}
provider.destroy();
