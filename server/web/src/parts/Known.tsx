import { createContext, useContext } from 'react';
import type { AccountFacts } from '../api/schema';
import { sameAddress } from '../format/address';
import { FullAddress, ShortHex } from './Address';
import { Badge } from './Badge';
import { useEnsName, useLabel } from './Book';
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

/** The operator's name for an account, else what its chain calls it, which says by whom. Always beside its address. */
function Name({ address, className }: { address: string; className?: string }) {
  const label = useLabel(address);
  const ens = useEnsName(address);
  const name = label ?? ens;
  if (name === undefined) return null;
  return (
    <span className={className}>
      <Plain text={name} />
      {label === undefined && ', by ENS'}{' '}
    </span>
  );
}

export function Party({ address }: { address: string }) {
  return (
    <span className="party">
      <Name address={address} className="party-label" />
      <FullAddress value={address} />
    </span>
  );
}

/** Who it is where that is not what one decides on: a name where there is one, and the address shortened. */
export function Named({ address }: { address: string }) {
  return (
    <span className="party">
      <Name address={address} />
      <ShortHex value={address} />
    </span>
  );
}
