import { useState } from 'react';
import type { VoteSupport } from '../api/asked';
import type { Dao, Proposal } from '../api/schema';
import { key } from '../format/words';
import { useDao } from '../parts/Book';
import { Plain } from '../parts/Plain';
import { SendDialog } from './SendDialog';
import { takesReason, voteCall } from './sending';

const LONGEST_REASON = 2_000;

const DIRECTIONS: [VoteSupport, string][] = [
  ['for', 'For'],
  ['against', 'Against'],
  ['abstain', 'Abstain'],
];

/** Whoever has a wallet may vote for themselves, where it is known how the governor takes votes. */
export function OwnVote({ proposal }: { proposal: Proposal }) {
  const dao = useDao();
  const [open, setOpen] = useState(false);
  if (!dao || proposal.removedByReorg || key(proposal.state) !== 'ACTIVE' || Object.keys(dao.kind?.supports ?? {}).length === 0) return null;
  return (
    <>
      <p>
        <button type="button" onClick={() => setOpen(true)}>
          Vote with your wallet…
        </button>
      </p>
      {open && <VoteDialog proposal={proposal} dao={dao} onClose={() => setOpen(false)} />}
    </>
  );
}

function VoteDialog({ proposal, dao, onClose }: { proposal: Proposal; dao: Dao; onClose: () => void }) {
  const [support, setSupport] = useState<VoteSupport>();
  const [reason, setReason] = useState('');
  const offered = DIRECTIONS.filter(([value]) => dao.kind?.supports?.[value] !== undefined);
  return (
    <SendDialog
      dao={dao}
      title="Vote with your wallet"
      label="Send the vote"
      warning={<RedFindings proposal={proposal} />}
      onClose={onClose}
      intro={
        <>
          <p className="dialog-subject">
            <Plain text={proposal.headline} />
          </p>
          <p>You cast your own vote, with the voting power of your account when voting opened. Once it is cast, nobody can change it.</p>
        </>
      }
    >
      {({ busy, form, review }) => (
        <form
          ref={form}
          onSubmit={(event) => {
            event.preventDefault();
            if (support) review(async () => ({ call: await voteCall(dao, proposal, support, reason), told: <Told support={support} reason={reason} /> }));
          }}
        >
          <fieldset>
            <legend>How to vote</legend>
            {offered.map(([value, label]) => (
              <label key={value} className="choice">
                <input type="radio" name="own-support" required value={value} checked={support === value} onChange={() => setSupport(value)} /> {label}
              </label>
            ))}
          </fieldset>
          {takesReason(dao) ? (
            <label>
              Reason (optional; everybody can read it on the chain)
              <textarea rows={3} maxLength={LONGEST_REASON} value={reason} onChange={(event) => setReason(event.target.value)} />
            </label>
          ) : (
            <p className="fine">This governor takes no reasons.</p>
          )}
          <button type="submit" className="primary" disabled={busy}>
            {busy ? 'Preparing…' : 'Show what I will send'}
          </button>
        </form>
      )}
    </SendDialog>
  );
}

function Told({ support, reason }: { support: VoteSupport; reason: string }) {
  return (
    <>
      <h3>Your vote: {DIRECTIONS.find(([value]) => value === support)?.[1]}</h3>
      {reason !== '' && (
        <blockquote className="voter-reason" dir="auto">
          <Plain text={reason} />
        </blockquote>
      )}
    </>
  );
}

/** What this server found against the proposal, where nobody can overlook it. */
function RedFindings({ proposal }: { proposal: Proposal }) {
  const red = (proposal.verdict?.findings ?? []).filter(({ severity }) => key(severity) === 'RED');
  if (red.length === 0) return null;
  return (
    <div className="notice bad" role="note">
      <p className="notice-title">What was found against this proposal</p>
      <ul>
        {red.map((finding, index) => (
          <li key={index}>
            <Plain text={finding.text} />
          </li>
        ))}
      </ul>
    </div>
  );
}
