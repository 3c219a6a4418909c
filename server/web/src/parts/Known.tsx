import { createContext, useContext } from 'react';
import type { AccountFacts, Answer, Dao } from '../api/types';
import { sameAddress } from '../format/address';
import { FullAddress } from './Address';
import { Badge } from './Badge';
import { Plain } from './Plain';

const DaoContext = createContext<Dao | undefined>(undefined);
const AccountsContext = createContext<readonly AccountFacts[]>([]);

const HoldingsContext = createContext<readonly { asset: string; amount: string }[]>([]);

export const KnownHoldings = HoldingsContext.Provider;

/** What the treasury had of an asset before; undefined where it is not known. */
export function useHolding(asset: string): string | undefined {
  return useContext(HoldingsContext).find((held) => sameAddress(held.asset, asset))?.amount;
}

export const KnownDao = DaoContext.Provider;
export const KnownAccounts = AccountsContext.Provider;

export function useDao(): Dao | undefined {
  return useContext(DaoContext);
}

/** A name for addresses that the configuration knows. */
export function useLabel(address: string | undefined): string | undefined {
  const dao = useDao();
  if (!dao || !address) return undefined;
  if (sameAddress(address, dao.treasury)) return 'the treasury';
  if (sameAddress(address, dao.governor)) return 'the governor';
  return Object.entries(dao.labels ?? {}).find(([known]) => sameAddress(known, address))?.[1];
}

/** What the chain says of an account. */
export function useAccounts(address: string | undefined): AccountFacts | undefined {
  return useContext(AccountsContext).find((facts) => sameAddress(facts.address, address));
}

export function isYes(answer: Answer | undefined): boolean {
  return answer?.toUpperCase() === 'YES';
}

/** Only a clear no: an answer that is missing means nothing. */
export function isNo(answer: Answer | undefined): boolean {
  return answer?.toUpperCase() === 'NO';
}

/** Whether the treasury has paid an account before, where the chain says. */
export function PaidBefore({ facts }: { facts: AccountFacts | undefined }) {
  if (isYes(facts?.paidBefore)) return <Badge tone="good">paid before</Badge>;
  if (isNo(facts?.paidBefore)) return <Badge tone="warn">first payment</Badge>;
  return null;
}

export function Party({ address }: { address: string }) {
  const label = useLabel(address);
  return (
    <span className="party">
      {label && (
        <span className="party-label">
          <Plain text={label} />{' '}
        </span>
      )}
      <FullAddress value={address} />
    </span>
  );
}
