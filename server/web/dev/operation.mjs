// Own-written stand-ins for what the operator's pages and the period show.
import { A, at, hash, named } from './fixtures.mjs';

const { grant, parameter, budget, lookalike, hostile } = named;

/** Of a day of the last calendar month. */
const lastMonth = new Date(Date.UTC(new Date(at(0)).getUTCFullYear(), new Date(at(0)).getUTCMonth() - 1, 12)).toISOString();

export const period = {
  dao: 'harbour',
  name: 'Harbour Commons',
  from: at(-7),
  to: at(7),
  now: at(0),
  happened: [
    { kind: 'proposed', at: at(-3), about: false, proposalId: '101', headline: grant.headline, details: [`By ${A.proposer}.`], transactionHash: hash(0x77) },
    { kind: 'voted', at: at(-1.5), about: true, proposalId: '101', headline: grant.headline, details: ['Vote FOR by rule small-grants.'], transactionHash: hash(0x12) },
    { kind: 'defeated', at: at(-4), about: false, proposalId: '105', headline: parameter.headline, details: ['For 33.6 %, against 64.9 %, abstaining 1.5 % of the votes given.'] },
    {
      kind: 'executed',
      at: at(-1),
      about: true,
      proposalId: '104',
      headline: budget.headline,
      details: [`Pays 12.5 ETH from the treasury to ${A.guild}.`, `Pays 40,000 dUSD from the treasury to ${A.guild}.`, 'The receipt: exactly as simulated.'],
      transactionHash: hash(0x44),
    },
  ],
  payments: [
    { at: lastMonth, proposalId: '104', headline: budget.headline, to: A.workshop, name: 'Tide-gauge workshop', symbol: 'dUSD', token: A.usd, decimals: 6, amount: '15000000000', line: '15,000 dUSD' },
    { symbol: 'ETH', decimals: 18, amount: '12500000000000000000', line: '12.5 ETH' },
    { symbol: 'dUSD', token: A.usd, decimals: 6, amount: '40000000000', line: '40,000 dUSD' },
  ].map((of) => ({ at: at(-1), about: false, proposalId: '104', headline: budget.headline, to: A.guild, receipt: 'as-simulated', transactionHash: hash(0x44), ...of })),
  unlisted: [],
  unknown: [],
  blocked: [
    { proposalId: '102', headline: lookalike.headline, state: 'passed, waiting in the timelock', reasons: ['The text asks for 25,000 dUSD, the calls pay 250,000 dUSD: ten times as much.'] },
    { proposalId: '103', headline: hostile.headline, state: 'voting is open', reasons: ['The calls let an account spend an unlimited amount of dUSD; the text says nothing of it.'] },
  ],
  due: [
    { what: 'vote', proposalId: '103', headline: hostile.headline, notBefore: at(0), latestSafe: at(1.3), detail: '', problem: 'The node did not answer in time.' },
    { what: 'pay out', proposalId: '101', headline: grant.headline, notBefore: at(0.3), detail: 'Approved by one of two treasurers; one approval is missing.' },
  ],
};

export const duties = [
  { dao: 'harbour', proposalId: '103', headline: hostile.headline, kind: 'VOTE', what: 'vote', by: 'server', notBefore: at(0), latestSafe: at(1.3), attempts: 1, leased: true, problem: 'The node did not answer in time.' },
  { dao: 'harbour', proposalId: '101', headline: grant.headline, kind: 'EXECUTE', what: 'approve or reject', by: 'treasurers', notBefore: at(0.3), attempts: 0, leased: false },
  { dao: 'harbour', proposalId: '102', headline: lookalike.headline, kind: 'EXECUTE', what: 'decide: reject or override', by: 'treasurers', notBefore: at(0), attempts: 12, leased: false, problem: 'Blocked: the calls pay ten times what the text says.' },
];

const rule = (name, outcome, when, reason, more, votes) => ({
  name, outcome, reason, condition: when, usesText: false, caps: [], bounded: false,
  written: `name: ${name}\nwhen: ${when}\nthen: ${outcome}\nreason: ${reason}`,
  votes, ...more,
});
const cast = (proposal, support, reason, byte) => ({
  dao: 'harbour', proposalId: proposal.id, headline: proposal.headline, kind: 'cast', support, reason, plugin: 'policy-cel 0.1.0+policy.0123456789ab', votingPower: `120000${'0'.repeat(18)}`,
  decidedAt: at(-1.5), status: 'confirmed', transactionHash: hash(byte),
});

export const rules = {
  strategy: 'policy-cel 0.1.0+policy.0123456789ab',
  rules: [
    rule('hides-something', 'against', 'text.blocked', 'The text and the calls of this proposal do not agree.', { usesText: true, written: 'name: hides-something\nwhen: text.blocked\nthen: against\nuses-text: true\nreason: The text and the calls of this proposal do not agree.' }, [cast(hostile, 'against', 'The text and the calls of this proposal do not agree. (policy 0123456789ab)', 0x13)]),
    rule('small-grants', 'for', 'payments.size() > 0 && treasury_share <= 0.02', 'A grant within the limit that the delegate announced.', { caps: ['treasury_share <= 0.02'], bounded: true }, [
      cast(grant, 'for', 'A grant within the limit that the delegate announced. (policy 0123456789ab)', 0x12),
    ]),
    rule('working-groups', 'for', "proposer == '0x00000000000000000000000000000000000000a7'", 'A working group within its yearly budget.', {}, [cast(budget, 'for', 'A working group within its yearly budget. (policy 0123456789ab)', 0x43)]),
    rule('last-hour', 'abstain', 'seconds_to_deadline < 3600', 'Nobody decided in time.', {}, []),
  ],
  others: [
    { name: 'host', usesText: false, caps: [], bounded: false, votes: [{ ...cast(lookalike, undefined, 'Rule small-grants would vote FOR, but the comparison of text and effects blocks automation.', 0), kind: 'escalate', status: undefined, transactionHash: undefined }] },
  ],
};

export const plugins = [
  { id: 'org.prytany.digest', version: '1.0.0', kind: 'ProposalDigester', state: 'ACTIVE', reason: '', file: 'digest.war', sha256: 'a1'.repeat(32) },
  { id: 'org.prytany.policy', version: '1.0.0', kind: 'VoteStrategy', state: 'ACTIVE', reason: '', file: 'policy.war', sha256: 'b2'.repeat(32) },
  { id: 'stranger.war', version: '', kind: '', state: 'REFUSED', reason: 'Its SHA-256 is not listed. List it under prytany.plugins if you trust it.', file: 'stranger.war', sha256: 'c3'.repeat(32) },
];

export const audit = Array.from({ length: 14 }, (_, index) => ({
  sequence: index + 1,
  at: at(-3 + index * 0.1),
  actor: index % 3 ? 'server' : A.ann,
  act: ['proposal.read', 'digest.made', 'vote.intended', 'vote.confirmed'][index % 4],
  subject: `31337:${A.governor.toLowerCase()}:10${1 + (index % 6)}`,
  about: { dao: 'harbour', proposalId: `10${1 + (index % 6)}`, headline: [grant, lookalike, hostile, budget, parameter, grant][index % 6].headline },
  details: { rule: 'small-grants', block: String(17_000 + index) },
  previousHash: hash(index),
  hash: hash(index + 1),
}));
