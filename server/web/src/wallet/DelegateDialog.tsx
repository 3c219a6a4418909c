import { useState } from 'react';
import type { Dao } from '../api/schema';
import { checksummed, isAddress } from '../format/address';
import { Party } from '../parts/Known';
import { SendDialog } from './SendDialog';
import { delegateCall } from './sending';

/** Why nothing can be delegated to what somebody typed; undefined where nothing speaks against it. */
function wrongAbout(address: string): string | undefined {
  if (!isAddress(address)) return 'That is no account. Copy its whole address: 0x and 40 digits.';
  if (/^0x0+$/.test(address)) return 'That is nobody. Name an account, or yourself.';
  const mixed = /[a-f]/.test(address.slice(2)) && /[A-F]/.test(address);
  return mixed && checksummed(address) !== address
    ? 'Its capital letters do not fit its digits, so a character of it is wrong. Copy the address again.'
    : undefined;
}

/** Whoever holds votes may say who casts them, where it is known which contract counts them. */
export function Delegate({ dao }: { dao: Dao }) {
  const [open, setOpen] = useState(false);
  const token = dao.kind?.votesToken;
  if (!token) return null;
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Delegate your votes…
      </button>
      {open && <DelegateDialog dao={dao} token={token} onClose={() => setOpen(false)} />}
    </>
  );
}

function DelegateDialog({ dao, token, onClose }: { dao: Dao; token: string; onClose: () => void }) {
  const [to, setTo] = useState('');
  const wanted = to.trim();
  const wrong = wanted === '' ? undefined : wrongAbout(wanted);
  return (
    <SendDialog
      dao={dao}
      title="Delegate your votes"
      label="Send the delegation"
      onClose={onClose}
      intro={
        <p>
          From then on the account that you name votes with all your votes in this DAO, until you name another one. Your tokens stay yours. Votes on
          proposals whose voting has opened stay where they are.
        </p>
      }
    >
      {({ account, busy, form, review }) => (
        <form
          ref={form}
          onSubmit={(event) => {
            event.preventDefault();
            if (wrong === undefined && wanted !== '') {
              review(async () => ({
                call: await delegateCall(token, wanted),
                told: (
                  <>
                    <h3>Your votes go to</h3>
                    <p>
                      <Party address={wanted} />
                    </p>
                  </>
                ),
              }));
            }
          }}
        >
          <label>
            Account that is to vote
            <input
              type="text"
              autoComplete="off"
              spellCheck={false}
              required
              value={to}
              aria-invalid={wrong !== undefined}
              aria-describedby={wrong ? 'no-address' : undefined}
              onChange={(event) => setTo(event.target.value)}
            />
          </label>
          {wrong && (
            <p id="no-address" role="alert">
              {wrong}
            </p>
          )}
          <p>
            <button type="button" className="quiet" onClick={() => setTo(account)}>
              Myself
            </button>
          </p>
          <button type="submit" className="primary" disabled={busy || wrong !== undefined}>
            {busy ? 'Preparing…' : 'Show what I will send'}
          </button>
        </form>
      )}
    </SendDialog>
  );
}
