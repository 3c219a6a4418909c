import type { Balance, Dao, Period } from '../api/schema';

/** Of a period of several DAOs: whose a line is. */
interface Whose {
  dao?: string;
  name?: string;
}

type Of<Line> = (Line & Whose)[];

/** A period of one DAO, or of several with each line's own. */
export interface SharedPeriod extends Omit<Period, 'happened' | 'paid' | 'unlisted' | 'unknown' | 'blocked' | 'due'> {
  happened: Of<Period['happened'][number]>;
  paid: Of<Period['paid'][number]>;
  unlisted: (Period['unlisted'][number] & { dao?: string })[];
  unknown: Of<Period['unknown'][number]>;
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

export interface Held {
  chainId: number;
  balances: Balance[];
  /** Names of the governors whose accounts were not read yet: nothing of them is in it. */
  unread: string[];
  /** The assets that were not asked of the accounts of all governors: a governor's are asked for what its proposals moved. */
  partly: { symbol: string | undefined; token: string | undefined; governors: string[] }[];
}

/** What all accounts of an organisation hold, chain by chain: an asset of an account that several governors share counts once. */
export function held(daos: Dao[]): Held[] {
  return [...new Set(daos.map(({ chainId }) => chainId))].map((chainId) => {
    const its = daos.filter((dao) => dao.chainId === chainId);
    const read = its.filter((dao) => (dao.holders ?? []).length > 0);
    const balances = new Map(
      read.flatMap((dao) => (dao.holders ?? []).flatMap((holder) => holder.balances.map((balance) => [`${holder.account.toLowerCase()} ${assetOf(balance)}`, balance] as const))),
    );
    const sums = summed([...balances.values()]);
    const asked = (dao: Dao, asset: string) => (dao.holders ?? []).some((holder) => holder.balances.some((balance) => assetOf(balance) === asset));
    return {
      chainId,
      balances: sums,
      unread: its.filter((dao) => !read.includes(dao)).map(({ name }) => name),
      partly: sums
        .map((sum) => ({ symbol: sum.symbol, token: sum.token, governors: read.filter((dao) => asked(dao, assetOf(sum))).map(({ name }) => name) }))
        .filter(({ governors }) => governors.length < read.length),
    };
  });
}

function assetOf({ token }: { token?: string }): string {
  return token?.toLowerCase() ?? '';
}

function summed<T extends { token?: string; amount: string }>(all: T[]): T[] {
  const sums = new Map<string, T>();
  for (const one of all) {
    const before = sums.get(assetOf(one));
    sums.set(assetOf(one), before ? { ...before, amount: (BigInt(before.amount) + BigInt(one.amount)).toString() } : one);
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
    payments: periods.flatMap((period) => period.payments).sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    unlisted: periods.flatMap(({ dao, unlisted }) => unlisted.map((one) => ({ ...one, dao }))).sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    unknown: whose((period) => period.unknown),
    blocked: whose((period) => period.blocked),
    due: whose((period) => period.due).sort((a, b) => deadline(a) - deadline(b)),
  };
}
