import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { StatementKind } from '../api/asked';
import type { Dao, Payout } from '../api/schema';
import { sameAddress } from '../format/address';
import { isStopped, plural } from '../format/words';
import { Badge, StandingBadges } from '../parts/Badge';
import { EffectsTable } from '../parts/Executes';
import { KnownDao } from '../parts/Known';
import { Plain } from '../parts/Plain';
import { Statements } from '../parts/Record';
import { useShown } from '../parts/Shown';
import { Empty, Failure, Loading } from '../parts/States';
import { ChainAhead, chainAhead, KnownChainTime, Time } from '../parts/Time';
import { PausePanel } from '../wallet/PausePanel';
import { SignInButton } from '../wallet/SignIn';
import { StatementDialog } from '../wallet/StatementDialog';
import { useAccess } from '../wallet/session';
import { Page } from './Page';

/** Each with its payments, approvals and statements. */
const AT_ONCE = 10;

export function PayoutsPage() {
  const payouts = useQuery({ queryKey: ['payouts'], queryFn: api.payouts });
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  const { shown, more } = useShown([...(payouts.data ?? [])].sort(byNeed), AT_ONCE);
  return (
    <Page
      title="Payouts"
      lead={<p>What passed its vote and waits to be executed. Nothing leaves a treasury before its treasurers approved exactly what is listed.</p>}
    >
      {payouts.isPending && <Loading what="the payouts" />}
      {payouts.isError && <Failure error={payouts.error} what="the payouts" retry={() => void payouts.refetch()} />}
      {payouts.data?.length === 0 && <Empty title="Nothing is waiting">Proposals come here when they have passed and stand in the timelock.</Empty>}
      {daos.data?.map((dao) => <ChainAhead key={dao.id} at={dao.synced?.at} />)}
      <SignInFirst />
      {daos.data?.map((dao) => <PausePanel key={`pauses/${dao.id}`} dao={dao} />)}
      <ul className="cards wide">
        {shown.map((payout) => (
          <PayoutCard
            key={`${payout.dao}/${payout.proposalId}`}
            payout={payout}
            dao={daos.data?.find((dao) => dao.id === payout.dao)}
          />
        ))}
      </ul>
      {more}
    </Page>
  );
}

/** What is stopped, which others may execute all the same, comes first; then what treasurers have to look at, nearly approved before untouched; what only waits for its time last. */
function need(payout: Payout): number {
  if (isStopped(payout)) return 0;
  return payout.approvals.missing > 0 ? 1 : 2;
}

function byNeed(a: Payout, b: Payout): number {
  return need(a) - need(b) || a.approvals.missing - b.approvals.missing;
}

/** What stands against paying it, by whom. */
function rejections(payout: Payout) {
  return payout.approvals.statements.filter(({ kind, counts }) => kind.toUpperCase() === 'REJECT' && counts);
}

/** When the timelock lets it through, before and after that. */
function Opens({ eta, synced }: { eta: string; synced: string | undefined }) {
  const now = chainAhead(synced) ?? Date.now();
  return Date.parse(eta) > now ? (
    <>
      The timelock opens <Time iso={eta} relative />
    </>
  ) : (
    <>
      The timelock has been open since <Time iso={eta} />
    </>
  );
}

function SignInFirst() {
  const { signedIn } = useAccess();
  if (signedIn) return null;
  return (
    <p className="acts">
      <SignInButton /> <span className="soft">Treasurers sign in to approve or reject.</span>
    </p>
  );
}

function PayoutCard({ payout, dao }: { payout: Payout; dao: Dao | undefined }) {
  const [chosen, setChosen] = useState<{ kind: StatementKind; lifts?: string[] }>();
  return (
    <li className={isStopped(payout) ? 'card stopped' : 'card'}>
      <KnownDao value={dao}>
        <div className="card-badges">
          <StandingBadges of={payout} />
          {rejections(payout).length > 0 && <Badge tone="bad">Rejected: will not be paid</Badge>}
          <Badge tone={payout.approvals.missing === 0 && rejections(payout).length === 0 ? 'good' : 'busy'}>
            {payout.approvals.given} of {payout.approvals.threshold} approved
          </Badge>
        </div>
        <h2>
          <Link href={`/daos/${encodeURIComponent(payout.dao)}/proposals/${encodeURIComponent(payout.proposalId)}`}>
            <Plain text={payout.headline} />
          </Link>
        </h2>
        <p className="next">
          <Plain text={payout.next} />
        </p>
        {payout.eta && (
          <p className="fine">
            <KnownChainTime value={chainAhead(dao?.synced?.at)}>
              <Opens eta={payout.eta} synced={dao?.synced?.at} />
              {payout.until && (
                <>
                  ; it can be executed until <Time iso={payout.until} relative />
                </>
              )}
            </KnownChainTime>
          </p>
        )}
        {isStopped(payout) && (
          <>
            <p className="fine">{plural(payout.reasons.length, 'reason')} against it:</p>
            <ul>
              {payout.reasons.map((reason) => (
                <li key={reason}>
                  <Plain text={reason} />
                </li>
              ))}
            </ul>
          </>
        )}
        <EffectsTable effects={payout.effects} caption="What will be executed" />
        <Statements statements={payout.approvals.statements} />
        <Acts payout={payout} dao={dao} choose={(kind, lifts) => setChosen(lifts ? { kind, lifts } : { kind })} />
        {chosen && dao && <StatementDialog payout={payout} dao={dao} {...chosen} onClose={() => setChosen(undefined)} />}
      </KnownDao>
    </li>
  );
}

function Acts({ payout, dao, choose }: { payout: Payout; dao: Dao | undefined; choose: (kind: StatementKind, lifts?: string[]) => void }) {
  const { signedIn } = useAccess();
  if (!signedIn) return null;
  if (!dao?.treasurers.some((treasurer) => sameAddress(treasurer, signedIn.session.address))) {
    return <p className="soft">Your address is no treasurer of this DAO: you can read, but not approve.</p>;
  }
  const stopped = isStopped(payout);
  const treasurer = (address: string) => dao.treasurers.some((one) => sameAddress(one, address));
  // One's own rejection, or that of somebody who is no treasurer any more.
  const withdrawable = payout.approvals.statements.filter(
    ({ kind, counts, treasurer: by }) => kind.toUpperCase() === 'REJECT' && counts && (sameAddress(by, signedIn.session.address) || !treasurer(by)),
  );
  const mine = payout.approvals.statements.filter(({ counts, treasurer: by }) => counts && sameAddress(by, signedIn.session.address));
  const approved = mine.some(({ kind }) => kind.toUpperCase() === 'APPROVE');
  // Seen, a card says what its buttons are about; read out one after the other, each has to say it.
  const which = (
    <span className="visually-hidden">
      {' '}
      <Plain text={payout.headline} />
    </span>
  );
  const reject = (
    <button type="button" className={stopped ? 'primary' : undefined} onClick={() => choose('reject')}>
      Reject…{which}
    </button>
  );
  return (
    <div className="acts">
      {stopped && reject}
      {stopped ? (
        <button type="button" className="danger" onClick={() => choose('override')}>
          Override the block…
          {which}
        </button>
      ) : approved ? (
        <>
          <span className="soft">You approved this.</span>
          <button type="button" onClick={() => choose('approve')}>
            Approve again…
            {which}
          </button>
        </>
      ) : (
        <button type="button" className="primary" onClick={() => choose('approve')}>
          Approve…
          {which}
        </button>
      )}
      {!stopped && reject}
      {withdrawable.map(({ name, treasurer: by }) => (
        <button key={name} type="button" onClick={() => choose('withdraw', [name])}>
          {sameAddress(by, signedIn.session.address) ? 'Withdraw my rejection…' : 'Withdraw a former treasurer’s rejection…'}
          {which}
        </button>
      ))}
    </div>
  );
}
