import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Dao, Payout, Statement, StatementKind } from '../api/types';
import { isoOf } from '../format/time';
import { useAnnounce } from '../parts/Announcer';
import { EffectsTable } from '../parts/Executes';
import { KnownDao } from '../parts/Known';
import { Plain } from '../parts/Plain';
import { Time } from '../parts/Time';
import { objections } from './checks';
import { requireChain, signTypedData } from './provider';
import { useAccess } from './session';
import { Dialog, Problem } from './SignIn';

const WORDS: Record<StatementKind, { title: string; does: string; button: string; done: string }> = {
  approve: {
    title: 'Approve this payout',
    does: 'With enough approvals, the server executes exactly what is listed below, once.',
    button: 'Sign the approval',
    done: 'Your approval is recorded.',
  },
  reject: {
    title: 'Reject this payout',
    does: 'The server will not execute it. Anyone else can still execute it directly on the chain.',
    button: 'Sign the rejection',
    done: 'Your rejection is recorded.',
  },
  override: {
    title: 'Override the block',
    does: 'You take responsibility, by name and for exactly this text and these calls. The block ends; approvals are still needed.',
    button: 'Sign the override',
    done: 'Your override is recorded, with your reason.',
  },
};

const DAY = 86_400;

/** First the reason and how long it counts, then exactly what will be signed, then the wallet. */
export function StatementDialog({ payout, dao, kind, onClose }: { payout: Payout; dao: Dao; kind: StatementKind; onClose: () => void }) {
  const words = WORDS[kind];
  const { signedIn } = useAccess();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(3);
  const [statement, setStatement] = useState<Statement>();
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

  function review() {
    const expiry = Math.floor(Date.now() / 1000) + days * DAY;
    return attempt(async () => setStatement(await api.statement(payout.dao, payout.proposalId, { kind, reason, expiry })));
  }

  function sign(ready: Statement) {
    return attempt(async () => {
      if (!signedIn) return;
      await requireChain(signedIn.wallet, dao.chainId);
      const signature = await signTypedData(signedIn.wallet, signedIn.session.address, ready.typedData);
      await api.submitStatement(payout.dao, payout.proposalId, {
        kind,
        effectsHash: ready.effectsHash,
        expiry: Number(ready.expiry),
        reason,
        signature,
      });
      await queries.invalidateQueries();
      announce(words.done);
      onClose();
    });
  }

  const against = statement ? objections(statement, { kind, reason }, payout, dao) : [];
  return (
    <Dialog title={words.title} onClose={onClose}>
      <KnownDao value={dao}>
        <p className="dialog-subject">
          <Plain text={payout.headline} />
        </p>
        <p>{words.does}</p>
        {!statement ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void review();
            }}
          >
            <label>
              Reason{kind === 'override' ? ' (required; it is kept in the audit log)' : ' (optional)'}
              <textarea rows={3} maxLength={1000} required={kind === 'override'} value={reason} onChange={(event) => setReason(event.target.value)} />
            </label>
            <label>
              Counts for
              <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
                <option value={1}>1 day</option>
                <option value={3}>3 days</option>
                <option value={7}>7 days</option>
              </select>
            </label>
            <button type="submit" className="primary" disabled={busy}>
              {busy ? 'Preparing…' : 'Show what I will sign'}
            </button>
          </form>
        ) : (
          // The form that had the focus is gone: reading goes on here.
          <div role="group" aria-label="What you will sign" tabIndex={-1} ref={takeFocus}>
            <EffectsTable effects={payout.effects} caption="What will be executed" />
            <h3>What your signature binds</h3>
            <ul>
              {statement.binds.map((line, index) => (
                <li key={index}>
                  <Plain text={line} />
                </li>
              ))}
            </ul>
            <SignedFields statement={statement} />
            {against.length > 0 ? (
              <div className="notice bad" role="alert">
                <p className="notice-title">This must not be signed</p>
                <ul>
                  {against.map((objection) => (
                    <li key={objection}>{objection}</li>
                  ))}
                </ul>
              </div>
            ) : (
              <p>
                <button type="button" className="primary" disabled={busy} onClick={() => void sign(statement)}>
                  {busy ? 'Answer in your wallet…' : words.button}
                </button>{' '}
                <button type="button" disabled={busy} onClick={() => setStatement(undefined)}>
                  Back
                </button>
              </p>
            )}
          </div>
        )}
        <Problem error={error} />
      </KnownDao>
    </Dialog>
  );
}

function takeFocus(element: HTMLElement | null) {
  element?.focus();
}

/** The typed data field by field, as the wallet will show it. */
function SignedFields({ statement }: { statement: Statement }) {
  const { domain, message, primaryType } = statement.typedData;
  const rows = [...Object.entries(domain).map(([name, value]) => [`domain.${name}`, value] as const), ...Object.entries(message)];
  return (
    <details>
      <summary>The signed data, field by field ({primaryType})</summary>
      <dl className="facts">
        <dt>counts until</dt>
        <dd>
          <Time iso={isoOf(statement.expiry)} relative />
        </dd>
        {rows.map(([name, value]) => (
          <Field key={name} name={name} value={value} />
        ))}
      </dl>
    </details>
  );
}

function Field({ name, value }: { name: string; value: unknown }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <code className="calldata">
          <Plain text={typeof value === 'object' ? JSON.stringify(value) : String(value)} />
        </code>
      </dd>
    </>
  );
}
