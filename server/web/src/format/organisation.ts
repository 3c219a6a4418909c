import type { Balance, Dao, Period } from '../api/schema';

/** Of a period of several DAOs: whose a line is. */
interface Whose {
  dao?: string;
  name?: string;
}

type Of<Line> = (Line & Whose)[];

/** A period of one DAO, or of several with each line's own. */
export interface SharedPeriod extends Omit<Period, 'happened' | 'paid' | 'blocked' | 'due'> {
  happened: Of<Period['happened'][number]>;
  paid: Of<Period['paid'][number]>;
  blocked: Of<Period['blocked'][number]>;
  due: Of<Period['due'][number]>;
}

/** DAOs by the organisation that they are one of, in the order in which they are configured; those that stand alone are each their own. */
export function organisations(daos: Dao[]): { name: string | undefined; daos: Dao[] }[] {
  const found: { name: string | undefined; daos: Dao[] }[] = [];
  for (const dao of daos) {
    const known = dao.organisation === undefined ? undefined : found.find(({ name }) => name === dao.organisation);
    if (known) known.daos.push(dao);
    else found.push({ name: dao.organisation, daos: [dao] });
  }
  return found;
}

/** What all accounts of an organisation hold, chain by chain: an account that several governors share counts once. */
export function held(daos: Dao[]): { chainId: number; balances: Balance[] }[] {
  return [...new Set(daos.map(({ chainId }) => chainId))].map((chainId) => {
    const holders = new Map(
      daos
        .filter((dao) => dao.chainId === chainId)
        .flatMap((dao) => dao.holders ?? [])
        .map((holder) => [holder.account.toLowerCase(), holder]),
    );
    return { chainId, balances: summed([...holders.values()].flatMap(({ balances }) => balances)) };
  });
}

function summed<T extends { token?: string; amount: string }>(all: T[]): T[] {
  const sums = new Map<string, T>();
  for (const one of all) {
    const asset = one.token?.toLowerCase() ?? '';
    const before = sums.get(asset);
    sums.set(asset, before ? { ...before, amount: (BigInt(before.amount) + BigInt(one.amount)).toString() } : one);
  }
  return [...sums.values()];
}

/** Several DAOs' periods as one, in the order of time as each has it, and each line with its DAO. */
export function together(name: string, periods: [Period, ...Period[]]): SharedPeriod {
  const whose = <T>(pick: (period: Period) => T[]) => periods.flatMap((period) => pick(period).map((one) => ({ ...one, dao: period.dao, name: period.name })));
  const deadline = (one: Period['due'][number]) => Date.parse(one.latestSafe ?? one.notBefore);
  return {
    ...periods[0],
    name,
    happened: whose((period) => period.happened).sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    // The same token's address on two chains is two tokens, so nothing is summed here.
    paid: whose((period) => period.paid),
    blocked: whose((period) => period.blocked),
    due: whose((period) => period.due).sort((a, b) => deadline(a) - deadline(b)),
  };
}
