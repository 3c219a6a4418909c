import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Dao, TypedData } from '../api/schema';
import { useAnnounce } from '../parts/Announcer';
import { OwnNames } from '../parts/Book';
import { requireAccount, requireChain, signTypedData } from './provider';
import { useAccess } from './session';

/** What a dialog does step by step: whether a step is under way, and what went wrong with the last one. */
export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  async function attempt(work: () => Promise<void>) {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }
  return { busy, error, attempt };
}

/** First what will be signed is asked for, then the wallet signs it, then it is handed in, and the dialog closes. */
export function useSigning(dao: Dao, onClose: () => void) {
  const { signedIn } = useAccess();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const { busy, error, attempt } = useAttempt();
  const account = signedIn?.session.address ?? '';

  function sign(data: TypedData, submit: (signature: string) => Promise<unknown>, done: string) {
    return attempt(async () => {
      if (!signedIn) return;
      await requireAccount(signedIn.wallet, account);
      await requireChain(signedIn.wallet, dao.chainId);
      await submit(await signTypedData(signedIn.wallet, account, data));
      await queries.invalidateQueries();
      announce(done);
      onClose();
    });
  }

  return { account, busy, error, attempt, sign };
}

/** Where the focus goes when a dialog shows its form again: the step that had it is gone. */
export function useReturn() {
  const returns = useRef(false);
  return {
    leave: () => {
      returns.current = true;
    },
    /** For the form; what one fills in first takes the focus. */
    form: (element: HTMLElement | null) => {
      if (!element || !returns.current) return;
      returns.current = false;
      element.querySelector<HTMLElement>('textarea, input:checked, input, select')?.focus();
    },
  };
}

/** What will be signed or sent, in the place of the form that had the focus: reading goes on here. */
export function WillSign({ label = 'What you will sign', children }: { label?: string; children: React.ReactNode }) {
  return (
    <div role="group" aria-label={label} tabIndex={-1} ref={takeFocus}>
      <OwnNames value={true}>{children}</OwnNames>
    </div>
  );
}

function takeFocus(element: HTMLElement | null) {
  element?.focus();
}

/** The button that signs; where the page objects, why nothing must be signed. */
export function SignOrBack({
  against,
  busy,
  label,
  onSign,
  onBack,
}: {
  against: string[];
  busy: boolean;
  label: string;
  onSign: () => void;
  onBack: () => void;
}) {
  if (against.length > 0) {
    return (
      <div className="notice bad" role="alert">
        <p className="notice-title">This must not be signed</p>
        <ul>
          {against.map((objection) => (
            <li key={objection}>{objection}</li>
          ))}
        </ul>
        <button type="button" onClick={onBack}>
          Back
        </button>
      </div>
    );
  }
  return (
    <p>
      <button type="button" className="primary" disabled={busy} onClick={onSign}>
        {busy ? 'Answer in your wallet…' : label}
      </button>{' '}
      <button type="button" disabled={busy} onClick={onBack}>
        Back
      </button>
    </p>
  );
}
