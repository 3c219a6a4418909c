import { createContext, useContext } from 'react';
import type { Dao } from '../api/schema';
import { checksummed, sameAddress } from '../format/address';
import { explorerLink } from '../format/links';

const DaoContext = createContext<Dao | undefined>(undefined);
const AwayContext = createContext(false);
const OwnNamesContext = createContext(false);

export const KnownDao = DaoContext.Provider;

/** Around what is on another chain than the DAO's: the explorer of this one knows nothing of it. */
export const Away = AwayContext.Provider;

/** Around what somebody is about to sign: accounts have the operator's names there, and none that others chose. */
export const OwnNames = OwnNamesContext.Provider;

export function useDao(): Dao | undefined {
  return useContext(DaoContext);
}

/** A name for addresses that the configuration knows. */
export function useLabel(address: string | undefined): string | undefined {
  return labelOf(useDao(), address);
}

/** The same of a DAO that is at hand. */
export function labelOf(dao: Dao | undefined, address: string | undefined): string | undefined {
  if (!dao || !address) return undefined;
  if (sameAddress(address, dao.treasury)) return 'the treasury';
  if (sameAddress(address, dao.governor)) return 'the governor';
  return Object.entries(dao.labels ?? {}).find(([known]) => sameAddress(known, address))?.[1];
}

/** What the DAO's chain calls an account; undefined in what is signed, and on another chain, where the account may be somebody else's. */
export function useEnsName(address: string): string | undefined {
  const dao = useDao();
  const away = useContext(AwayContext);
  const own = useContext(OwnNamesContext);
  return away || own ? undefined : ensNameOf(dao, address);
}

/** The same of a DAO that is at hand. */
export function ensNameOf(dao: Dao | undefined, address: string): string | undefined {
  return dao?.ensNames?.[checksummed(address)];
}

/** Where the operator's explorer shows an address; undefined where none is configured, or it is on another chain. */
export function useExplorer(address: string): { href: string; host: string } | undefined {
  const dao = useDao();
  const away = useContext(AwayContext);
  return away ? undefined : explorerLink(dao?.explorer, address);
}
