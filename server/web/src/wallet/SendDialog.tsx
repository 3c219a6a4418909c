import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Dao } from '../api/schema';
import { CopyHex, FullAddress } from '../parts/Address';
import { KnownDao } from '../parts/Book';
import { connect, type Wallet } from './provider';
import { send, type OwnCall } from './sending';
import { ChooseWallet, Dialog, Problem } from './SignIn';
import { SignOrBack, useAttempt, useReturn, WillSign } from './Signing';

/** What is about to be sent, and what the reader is told of it. */
interface Prepared {
  call: OwnCall;
  told: ReactNode;
}

/**
 * A transaction of the reader's own: first the wallet, then what to do, then exactly what will be sent. The server
 * takes no part in it.
 *
 * @param children the form; `review` shows what its call would send
 * @param warning stands above the button that sends
 */
export function SendDialog({
  dao,
  title,
  intro,
  label,
  warning,
  onClose,
  children,
}: {
  dao: Dao;
  title: string;
  intro: ReactNode;
  label: string;
  warning?: ReactNode;
  onClose: () => void;
  children: (step: {
    account: string;
    busy: boolean;
    form: (element: HTMLElement | null) => void;
    review: (work: () => Promise<Prepared>) => void;
  }) => ReactNode;
}) {
  const queries = useQueryClient();
  const { busy, error, attempt } = useAttempt();
  const { leave, form } = useReturn();
  const [own, setOwn] = useState<{ wallet: Wallet; account: string }>();
  const [prepared, setPrepared] = useState<Prepared>();
  const [sent, setSent] = useState<string>();

  function choose(wallet: Wallet) {
    void attempt(async () => setOwn({ wallet, account: await connect(wallet) }));
  }

  function sendIt({ wallet, account }: { wallet: Wallet; account: string }, { call }: Prepared) {
    void attempt(async () => {
      setSent(await send(wallet, account, dao.chainId, call));
      void queries.invalidateQueries();
    });
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <KnownDao value={dao}>
        {intro}
        {!own && <ChooseWallet verb="Use" busy={busy} onChoose={choose} />}
        {own && !prepared && children({ account: own.account, busy, form, review: (work) => void attempt(async () => setPrepared(await work())) })}
        {own && prepared && !sent && (
          <WillSign label="What your wallet will send">
            {prepared.told}
            <dl className="facts">
              <dt>From</dt>
              <dd>
                <FullAddress value={own.account} />
              </dd>
              <dt>To the contract</dt>
              <dd>
                <FullAddress value={prepared.call.to} />
              </dd>
              <dt>Function</dt>
              <dd>
                <code>{prepared.call.signature}</code> on chain {dao.chainId}
              </dd>
            </dl>
            <p>Your wallet sends this and pays the fee. This server never has your key, sends nothing, and can take nothing back.</p>
            {warning}
            <SignOrBack
              against={[]}
              busy={busy}
              label={label}
              onSign={() => sendIt(own, prepared)}
              onBack={() => {
                leave();
                setPrepared(undefined);
              }}
            />
          </WillSign>
        )}
        {sent && (
          <div className="notice good" role="status">
            <p className="notice-title">Your wallet says that it was sent</p>
            <p>
              Transaction <CopyHex value={sent} what="transaction" />. It counts when the chain has it; this page shows it some minutes later.
            </p>
          </div>
        )}
        <Problem error={error} />
      </KnownDao>
    </Dialog>
  );
}
