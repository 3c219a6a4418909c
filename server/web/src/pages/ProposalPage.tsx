import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { Proposal } from '../api/schema';
import { key, stateOf } from '../format/words';
import { StandingBadges } from '../parts/Badge';
import { Description } from '../parts/Description';
import { Comparison, differs } from '../parts/Comparison';
import { Executes } from '../parts/Executes';
import { Headline } from '../parts/Headline';
import { KnownDao, Named } from '../parts/Known';
import { PaidBeforePanel } from '../parts/PaidBefore';
import { Plain } from '../parts/Plain';
import { Provenance } from '../parts/Provenance';
import { VotesPanel } from '../parts/QuorumChart';
import { ActLine, ApprovalsPanel, Bindings, DecisionPanel, ReceiptPanel, Timeline } from '../parts/Record';
import { SimilarBeforePanel } from '../parts/SimilarBefore';
import { QuotedPlaces } from '../parts/QuotedPlaces';
import { Sentences } from '../parts/Sentences';
import { CopyMarkdown, FeedLink } from '../parts/Sharing';
import { SourceProvider } from '../parts/Source';
import { Failure, Loading } from '../parts/States';
import { ChainAhead, chainAhead, KnownChainTime, Time } from '../parts/Time';
import { VerdictBanner } from '../parts/Verdict';
import { VotersPanel } from '../parts/Voters';
import { Written } from '../parts/Written';
import { DecideVote } from '../wallet/DecideDialog';
import { hasRole, useAccess } from '../wallet/session';
import { Problem } from '../wallet/SignIn';
import { OwnVote } from '../wallet/VoteDialog';
import { Page } from './Page';
import { NextStep } from './ProposalsPage';

const UNTITLED = 'Proposal without a title';

export function ProposalPage({ dao: daoId, id }: { dao: string; id: string }) {
  const query = useQuery({ queryKey: ['proposal', daoId, id], queryFn: () => api.proposal(daoId, id) });
  const dao = useQuery({ queryKey: ['daos', daoId], queryFn: () => api.dao(daoId) });
  const proposal = query.data;
  const title = proposal ? proposal.headline || UNTITLED : 'Proposal';
  return (
    <KnownDao value={dao.data}>
      <KnownChainTime value={chainAhead(dao.data?.synced?.at)}>
        <SourceProvider>
          <nav aria-label="Where you are" className="crumbs">
            <Link href={`/daos/${encodeURIComponent(daoId)}`}>
              <span aria-hidden="true">← </span>
              {dao.data?.name ?? daoId}
            </Link>
          </nav>
          <Page title={title} heading={proposal ? <Headline proposal={proposal} /> : title} lead={proposal && <Standing proposal={proposal} />}>
            {query.isPending && <Loading what="the proposal" />}
            {query.isError && <Failure error={query.error} what="this proposal" retry={() => void query.refetch()} />}
            <ChainAhead at={dao.data?.synced?.at} />
            {proposal && (
              <div className="acts sharing">
                <CopyMarkdown what="the digest" load={() => api.digestMarkdown(daoId, id)} />
                <FeedLink dao={daoId} name={dao.data?.name ?? daoId} />
                <Link href={`/daos/${encodeURIComponent(daoId)}/week`}>This week</Link>
              </div>
            )}
            {proposal && <Loaded proposal={proposal} />}
          </Page>
        </SourceProvider>
      </KnownChainTime>
    </KnownDao>
  );
}

/** Where it stands, in one line. */
function Standing({ proposal }: { proposal: Proposal }) {
  const { open, voting } = stateOf(proposal.state);
  return (
    <p>
      <StandingBadges of={proposal} /> proposed by <Named address={proposal.proposer} /> in block {proposal.block.toLocaleString('en')}
      {proposal.opens && (
        <>
          {' · '}voting opens <Time iso={proposal.opens} relative />
        </>
      )}
      {voting && proposal.deadline && (
        <>
          {' · '}voting ends <Time iso={proposal.deadline} relative />
        </>
      )}
      {open && <NextStep proposal={proposal} />}
    </p>
  );
}

/** For operators: the effects at the present head of the chain. */
function SimulateAgain({ proposal }: { proposal: Proposal }) {
  const { signedIn } = useAccess();
  const queries = useQueryClient();
  const simulation = useMutation({
    mutationFn: () => api.simulateAgain(proposal.dao, proposal.id),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (!hasRole(signedIn?.session, 'operator')) return null;
  return (
    <>
      <button type="button" disabled={simulation.isPending} onClick={() => simulation.mutate()}>
        {simulation.isPending ? 'Simulating…' : 'Simulate again'}
      </button>
      <Problem error={simulation.error} />
    </>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function Loaded({ proposal }: { proposal: Proposal }) {
  const { open } = stateOf(proposal.state);
  // Where the two differ, that comes before what either of them says.
  const first = differs(proposal);
  const compared = (
    <Section id="compared" title="The text against the calls">
      <Comparison proposal={proposal} />
    </Section>
  );
  return (
    <>
      {proposal.removedByReorg && (
        <div className="notice bad" role="alert">
          <p className="notice-title">No longer on the chain</p>
          <p>A chain reorganisation removed this proposal. It stays here for the record; nothing is voted or paid for it.</p>
        </div>
      )}
      <div className="reading">
        <div className="reading-main">
          {proposal.executes && (
            <p className="card-does">
              <Plain text={proposal.executes} />
            </p>
          )}
          <QuotedPlaces digest={proposal.digest} description={proposal.description} />
          <VerdictBanner proposal={proposal} />
          {first && compared}
          <Section id="says" title="What it says">
            {proposal.description.trim() === '' ? (
              <p className="soft">Nothing: it was proposed without a text. What it executes stands below.</p>
            ) : proposal.digest ? (
              <Sentences digest={proposal.digest} description={proposal.description} />
            ) : (
              <p className="soft">No digest yet. Read the text itself; this page updates when the digest is there.</p>
            )}
            {proposal.digest && proposal.written && (
              <Written written={proposal.written} description={proposal.description} effects={proposal.effects?.effects ?? []} />
            )}
          </Section>
          <Section id="executes" title="What it executes">
            <Executes effects={proposal.effects} />
            <SimulateAgain proposal={proposal} />
          </Section>
          {!first && compared}
          {(proposal.effects?.effects ?? []).some((effect) => key(effect.kind) === 'TRANSFER') && (
            <Section id="before" title="The same payee before">
              <PaidBeforePanel dao={proposal.dao} id={proposal.id} />
            </Section>
          )}
          <Section id="similar" title="Earlier proposals with a similar title">
            <SimilarBeforePanel proposal={proposal} />
          </Section>
          {proposal.receipt && (
            <Section id="receipt" title="What was paid">
              <ReceiptPanel receipt={proposal.receipt} />
            </Section>
          )}
          {proposal.votes && (
            <Section id="votes" title="Votes">
              <VotesPanel votes={proposal.votes} />
              <OwnVote proposal={proposal} />
              <VotersPanel proposal={proposal} />
            </Section>
          )}
          <Section id="decision" title="Our vote">
            <DecisionPanel decision={proposal.decision} ballot={proposal.ballot} />
            <DecideVote proposal={proposal} />
          </Section>
          <Section id="approvals" title="Approvals">
            {proposal.approvals ? <ApprovalsPanel approvals={proposal.approvals} /> : <p className="soft">None are needed yet.</p>}
            {proposal.queue && <ActLine act={proposal.queue} />}
            {proposal.execution && <ActLine act={proposal.execution} />}
            {open && (
              <p>
                <Link href="/payouts">Go to the payout queue</Link>
              </p>
            )}
          </Section>
          <Section id="timeline" title="Timeline">
            <Timeline events={proposal.timeline} />
          </Section>
          <Section id="provenance" title="Made from and with">
            <Provenance proposal={proposal} />
            <Bindings proposal={proposal} />
          </Section>
        </div>
        <aside className="reading-source" aria-label="The proposal’s own words">
          <Description proposal={proposal} />
        </aside>
      </div>
    </>
  );
}
