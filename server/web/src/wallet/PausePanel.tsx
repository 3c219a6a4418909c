import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { PauseKind } from '../api/asked';
import type { Dao, PauseOrder, Pauses } from '../api/schema';
import { sameAddress } from '../format/address';
import { Party } from '../parts/Known';
import { Plain } from '../parts/Plain';
import { Time } from '../parts/Time';
import { pauseObjections } from './checks';
import { useAccess } from './session';
import { Dialog, Problem } from './SignIn';
import { SignedData } from './SignedData';
import { SignOrBack, useReturn, useSigning, WillSign } from './Signing';

const SCOPES = [
  ['all', 'everything: votes, queueing and payouts'],
  ['payouts', 'payouts'],
  ['queueing', 'queueing in the timelock'],
  ['votes', 'votes'],
] as const;

const told = (scope: string) => SCOPES.find(([name]) => name === scope)?.[1] ?? scope;

/** What is paused in a DAO, and the ways to pause it and to let it go on. */
export function PausePanel({ dao }: { dao: Dao }) {
  const { signedIn } = useAccess();
  const { data: pauses } = useQuery({ queryKey: ['pauses', dao.id], queryFn: () => api.pauses(dao.id) });
  const [kind, setKind] = useState<PauseKind>();
  if (!pauses) return null;
  const treasurer = signedIn && dao.treasurers.some((one) => sameAddress(one, signedIn.session.address));
  if (pauses.inForce.length === 0 && !treasurer) return null;
  return (
    <section className={pauses.inForce.length > 0 ? 'notice bad pauses' : 'pauses'} aria-label={`Pauses of ${dao.name}`}>
      {pauses.inForce.map((pause) => (
        <p key={pause.name}>
          <strong>
            <Plain text={dao.name} /> is paused: {told(pause.scope)}.
          </strong>{' '}
          By <Party address={pause.by} />, <Time iso={pause.since} relative />
          {pause.reason && (
            <>
              : “<Plain text={pause.reason} />”
            </>
          )}
          . {pause.resumedBy.length} of {pauses.needed} treasurers signed that it goes on.
        </p>
      ))}
      {treasurer && (
        <div className="acts">
          <button type="button" className="danger" onClick={() => setKind('pause')}>
            Pause {dao.name}…
          </button>
          {pauses.inForce.length > 0 && (
            <button type="button" onClick={() => setKind('resume')}>
              Let {dao.name} go on…
            </button>
          )}
        </div>
      )}
      {kind && <PauseDialog dao={dao} pauses={pauses} kind={kind} onClose={() => setKind(undefined)} />}
    </section>
  );
}

function PauseDialog({ dao, pauses, kind, onClose }: { dao: Dao; pauses: Pauses; kind: PauseKind; onClose: () => void }) {
  const { account: treasurer, busy, error, attempt, sign } = useSigning(dao, onClose);
  const { leave, form } = useReturn();
  const [scope, setScope] = useState('all');
  const [reason, setReason] = useState('');
  const [order, setOrder] = useState<PauseOrder>();
  const ends = kind === 'resume' ? pauses.inForce.map(({ name }) => name) : [];

  const against = order ? pauseObjections(order.typedData, order.hashes, { kind, scope, ends, reason, treasurer }, dao) : [];
  return (
    <Dialog title={kind === 'pause' ? `Pause ${dao.name}` : `Let ${dao.name} go on`} onClose={onClose}>
      <p>
        {kind === 'pause'
          ? `The server signs and sends nothing of what you pause. It goes on when ${pauses.needed} treasurers sign that it may.`
          : `These pauses end when ${pauses.needed} treasurers have signed this.`}
      </p>
      {ends.length > 0 && (
        <ul>
          {ends.map((name) => (
            <li key={name} className="bound">
              <Plain text={name} />
            </li>
          ))}
        </ul>
      )}
      {!order ? (
        <form
          ref={form}
          onSubmit={(event) => {
            event.preventDefault();
            void attempt(async () => setOrder(await api.pauseOrder(dao.id, { kind, treasurer, scope, reason })));
          }}
        >
          {kind === 'pause' && (
            <label>
              What to pause
              <select value={scope} onChange={(event) => setScope(event.target.value)}>
                {SCOPES.map(([name, words]) => (
                  <option key={name} value={name}>
                    {words}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            Reason (optional; it is kept in the audit log)
            <textarea rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
          </label>
          <button type="submit" className="primary" disabled={busy}>
            {busy ? 'Preparing…' : 'Show what I will sign'}
          </button>
        </form>
      ) : (
        <WillSign>
          <SignedData data={order.typedData} name={`${kind}-${dao.id}`} />
          <SignOrBack
            against={against}
            busy={busy}
            label={kind === 'pause' ? 'Sign the pause' : 'Sign that it goes on'}
            onSign={() =>
              void sign(
                order.typedData,
                (signature) => api.submitPause(dao.id, { ...order.typedData.message, signature }),
                kind === 'pause' ? 'It is paused.' : 'Your signature that it goes on is recorded.',
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
