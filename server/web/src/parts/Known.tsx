import { createContext, useContext } from 'react';
import type { AccountFacts } from '../api/schema';
import { sameAddress } from '../format/address';
import { FullAddress, ShortHex } from './Address';
import { Badge } from './Badge';
import { useLabel } from './Book';
import { Plain } from './Plain';

export { KnownDao, useDao, useLabel } from './Book';

const AccountsContext = createContext<readonly AccountFacts[]>([]);

const HoldingsContext = createContext<readonly { asset: string; amount: string }[]>([]);

export const KnownHoldings = HoldingsContext.Provider;

/** What the treasury had of an asset before; undefined where it is not known. */
export function useHolding(asset: string): string | undefined {
  return useContext(HoldingsContext).find((held) => sameAddress(held.asset, asset))?.amount;
}

export const KnownAccounts = AccountsContext.Provider;

/** What the chain says of an account. */
export function useAccounts(address: string | undefined): AccountFacts | undefined {
  return useContext(AccountsContext).find((facts) => sameAddress(facts.address, address));
}

export function isYes(answer: string | undefined): boolean {
  return answer?.toUpperCase() === 'YES';
}

/** Only a clear no: an answer that is missing means nothing. */
export function isNo(answer: string | undefined): boolean {
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

/** Who it is where that is not what one decides on: the operator's name, and the address shortened. */
export function Named({ address }: { address: string }) {
  const label = useLabel(address);
  return (
    <span className="party">
      {label && (
        <>
          <Plain text={label} />{' '}
        </>
      )}
      <ShortHex value={address} />
    </span>
  );
}
