import { createContext, useContext } from 'react';
import type { AccountFacts, Answer, Dao } from '../api/types';
import { sameAddress } from '../format/address';
import { FullAddress } from './Address';
import { Badge } from './Badge';
import { Plain } from './Plain';

const DaoContext = createContext<Dao | undefined>(undefined);
const AccountsContext = createContext<readonly AccountFacts[]>([]);

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
  return useContext(AccountsContext).find((facts) => sameAddress(facts.account, address));
}

export function isYes(answer: Answer | undefined): boolean {
  return answer === true || (typeof answer === 'string' && answer.toUpperCase() === 'YES');
}

/** Only a clear no: an answer that is missing means nothing. */
export function isNo(answer: Answer | undefined): boolean {
  return answer === false || (typeof answer === 'string' && answer.toUpperCase() === 'NO');
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
