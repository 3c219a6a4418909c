import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { VoteSupport } from '../api/asked';
import type { Dao, Proposal, VoteOrder } from '../api/schema';
import { isoOf } from '../format/time';
import { key } from '../format/words';
import { Plain } from '../parts/Plain';
import { Time } from '../parts/Time';
import { decisionObjections } from './checks';
import { hasRole, useAccess } from './session';
import { Dialog, Problem } from './SignIn';
import { SignedData } from './SignedData';
import { SignOrBack, useReturn, useSigning, WillSign } from './Signing';

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
  const { account: operator, busy, error, attempt, sign } = useSigning(dao, onClose);
  const { leave, form } = useReturn();
  const [support, setSupport] = useState<VoteSupport>();
  const [reason, setReason] = useState('');
  const [order, setOrder] = useState<VoteOrder>();
  function review() {
    return attempt(async () => {
      if (support) setOrder(await api.voteOrder(proposal.dao, proposal.id, { support, operator, reason }));
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
          ref={form}
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
        <WillSign>
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
          <SignOrBack
            against={against}
            busy={busy}
            label="Sign the decision"
            onSign={() =>
              void sign(
                order.typedData,
                (signature) => api.submitDecision(proposal.dao, proposal.id, { ...order.typedData.message, signature }),
                'Your decision is recorded. The server casts the vote.',
              )
            }
            onBack={() => {
              leave();
              setOrder(undefined);
            }}
          />
        </WillSign>
      )}
      <Problem error={error} />
    </Dialog>
  );
}
