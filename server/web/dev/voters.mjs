// Own-written voters of the made-up proposals. Nothing here is shipped or real.
import { A, at, hash } from './fixtures.mjs';

const units = (votes) => `${votes}${'0'.repeat(18)}`;

const LONG = 'I read the plan twice and asked the workshop about the crane. '.repeat(12);

const voter = (account, parts, reasons = [], more = {}) => ({
  account,
  weight: units(Object.values(parts).reduce((sum, weight) => sum + weight, 0)),
  parts: Object.entries(parts).map(([direction, weight]) => ({ direction, weight: units(weight) })),
  ours: false,
  followed: false,
  votes: Math.max(1, reasons.length),
  transaction: hash(0x51),
  block: 18_100,
  reasons: reasons.map((text, index) => ({ text, transaction: hash(0x51 + index), block: 18_100 + index })),
  ...more,
});

const many = Array.from({ length: 31 }, (_, index) => voter(`0x${(index + 0x20).toString(16).repeat(20)}`, { for: 900 - index }));

const VOTERS = {
  101: [
    voter(A.ann, { for: 210_000 }, ['The quote is fair and the work is due.']),
    voter(A.guild, { against: 120_000 }, [LONG]),
    voter(`0x${'11'.repeat(20)}`, { for: 90_000 }, ['Rule small-payments: under one percent of the treasury. [Prytany: rule small-payments]'], { ours: true }),
    voter(A.ben, { for: 40_000, abstain: 20_000 }, ['Half of those who delegated to me are not sure.', 'The rest are.'], { followed: true }),
    voter(A.friendly, { 7: 5_000 }),
    ...many,
  ],
  103: [voter(A.proposer, { for: 9 }, ["<img src=x onerror=\"window.__ran='reason'\"> [safe](javascript:window.__ran=1) \u202egnp.exe\u202c and \u200bmore"])],
};

/** What the server answers of a proposal's voters. */
export function votersOf(id, query) {
  const all = VOTERS[id] ?? [];
  const account = query.get('account')?.toLowerCase();
  const after = Number(query.get('after') ?? 0);
  const end = after + Number(query.get('limit') ?? 20);
  const largest = account ? all.filter((one) => one.account.toLowerCase() === account) : all.slice(after, end);
  const sums = {};
  for (const { direction, weight } of all.flatMap(({ parts }) => parts)) sums[direction] = (sums[direction] ?? 0n) + BigInt(weight);
  return {
    cast: Object.entries(sums).map(([direction, weight]) => ({ direction, weight: weight.toString() })),
    voters: all.length,
    largest,
    ...(!account && end < all.length ? { next: end } : {}),
    readTo: { block: 18_076, at: at(-0.02) },
  };
}
