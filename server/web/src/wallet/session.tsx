import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, rememberToken } from '../api/client';
import type { Session } from '../api/schema';
import { connect, personalSign, requireChain, WalletError, type Wallet } from './provider';

interface SignedIn {
  session: Session;
  wallet: Wallet;
}

interface Access {
  signedIn: SignedIn | undefined;
  /** Rejects with a WalletError or an ApiError. */
  signIn: (wallet: Wallet, chainId: number) => Promise<SignedIn>;
  signOut: () => void;
}

/** Only who signs in needs them; a page that was open while the server was updated finds them no more. */
async function signInParts(): Promise<typeof import('./siwe')> {
  try {
    return await import('./siwe');
  } catch {
    throw new WalletError('This page is older than the server, or the server cannot be reached.', 'Nothing was signed. Reload this page, then sign in again.');
  }
}

const AccessContext = createContext<Access | undefined>(undefined);

export function AccessProvider({ children }: { children: ReactNode }) {
  const [signedIn, setSignedIn] = useState<SignedIn | undefined>();

  const signIn = useCallback(async (wallet: Wallet, chainId: number) => {
    const { signInMessage } = await signInParts();
    const address = await connect(wallet);
    await requireChain(wallet, chainId);
    const { nonce } = await api.nonce();
    const message = signInMessage(address, chainId, nonce);
    const session = await api.signIn(message, await personalSign(wallet, address, message));
    rememberToken(session.token);
    const entered = { session, wallet };
    setSignedIn(entered);
    return entered;
  }, []);

  const signOut = useCallback(() => {
    rememberToken(undefined);
    setSignedIn(undefined);
  }, []);

  useEffect(() => {
    if (!signedIn) return;
    const left = Date.parse(signedIn.session.expiresAt) - Date.now();
    if (Number.isNaN(left)) return;
    const end = setTimeout(signOut, Math.max(0, Math.min(left, 2 ** 31 - 1)));
    return () => clearTimeout(end);
  }, [signedIn, signOut]);

  const value = useMemo(() => ({ signedIn, signIn, signOut }), [signedIn, signIn, signOut]);
  return <AccessContext.Provider value={value}>{children}</AccessContext.Provider>;
}

export function useAccess(): Access {
  const access = useContext(AccessContext);
  if (!access) throw new Error('useAccess outside of AccessProvider');
  return access;
}

export function hasRole(session: Session | undefined, role: string): boolean {
  return session?.roles.some((held) => held.toLowerCase() === role) ?? false;
}
