import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Dao, Proposal, VoteOrder, VoteSupport } from '../api/types';
import { isoOf } from '../format/time';
import { key } from '../format/words';
import { useAnnounce } from '../parts/Announcer';
import { Plain } from '../parts/Plain';
import { Time } from '../parts/Time';
import { decisionObjections } from './checks';
import { requireChain, signTypedData } from './provider';
import { hasRole, useAccess } from './session';
import { Dialog, Problem } from './SignIn';
import { SignedData } from './SignedData';

const LONGEST_REASON = 280;

const VOTES: [VoteSupport, string][] = [
  ['for', 'For'],
  ['against', 'Against'],
  ['abstain', 'Abstain'],
];

/** For operators: the way out where the policy left the vote to people. */
export function DecideVote({ proposal }: { proposal: Proposal }) {
  const { signedIn } = useAccess();
  const dao = useQuery({ queryKey: ['daos', proposal.dao], queryFn: () => api.dao(proposal.dao) });
  const [open, setOpen] = useState(false);
  const cast = proposal.ballot && key(proposal.ballot.status) !== 'TAKEN_BACK';
  if (!hasRole(signedIn?.session, 'operator') || !dao.data?.votes || key(proposal.state) !== 'ACTIVE' || cast) return null;
  return (
    <>
      <p>
        <button type="button" className="primary" onClick={() => setOpen(true)}>
          Decide this vote…
        </button>
      </p>
      {open && <DecideDialog proposal={proposal} dao={dao.data} onClose={() => setOpen(false)} />}
    </>
  );
}

function DecideDialog({ proposal, dao, onClose }: { proposal: Proposal; dao: Dao; onClose: () => void }) {
  const { signedIn } = useAccess();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [support, setSupport] = useState<VoteSupport>();
  const [reason, setReason] = useState('');
  const [order, setOrder] = useState<VoteOrder>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const operator = signedIn?.session.address ?? '';

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
    return attempt(async () => {
      if (support) setOrder(await api.voteOrder(proposal.dao, proposal.id, { support, operator, reason }));
    });
  }

  function sign(ready: VoteOrder) {
    return attempt(async () => {
      if (!signedIn) return;
      await requireChain(signedIn.wallet, dao.chainId);
      const signature = await signTypedData(signedIn.wallet, operator, ready.typedData);
      await api.submitDecision(proposal.dao, proposal.id, ready.typedData.message, signature);
      await queries.invalidateQueries();
      announce('Your decision is recorded. The server casts the vote.');
      onClose();
    });
  }

  const against = order && support ? decisionObjections(order, { support, reason, operator }, proposal, dao) : [];
  return (
    <Dialog title="Decide this vote" onClose={onClose}>
      <p className="dialog-subject">
        <Plain text={proposal.headline} />
      </p>
      <p>The server casts one vote as you decide, if you do so before voting ends. Once it is cast, nobody can change it.</p>
      {!order ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void review();
          }}
        >
          <fieldset>
            <legend>How to vote</legend>
            {VOTES.map(([value, label]) => (
              <label key={value} className="choice">
                <input type="radio" name="support" required value={value} checked={support === value} onChange={() => setSupport(value)} /> {label}
              </label>
            ))}
          </fieldset>
          <label>
            Reason (required; everybody can read it on the chain)
            <textarea rows={3} maxLength={LONGEST_REASON} required value={reason} onChange={(event) => setReason(event.target.value)} />
          </label>
          <button type="submit" className="primary" disabled={busy}>
            {busy ? 'Preparing…' : 'Show what I will sign'}
          </button>
        </form>
      ) : (
        // The form that had the focus is gone: reading goes on here.
        <div role="group" aria-label="What you will sign" tabIndex={-1} ref={(element) => element?.focus()}>
          <h3>What your signature binds</h3>
          <ul>
            {order.binds.map((line) => (
              <li key={line} className="bound">
                <Plain text={line} />
              </li>
            ))}
          </ul>
          <p className="fine">
            It counts until <Time iso={isoOf(order.expiry)} relative /> on the chain’s clock.
          </p>
          <SignedData data={order.typedData} name={`decide-${proposal.id}`} />
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
              <button type="button" className="primary" disabled={busy} onClick={() => void sign(order)}>
                {busy ? 'Answer in your wallet…' : 'Sign the decision'}
              </button>{' '}
              <button type="button" disabled={busy} onClick={() => setOrder(undefined)}>
                Back
              </button>
            </p>
          )}
        </div>
      )}
      <Problem error={error} />
    </Dialog>
  );
}
