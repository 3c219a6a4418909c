import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, ApiError } from '../api/client';
import { ShortHex } from '../parts/Address';
import { useAnnounce } from '../parts/Announcer';
import { findWallets, WalletError, type Wallet } from './provider';
import { useAccess } from './session';

/** A failed act in a dialog: what happened, what to do. */
export function Problem({ error }: { error: unknown }) {
  const element = useRef<HTMLDivElement>(null);
  // A dialog may be longer than the screen: what went wrong is brought into view.
  useEffect(() => element.current?.scrollIntoView?.({ block: 'nearest' }), [error]);
  if (!error) return null;
  const known = error instanceof WalletError || error instanceof ApiError ? error : undefined;
  return (
    <div className="notice bad problem" role="alert" ref={element}>
      <p className="notice-title">{known?.message ?? (error instanceof Error ? error.message : String(error))}</p>
      <p>{known?.remedy ?? 'Nothing was signed. Try again.'}</p>
    </div>
  );
}

/** The browser's own dialog: it traps focus, closes on Escape and gives focus back. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: React.ReactNode }) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={element} aria-labelledby="dialog-title" onClose={onClose}>
      <div className="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" className="quiet" onClick={() => element.current?.close()}>
          Close
        </button>
      </div>
      {children}
    </dialog>
  );
}

export function SignInButton() {
  const { signedIn, signOut } = useAccess();
  const [open, setOpen] = useState(false);
  if (signedIn) {
    return (
      <span className="who">
        <span className="visually-hidden">Signed in as </span>
        <ShortHex value={signedIn.session.address} />
        <button type="button" className="quiet" onClick={signOut}>
          Sign out
        </button>
      </span>
    );
  }
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Sign in
      </button>
      {open && <SignInDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function SignInDialog({ onClose }: { onClose: () => void }) {
  const { signIn } = useAccess();
  const announce = useAnnounce();
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const chainId = daos.data?.[0]?.chainId;

  async function enter(wallet: Wallet) {
    if (chainId === undefined) return;
    setBusy(true);
    setError(undefined);
    try {
      const { session } = await signIn(wallet, chainId);
      announce(`Signed in as ${session.roles.join(' and ') || 'a visitor without a role'}.`);
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title="Sign in with your wallet" onClose={onClose}>
      <p>
        Reading needs no sign-in. Treasurers and operators prove their address with a signature; it moves nothing and costs nothing.
      </p>
      <ChooseWallet verb="Continue with" busy={busy} disabled={chainId === undefined} onChoose={(wallet) => void enter(wallet)} />
      {daos.isError && <Problem error={daos.error} />}
      <Problem error={error} />
    </Dialog>
  );
}

/** The wallets of this browser, a button each. */
export function ChooseWallet({
  verb,
  busy,
  disabled = false,
  onChoose,
}: {
  verb: string;
  busy: boolean;
  disabled?: boolean;
  onChoose: (wallet: Wallet) => void;
}) {
  const [wallets, setWallets] = useState<Wallet[]>();
  useEffect(() => {
    void findWallets().then(setWallets);
  }, []);
  if (wallets === undefined) return <p role="status">Looking for a wallet…</p>;
  if (wallets.length === 0) {
    return (
      <div className="notice warn" role="alert">
        <p className="notice-title">This browser has no wallet</p>
        <p>
          Install a wallet extension that your DAO trusts, or open this page in your wallet’s own browser. Then reload the page. A hardware wallet
          works through such an extension.
        </p>
      </div>
    );
  }
  return (
    <div className="choices">
      {wallets.map((wallet) => (
        <button key={wallet.id} type="button" className="primary" disabled={busy || disabled} onClick={() => onChoose(wallet)}>
          {busy ? 'Answer in your wallet…' : `${verb} ${wallet.name}`}
        </button>
      ))}
    </div>
  );
}
