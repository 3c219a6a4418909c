// Own-written stand-ins for the API while one works on the page. Nothing here is shipped or real.
export const A = {
  dao: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
  governor: '0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9',
  treasury: '0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9',
  usd: '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512',
  workshop: '0x8ba1f109551bD432803012645Ac136ddd64DBA72',
  lookalike: '0x8ba1F109551BD432803012645AC136ddD64DBa7f',
  guild: '0x2546BcD3c84621e976D8185a91A922aE77ECEC30',
  friendly: '0xbDA5747bFD65F08deb54cb465eB87D40e51B197E',
  ann: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  ben: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
  proposer: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
};

const AGREES = { kind: 'AGREES', words: 'The text and the calls agree.', why: 'Every payment and every change of power that was seen is in the text.' };
const DIFFERS = { kind: 'DIFFERS', words: 'The calls do something else than the text says.', why: 'The text asks for 25,000 dUSD, the calls pay 250,000 dUSD.' };

const NATIVE = '0x0000000000000000000000000000000000000000';
const DAY = 86_400_000;
const START = Date.now();
export const at = (days) => new Date(START + days * DAY).toISOString();
export const hash = (seed) => `0x${seed.toString(16).padStart(2, '0').repeat(32)}`;
const votes = (yes, no, abstain) => ({
  for: `${yes}${'0'.repeat(18)}`,
  against: `${no}${'0'.repeat(18)}`,
  abstain: `${abstain}${'0'.repeat(18)}`,
  quorum: `400000${'0'.repeat(18)}`,
});
const MAX = ((1n << 256n) - 1n).toString();

export const daos = (treasurers) => [
  {
    id: 'harbour',
    name: 'Harbour Commons',
    chainId: 31337,
    governor: A.governor,
    treasury: A.treasury,
    approvalThreshold: 2,
    treasurers: [A.ann, A.ben, ...treasurers],
    votes: true,
    executes: true,
    voter: `0x${'11'.repeat(20)}`,
    executor: `0x${'11'.repeat(20)}`,
    kind: { family: 'openzeppelin', title: 'OpenZeppelin’s, with a timelock', limits: [], supports: { against: 0, for: 1, abstain: 2 }, inParts: false, votesToken: A.dao },
    synced: { block: 18_204, at: at(0) },
    proposals: 6,
    kept: {
      votes: { due: 4, met: 3, missed: 1, dropped: 1 },
      payouts: { due: 2, met: 2, missed: 0, dropped: 0 },
      missed: [{ duty: 'vote', proposalId: '103', headline: 'Friendly housekeeping', reason: 'No vote was decided. No policy plugin is running.', at: at(0) }],
    },
    balances: [
      { symbol: 'ETH', decimals: 18, amount: '412500000000000000000' },
      { symbol: 'dUSD', token: A.usd, decimals: 6, amount: '1840250000000' },
    ],
    holders: [],
    dangers: [],
    labels: {},
    ensNames: {},
  },
];

function transfer(amount, to) {
  return {
    kind: 'TRANSFER',
    contract: A.usd,
    from: A.treasury,
    to,
    symbol: 'dUSD',
    decimals: 6,
    token: A.usd,
    amount,
    subject: '',
    value: '',
    previous: '',
    line: `${amount} base units of dUSD move to ${to}`,
  };
}

function action(index, line, functionName, args, target = A.usd, targetLabel = 'dUSD token') {
  return {
    index,
    target,
    targetLabel,
    valueWei: '0',
    function: functionName,
    selector: '0xa9059cbb',
    calldata: `0xa9059cbb${'0'.repeat(24)}${A.workshop.slice(2).toLowerCase()}${'0'.repeat(54)}05d21dba00`,
    arguments: args,
    line,
    nested: [],
    manner: 'call',
  };
}

const honestText = `# Fund the tide-gauge workshop for one season

Our three tide gauges have been read by volunteers since spring. Two of them drifted in July, and nobody could say so for nine days.

## What we ask

We ask the DAO to pay **25,000 dUSD** to the workshop's account \`${A.workshop}\`. The money covers two technicians, spare pressure cells and one boat day a month, until the end of March.

* Every reading is published under an open licence within 24 hours.
* What is left over on 31 March goes back to the treasury.

## What we do not ask

The workshop gets no role in any contract, and this proposal changes no setting of the governor.

Read the [full report](https://example.org/tide-gauges/report) or write to [the stewards](mailto:stewards@example.org).
`;

const dishonestText = `# Pay the archive its yearly fee

The archive keeps our minutes. Its fee has not changed since last year: 25,000 dUSD, paid to \`${A.workshop}\`.

The payment is routine, and the stewards have seen the invoice.
`;

export const hostileText = `# Friendly housekeeping <script>window.__ran = 'script'</script>

<script>window.__ran = 'block script'</script>
<img src="https://evil.example/pixel.png" onerror="window.__ran = 'onerror'">
<iframe src="https://evil.example/frame"></iframe>
<style>body { display: none }</style>
<svg onload="window.__ran = 'svg'"><a href="javascript:window.__ran='svg a'">x</a></svg>

This only tidies up permissions. Nothing is paid to anybody.

![A picture](https://evil.example/tracker.gif) ![Data](data:image/svg+xml;base64,PHN2Zy8+)

[Click me](javascript:window.__ran='link') [Mixed](JaVaScRiPt:window.__ran='mixed') [Data](data:text/html,<script>window.__ran='data'</script>) [vb](vbscript:x)
[our forum](https://forum.example.org@evil.example/login) [pаypal](https://pаypal.example/) [relative](/api/v1/session) [good](https://example.org/minutes)

Send it to \u202e0x1234\u202c and to 0x\u200b8ba1\u200bf109.

<a href="https://evil.example" onclick="window.__ran='a'">html link</a> &lt;b&gt;entity&lt;/b&gt; \\*escaped\\*

| a | b |
|---|---|
| <img src=x onerror="window.__ran='cell'"> | [t](javascript:alert(1)) |

- [x] done <input onfocus="window.__ran='input'" autofocus>

<https://evil.example/auto> www.evil.example javascript:alert(1)

[ref]: javascript:window.__ran='ref'
[reference][ref] ![image ref][ref]
`;

function spanOf(text, words) {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`fixture text lacks: ${words}`);
  return { start, end: start + words.length };
}

function sentence(text, words, shown = words) {
  return { text: shown, ...spanOf(text, words), repaired: false, pieces: [] };
}

function summary(id, seed, headline, state, more = {}) {
  return {
    dao: 'harbour',
    id,
    headline,
    state,
    proposer: A.proposer,
    block: 17_000 + seed,
    contentHash: hash(seed),
    votes: votes(512_000, 38_000, 12_500),
    deadline: at(1.4),
    blocked: false,
    overridden: false,
    findings: { red: 0, amber: 0, note: 0 },
    updatedAt: at(-0.02),
    ...more,
  };
}

function full(base, description, more) {
  return {
    ...base,
    description,
    descriptionHash: hash(0xd1),
    actionsHash: hash(0xac),
    transactionHash: hash(0x77),
    voteStart: at(-2),
    voteEnd: base.deadline,
    removedByReorg: false,
    timeline: [
      { at: at(-3), block: 17_001, what: 'Proposed', by: A.proposer, transactionHash: hash(0x77) },
      { at: at(-2.9), block: 17_003, what: 'Read, digested and compared with its calls', by: 'digest 1.0.0' },
      { at: at(-1.5), block: 17_400, what: 'We voted', by: A.ann, transactionHash: hash(0x12) },
    ],
    approvals: { threshold: 2, given: 0, missing: 2, statements: [] },
    ...more,
    ...(more.digest && { digest: { ...more.digest, contentHash: base.contentHash } }),
  };
}

function digest(text, headline, sentences, claims) {
  return {
    headline,
    sentences,
    shown: sentences,
    quoted: [],
    claims,
    notes: [],
    contentHash: hash(1),
    hash: hash(2),
    stale: false,
    plugin: 'digest 1.0.0',
    algorithm: 'centroid-position-mmr',
    model: 'all-minilm-l6-v2-q',
    modelSha256: 'ab'.repeat(32),
    models: [{ id: 'all-minilm-l6-v2-q', sha256: 'ab'.repeat(32) }],
    runtime: 'ONNX Runtime',
    device: 'cpu',
    madeAt: at(-2.9),
    millis: 412,
  };
}

function effects(actions, list, more = {}) {
  return { actions, succeeded: true, effects: list, effectsHash: hash(0xef), block: 18_201, method: 'eth_simulateV1', accounts: [], holdings: [], ...more };
}

const facts = (address, paidBefore) => ({ address, code: 'no', used: 'yes', paidBefore, recent: 'no', knownInterface: 'yes' });

const decision = (support, rule, reason) => ({
  kind: 'cast',
  support,
  rule,
  reason,
  plugin: 'policy 1.0.0',
  block: 17_300,
  votingPower: `120000${'0'.repeat(18)}`,
  decidedAt: at(-1.6),
});

const ballot = (detail) => ({
  kind: 'VOTE',
  status: 'confirmed',
  account: A.ann,
  transactionHash: hash(0x12),
  block: 17_400,
  detail,
  intendedAt: at(-1.55),
});

const receiver = (name, value) => ({ name, type: 'address', value });
const uint = (name, value) => ({ name, type: 'uint256', value });

const grant = full(
  summary('101', 1, 'Fund the tide-gauge workshop for one season', 'QUEUED', {
    executes: 'Pays 25,000 dUSD to one account',
    nextDuty: { kind: 'EXECUTE', notBefore: at(0.3) },
  }),
  honestText,
  {
    digest: digest(
      honestText,
      'Fund the tide-gauge workshop for one season',
      [
        sentence(honestText, `We ask the DAO to pay **25,000 dUSD** to the workshop's account \`${A.workshop}\`.`, `We ask the DAO to pay 25,000 dUSD to the workshop's account ${A.workshop}.`),
        sentence(honestText, 'The money covers two technicians, spare pressure cells and one boat day a month, until the end of March.'),
        sentence(honestText, 'The workshop gets no role in any contract, and this proposal changes no setting of the governor.'),
      ],
      [{ kind: 'payment', text: 'pay 25,000 dUSD', amount: '25000', symbol: 'DUSD', recipient: A.workshop, ...spanOf(honestText, '**25,000 dUSD**') }],
    ),
    effects: effects(
      [action(0, `Pays 25,000 dUSD to ${A.workshop}`, 'transfer(address,uint256)', [receiver('to', A.workshop), uint('amount', '25000000000')])],
      [transfer('25000000000', A.workshop)],
      { accounts: [facts(A.workshop, 'yes')], holdings: [{ asset: A.usd, amount: '1840250000000' }] },
    ),
    verdict: { blocked: false, overridden: false, agreement: AGREES, matches: [{ claim: 0, effect: 0, status: 'CONSISTENT', text: '' }], findings: [] },
    decision: decision('FOR', 'small-grants', 'A payment of at most 30,000 dUSD that the text names exactly.'),
    ballot: ballot('vote FOR by rule small-grants'),
    approvals: {
      threshold: 2,
      given: 1,
      missing: 1,
      effectsHash: hash(0xef),
      statements: [{ kind: 'approve', treasurer: A.ann, reason: 'Invoice seen.', expiry: at(2.3), name: `approve 1 by ${A.ann}`, effects: [], counter: 1, lifts: [], lifted: [], counts: true }],
    },
  },
);

const lookalike = full(
  summary('102', 2, 'Pay the archive its yearly fee', 'QUEUED', {
    blocked: true,
    executes: 'Pays 250,000 dUSD to an account that the text does not name',
    findings: { red: 2, amber: 0, note: 1 },
    votes: votes(430_000, 182_000, 4_000),
  }),
  dishonestText,
  {
    digest: digest(
      dishonestText,
      'Pay the archive its yearly fee',
      [
        sentence(dishonestText, `Its fee has not changed since last year: 25,000 dUSD, paid to \`${A.workshop}\`.`, `Its fee has not changed since last year: 25,000 dUSD, paid to ${A.workshop}.`),
        sentence(dishonestText, 'The payment is routine, and the stewards have seen the invoice.'),
      ],
      [{ kind: 'payment', text: '25,000 dUSD, paid to', amount: '25000', symbol: 'DUSD', recipient: A.workshop, ...spanOf(dishonestText, '25,000 dUSD') }],
    ),
    effects: effects(
      [action(0, `Pays 250,000 dUSD to ${A.lookalike}`, 'transfer(address,uint256)', [receiver('to', A.lookalike), uint('amount', '250000000000')])],
      [transfer('250000000000', A.lookalike)],
      { accounts: [facts(A.lookalike, 'no')], holdings: [{ asset: A.usd, amount: '1840250000000' }] },
    ),
    verdict: {
      blocked: true,
      overridden: false, agreement: DIFFERS,
      matches: [{ claim: 0, effect: 0, status: 'CONTRADICTED', text: 'amount and recipient differ' }],
      findings: [
        { code: 'AMOUNT_CONTRADICTED', severity: 'RED', text: 'The text asks for 25,000 dUSD, the calls pay 250,000 dUSD: ten times as much.', next: 'Compare both numbers. Ask the author for a corrected proposal.', ...spanOf(dishonestText, '25,000 dUSD'), action: 0 },
        { code: 'RECIPIENT_LOOKALIKE', severity: 'RED', text: 'The recipient is not the one in the text, and was made to look like it: both begin with 0x8ba1f109 and differ at the end.', next: 'Do not approve. Compare every digit.', ...spanOf(dishonestText, A.workshop), action: 0 },
        { code: 'FIRST_TIME_RECIPIENT', severity: 'NOTE', text: `The treasury has not paid ${A.lookalike} before.`, next: 'Ask the author.', ...spanOf(dishonestText, 'The payment is routine'), action: -1 },
      ],
    },
    decision: decision('AGAINST', 'contradicted-text', 'The text contradicts what would be executed; the policy votes against such proposals.'),
    ballot: ballot('vote AGAINST by rule contradicted-text'),
  },
);

const hostile = full(
  summary('103', 3, 'Friendly housekeeping <script>window.__ran = "headline"</script> \u202eevil', 'ACTIVE', {
    blocked: true,
    executes: 'Lets an account spend all dUSD, and gives the treasury another owner',
    findings: { red: 2, amber: 1, note: 0 },
    votes: votes(90_000, 140_000, 0),
    nextDuty: { kind: 'VOTE', notBefore: at(0), latestSafe: at(1.3) },
  }),
  hostileText,
  {
    digest: digest(hostileText, 'Friendly housekeeping', [sentence(hostileText, 'This only tidies up permissions.'), sentence(hostileText, 'Nothing is paid to anybody.')], []),
    effects: effects(
      [
        action(0, `Lets ${A.friendly} spend any amount of the treasury's dUSD`, 'approve(address,uint256)', [receiver('spender', A.friendly), uint('amount', MAX)]),
        action(1, `Makes ${A.friendly} the owner of the dUSD token`, 'transferOwnership(address)', [receiver('newOwner', A.friendly)]),
        {
          ...action(3, 'Runs three calls as a batch', 'multiSend(bytes)', [], A.friendly, undefined),
          manner: 'delegatecall',
          knowledge: 'bundled: Safe 1.4',
          nested: [
            action(0, `Pays 5 dUSD to ${A.guild}`, 'transfer(address,uint256)', [receiver('to', A.guild), uint('amount', '5000000')]),
            { ...action(1, 'Runs one more call inside', 'execute(bytes)', [], A.friendly, undefined), nested: [action(0, `Pays 6 dUSD to ${A.guild}`, 'transfer(address,uint256)', [receiver('to', A.guild), uint('amount', '6000000')])] },
          ],
        },
        { ...action(2, `Calls ${A.guild} in a way that nobody here understands`, undefined, [], A.guild, undefined), selector: '0xdeadbeef', calldata: '0xdeadbeef00000000000000000000000000000000000000000000000000000000000000ff' },
      ],
      [
        { ...transfer(MAX, A.friendly), kind: 'ALLOWANCE' },
        { kind: 'OWNERSHIP', contract: A.usd, from: A.treasury, to: A.friendly, amount: '0', subject: '', value: '', previous: '', line: 'owner changes' },
        { kind: 'UNKNOWN_CALL', contract: A.guild, to: A.guild, amount: '0', subject: '0xdeadbeef', value: '', previous: '', line: 'unknown call' },
      ],
    ),
    verdict: {
      blocked: true,
      overridden: false, agreement: DIFFERS,
      matches: [
        { claim: -1, effect: 0, status: 'UNMENTIONED', text: '' },
        { claim: -1, effect: 1, status: 'UNMENTIONED', text: '' },
      ],
      findings: [
        { code: 'ALLOWANCE_UNMENTIONED', severity: 'RED', text: 'The calls let an account spend an unlimited amount of dUSD; the text says nothing of it.', next: 'Ask the author.', action: 0 },
        { code: 'OWNERSHIP_UNMENTIONED', severity: 'RED', text: 'The calls give the dUSD token another owner; the text says nothing of it.', next: 'Ask the author.', action: 1 },
        { code: 'UNKNOWN_CALL', severity: 'AMBER', text: 'One call could not be decoded.', next: 'Ask the author.', action: 2 },
      ],
    },
  },
);

const budgetText = '# Harbour lights working group: budget for the winter\n\nThe group asks for 12.5 ETH for fuel cells and 40,000 dUSD for wages.\n';

const budget = full(
  summary('104', 4, 'Harbour lights working group: budget for the winter', 'EXECUTED', {
    executes: 'Pays 12.5 ETH and 40,000 dUSD to two accounts',
    votes: votes(618_000, 22_000, 41_000),
    updatedAt: at(-1),
  }),
  budgetText,
  {
    effects: effects(
      [
        { ...action(0, `Sends 12.5 ETH to ${A.guild}`, undefined, [], A.guild, undefined), selector: undefined, calldata: '0x', valueWei: '12500000000000000000' },
        action(1, `Pays 40,000 dUSD to ${A.guild}`, 'transfer(address,uint256)', [receiver('to', A.guild), uint('amount', '40000000000')]),
      ],
      [
        { kind: 'TRANSFER', contract: NATIVE, from: A.treasury, to: A.guild, symbol: 'ETH', decimals: 18, amount: '12500000000000000000', subject: '', value: '', previous: '', line: '12.5 ETH' },
        transfer('40000000000', A.guild),
      ],
    ),
    digest: digest(
      budgetText,
      'Harbour lights working group: budget for the winter',
      [sentence(budgetText, 'The group asks for 12.5 ETH for fuel cells and 40,000 dUSD for wages.')],
      [
        { kind: 'payment', text: '12.5 ETH', amount: '12.5', symbol: 'ETH', ...spanOf(budgetText, '12.5 ETH') },
        { kind: 'payment', text: '40,000 dUSD', amount: '40000', symbol: 'DUSD', ...spanOf(budgetText, '40,000 dUSD') },
      ],
    ),
    verdict: {
      blocked: false,
      overridden: false, agreement: AGREES,
      matches: [
        { claim: 0, effect: 0, status: 'CONSISTENT', text: '' },
        { claim: 1, effect: 1, status: 'CONSISTENT', text: '' },
      ],
      findings: [],
    },
    decision: decision('FOR', 'working-groups', 'A working group within its yearly budget.'),
    ballot: ballot('vote FOR by rule working-groups'),
    approvals: {
      threshold: 2,
      given: 2,
      missing: 0,
      statements: [
        { kind: 'approve', treasurer: A.ann, reason: '', expiry: at(2), name: `approve 2 by ${A.ann}`, effects: [], counter: 2, lifts: [], lifted: [], counts: true },
        { kind: 'approve', treasurer: A.ben, reason: 'As voted.', expiry: at(2), name: `approve 3 by ${A.ben}`, effects: [], counter: 3, lifts: [], lifted: [], counts: true },
      ],
    },
    execution: { kind: 'EXECUTE', status: 'done-elsewhere', account: A.ann, transactionHash: hash(0x44), block: 17_980, detail: 'execute', by: A.proposer, intendedAt: at(-1) },
    receipt: {
      transactionHash: hash(0x44),
      block: 17_980,
      executedBy: A.proposer,
      asSimulated: true,
      difference: '',
      balances: [
        { account: A.treasury, before: '425000000000000000000', after: '412500000000000000000' },
        { account: A.guild, before: '0', after: '12500000000000000000' },
        { account: A.treasury, symbol: 'dUSD', token: A.usd, decimals: 6, before: '1880250000000', after: '1840250000000' },
        { account: A.guild, symbol: 'dUSD', token: A.usd, decimals: 6, before: '0', after: '40000000000' },
      ],
    },
  },
);

const parameter = full(
  summary('105', 5, 'Raise the proposal threshold to 20,000 votes', 'DEFEATED', { votes: votes(201_000, 388_000, 9_000), executes: 'Sets the proposal threshold to 20,000', updatedAt: at(-4) }),
  '# Raise the proposal threshold to 20,000 votes\n\nFewer, better proposals.\n',
  {
    effects: effects(
      [action(0, 'Sets the proposal threshold to 20,000 votes', 'setProposalThreshold(uint256)', [uint('newThreshold', '20000')], A.governor, 'the governor')],
      [{ kind: 'PARAMETER', contract: A.governor, amount: '0', subject: 'proposalThreshold', value: '20000', previous: '5000', line: '' }],
    ),
    verdict: { blocked: false, overridden: false, agreement: AGREES, matches: [], findings: [{ code: 'SETTING', severity: 'AMBER', text: 'A setting of the governor itself would change.', next: 'Ask the author.', action: 0 }] },
  },
);

const fresh = full(summary('106', 6, 'A very long charter', 'PENDING', { votes: votes(0, 0, 0) }), `# A very long charter\n\n${'Every steward keeps a log and hands it over at the new moon. '.repeat(400)}`, {
  timeline: [{ at: at(-0.01), block: 18_203, what: 'Proposed', by: A.proposer, transactionHash: hash(0x78) }],
});

export const named = { grant, parameter, budget, lookalike, hostile };

export const proposals = [fresh, parameter, budget, hostile, lookalike, grant];

function askedOf({ approvals, verdict }) {
  if (approvals.statements.some(({ kind, counts }) => counts && kind.toUpperCase() === 'REJECT')) return undefined;
  if (verdict?.blocked && !verdict.overridden) return 'decide: reject or override';
  return approvals.missing > 0 ? 'approve or reject' : undefined;
}

export function payoutOf(proposal) {
  return {
    dao: proposal.dao,
    proposalId: proposal.id,
    headline: proposal.headline,
    state: proposal.state,
    eta: at(0.3),
    actionsHash: proposal.actionsHash,
    contentHash: proposal.contentHash,
    effectsHash: proposal.effects?.effectsHash,
    effects: proposal.effects?.effects ?? [],
    blocked: proposal.verdict?.blocked ?? false,
    blockedBy: (proposal.verdict?.findings ?? []).filter(({ severity }) => severity === 'RED')
      .map(({ code, action }) => (action < 0 ? code : `${code} in call ${action + 1}`))
      .sort(),
    reasons: [...new Set((proposal.verdict?.findings ?? []).filter(({ severity }) => severity === 'RED').map(({ text }) => text))],
    overridden: proposal.verdict?.overridden ?? false,
    approvals: proposal.approvals,
    asked: askedOf(proposal),
    next: proposal.verdict?.blocked
      ? 'Stopped. A treasurer has to override the block with their name and reason before anyone can approve it.'
      : proposal.approvals.missing > 0
        ? 'Treasurers approve or reject it.'
        : 'Approved. It is executed as soon as the timelock opens.',
  };
}
