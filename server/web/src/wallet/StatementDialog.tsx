import { useState } from 'react';
import { api } from '../api/client';
import type { StatementKind } from '../api/asked';
import type { Dao, Payout, Statement } from '../api/schema';
import { isoOf } from '../format/time';
import { EffectsTable } from '../parts/Executes';
import { KnownDao } from '../parts/Known';
import { Plain } from '../parts/Plain';
import { Time } from '../parts/Time';
import { objections } from './checks';
import { Dialog, Problem } from './SignIn';
import { Lifting } from './Lifting';
import { SignedData } from './SignedData';
import { SignOrBack, useReturn, useSigning, WillSign } from './Signing';

const WORDS: Record<StatementKind, { title: string; does: string; button: string; done: string }> = {
  approve: {
    title: 'Approve this payout',
    does: 'With enough approvals, the server executes exactly what is listed below, once.',
    button: 'Sign the approval',
    done: 'Your approval is recorded.',
  },
  reject: {
    title: 'Reject this payout',
    does: 'The server will not execute it, until you withdraw this or approve it later. Anyone else can still execute it directly on the chain.',
    button: 'Sign the rejection',
    done: 'Your rejection is recorded.',
  },
  override: {
    title: 'Override the block',
    does: 'You take responsibility, by name and for exactly this text, these calls and the findings named below. What is found later blocks again; approvals are still needed.',
    button: 'Sign the override',
    done: 'Your override is recorded, with your reason.',
  },
  withdraw: {
    title: 'Withdraw a rejection',
    does: 'The rejection named below ends. That approves nothing.',
    button: 'Sign the withdrawal',
    done: 'The rejection is withdrawn.',
  },
};

/** First the reason, then exactly what will be signed, then the wallet. */
export function StatementDialog({
  payout,
  dao,
  kind,
  lifts = [],
  onClose,
}: {
  payout: Payout;
  dao: Dao;
  kind: StatementKind;
  /** Of a withdrawal: the rejection. */
  lifts?: string[];
  onClose: () => void;
}) {
  const words = WORDS[kind];
  const { account: treasurer, busy, error, attempt, sign } = useSigning(dao, onClose);
  const { leave, form } = useReturn();
  const [reason, setReason] = useState('');
  const [statement, setStatement] = useState<Statement>();
  const [read, setRead] = useState(false);
  const reasoned = kind === 'override' || kind === 'withdraw';
  const allRead = kind !== 'override' || read;

  function review() {
    return attempt(async () => setStatement(await api.statement(payout.dao, payout.proposalId, { kind, treasurer, reason, lifts })));
  }

  const against = statement ? objections(statement, { kind, reason, treasurer, lifts }, payout, dao) : [];
  return (
    <Dialog title={words.title} onClose={onClose}>
      <KnownDao value={dao}>
        <p className="dialog-subject">
          <Plain text={payout.headline} />
        </p>
        <p>{words.does}</p>
        {!statement ? (
          <form
            ref={form}
            onSubmit={(event) => {
              event.preventDefault();
              void review();
            }}
          >
            {kind === 'override' ? <Lifting payout={payout} onRead={setRead} /> : <Lifted names={lifts} />}
            <label>
              Reason{reasoned ? ' (required; it is kept in the audit log)' : ' (optional)'}
              <textarea rows={3} maxLength={1000} required={reasoned} value={reason} onChange={(event) => setReason(event.target.value)} />
            </label>
            {!allRead && (
              <p className="fine" id="not-all-read">
                Every finding above has to be ticked first.
              </p>
            )}
            <button type="submit" className="primary" disabled={busy || !allRead} aria-describedby={allRead ? undefined : 'not-all-read'}>
              {busy ? 'Preparing…' : 'Show what I will sign'}
            </button>
          </form>
        ) : (
          <WillSign>
            {kind !== 'withdraw' && <EffectsTable effects={payout.effects} caption="What will be executed" />}
            <h3>What your signature binds</h3>
            <ul>
              {statement.binds.map((line, index) => (
                <li key={index} className="bound">
                  <Plain text={line} />
                </li>
              ))}
            </ul>
            {Number(statement.expiry) > 0 && (
              <p className="fine">
                It counts until <Time iso={isoOf(statement.expiry)} relative /> on the chain’s clock.
              </p>
            )}
            <SignedData data={statement.typedData} name={`${kind}-${payout.proposalId}`} />
            <SignOrBack
              against={against}
              busy={busy}
              label={words.button}
              onSign={() =>
                void sign(
                  statement.typedData,
                  (signature) => api.submitStatement(payout.dao, payout.proposalId, { ...statement.typedData.message, signature }),
                  words.done,
                )
              }
              onBack={() => {
                leave();
                setStatement(undefined);
              }}
            />
          </WillSign>
        )}
        <Problem error={error} />
      </KnownDao>
    </Dialog>
  );
}

function Lifted({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <p>It lifts:</p>
      <ul>
        {names.map((name, index) => (
          <li key={index} className="bound">
            <Plain text={name} />
          </li>
        ))}
      </ul>
    </>
  );
}
