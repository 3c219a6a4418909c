import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { Standing } from '../api/asked';
import type { ProposalSummary } from '../api/schema';
import { treasuryHref } from '../format/money';
import { dutyLabel, isStopped, plural, stateOf } from '../format/words';
import { Badge, StandingBadges } from '../parts/Badge';
import { DueSoon } from '../parts/DueSoon';
import { Headline } from '../parts/Headline';
import { Plain } from '../parts/Plain';
import { QuorumBar, votesInBrief } from '../parts/QuorumChart';
import { Empty, Failure, Loading } from '../parts/States';
import { Subscribe } from '../parts/Subscribe';
import { ChainAhead, chainAhead, KnownChainTime, Time } from '../parts/Time';
import { Delegate } from '../wallet/DelegateDialog';
import { Balances } from './DaosPage';
import { Page } from './Page';

const FILTERS: { standing: Standing | undefined; count: 'all' | 'open' | 'stopped' | 'closed'; label: string }[] = [
  { standing: undefined, count: 'all', label: 'All' },
  { standing: 'open', count: 'open', label: 'Open' },
  { standing: 'stopped', count: 'stopped', label: 'Stopped' },
  { standing: 'closed', count: 'closed', label: 'Closed' },
];

const AT_ONCE = 25;

/** The server picks and counts, so that no number depends on how far somebody has scrolled. */
function useProposals(dao: string, standing: Standing | undefined, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['proposals', dao, standing],
    queryFn: ({ pageParam }) => api.proposals(dao, AT_ONCE, pageParam, standing),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => (last.length < AT_ONCE ? undefined : last.at(-1)?.block),
    enabled,
  });
}

export function ProposalsPage({ dao: id }: { dao: string }) {
  const [standing, setStanding] = useState<Standing>();
  const dao = useQuery({ queryKey: ['daos', id], queryFn: () => api.dao(id) });
  const proposals = useProposals(id, standing);
  // However old, what is stopped stands before what is new.
  const pins = standing === undefined && (dao.data?.counts.stopped ?? 0) > 0;
  const stopped = useProposals(id, 'stopped', pins);
  const listed = proposals.data?.pages.flat() ?? [];
  // Where both lists have it, the newer answer says how it is.
  const newest = new Map(proposals.dataUpdatedAt > stopped.dataUpdatedAt ? listed.map((one) => [one.id, one]) : []);
  const pinned = pins ? (stopped.data?.pages.flat() ?? []).map((one) => newest.get(one.id) ?? one).filter(isStopped) : [];
  const shown = [...pinned, ...listed.filter((one) => !pinned.some((other) => other.id === one.id))];
  const moreStopped = pins && stopped.hasNextPage;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = moreStopped ? stopped : proposals;
  const name = dao.data?.name ?? id;
  return (
    <Page
      title={`${name}: proposals`}
      heading={<Plain text={name} />}
      lead={dao.data && <DaoFacts proposals={dao.data.proposals} synced={dao.data.synced} />}
    >
      {dao.data?.problem && (
        <div className="notice warn" role="alert">
          <p className="notice-title">What you see may be old</p>
          <p>
            <Plain text={dao.data.problem} />
          </p>
        </div>
      )}
      {dao.data?.voteKey && (
        <div className={dao.data.voteKey.secondsLeft < 7 * 86400 ? "notice warn" : "notice"} role="note">
          <p className="notice-title">
            {dao.data.voteKey.secondsLeft === 0 ? "This server cannot vote any more" : "The key that votes here"}
          </p>
          <p>
            <Plain text={dao.data.voteKey.words} />
          </p>
        </div>
      )}
      {(dao.data?.dangers?.length ?? 0) > 0 && (
        <div className="notice warn">
          <p className="notice-title">What the DAO has can be moved without a vote, or not as it should</p>
          <ul>
            {(dao.data?.dangers ?? []).map((danger) => (
              <li key={danger}>
                <Plain text={danger} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {dao.data?.kind && dao.data.kind.limits.length > 0 && (
        <div className="notice" role="note">
          <p className="notice-title">What does not work with this governor</p>
          {dao.data.kind.limits.map((limit) => (
            <p key={limit}>
              <Plain text={limit} />
            </p>
          ))}
        </div>
      )}
      <ChainAhead at={dao.data?.synced?.at} />
      <DueSoon />
      {dao.data && <Balances dao={dao.data} />}
      {dao.data && (
        <div className="acts sharing">
          <Link href={`/daos/${encodeURIComponent(id)}/week`}>This week: what happened, what is due</Link>
          <Link href={treasuryHref(id)}>Where the money went</Link>
          <Delegate dao={dao.data} />
        </div>
      )}
      {dao.data && <Subscribe dao={id} name={name} />}
      {dao.isError && <Failure error={dao.error} what="the DAO" retry={() => void dao.refetch()} />}
      <div className="filters" role="group" aria-label="Which proposals">
        {FILTERS.map((each) => (
          <button key={each.label} type="button" aria-pressed={standing === each.standing} onClick={() => setStanding(each.standing)}>
            {each.label} <Count value={dao.data?.counts[each.count]} />
          </button>
        ))}
      </div>
      {(dao.data?.counts.unjudged ?? 0) > 0 && <p className="soft">{dao.data?.counts.unjudged} of the open ones are not checked yet: they may have to be stopped.</p>}
      {proposals.isPending && <Loading what="the proposals" />}
      {proposals.isError && <Failure error={proposals.error} what="the proposals" retry={() => void proposals.refetch()} />}
      {stopped.isError && <Failure error={stopped.error} what="the stopped proposals" retry={() => void stopped.refetch()} />}
      {proposals.isSuccess && shown.length === 0 && standing === undefined && (
        <Empty title="No proposals yet">They appear here by themselves as soon as the governor contract has one.</Empty>
      )}
      {proposals.isSuccess && shown.length === 0 && standing !== undefined && <Empty title="None of these">Choose “All” to see every proposal.</Empty>}
      <KnownChainTime value={chainAhead(dao.data?.synced?.at)}>
        <ul className="cards">
          {shown.map((proposal) => (
            <ProposalCard key={proposal.id} proposal={proposal} />
          ))}
        </ul>
      </KnownChainTime>
      {hasNextPage && (
        <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? 'Loading…' : moreStopped ? 'More stopped proposals' : 'Older proposals'}
        </button>
      )}
    </Page>
  );
}

/** How many there are; nothing is counted before the server said. */
function Count({ value }: { value: number | undefined }) {
  if (value !== undefined) return <span className="count">{value.toLocaleString('en')}</span>;
  return (
    <span className="count">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">not counted yet</span>
    </span>
  );
}

function DaoFacts({ proposals, synced }: { proposals: number; synced: { block: number; at: string } | undefined }) {
  return (
    <p>
      {plural(proposals, 'proposal')}
      {synced && <>, read up to block {synced.block.toLocaleString('en')}</>}
    </p>
  );
}

/** What comes next by itself. Only what belongs to a vote has a deadline. */
export function NextStep({ proposal }: { proposal: ProposalSummary }) {
  const { voting } = stateOf(proposal.state);
  if (isStopped(proposal) && !voting) return <> · next: a treasurer rejects it, or overrides the block</>;
  if (!proposal.nextDuty) return null;
  return (
    <>
      {' · '}next: {dutyLabel(proposal.nextDuty.kind)}
      {voting && proposal.nextDuty.latestSafe !== undefined && (
        <>
          {' '}
          by <Time iso={proposal.nextDuty.latestSafe} />
        </>
      )}
    </>
  );
}

/**
 * @param governor whose proposal it is, where those of several stand together
 */
export function ProposalCard({ proposal, governor }: { proposal: ProposalSummary; governor?: string | undefined }) {
  const { open, voting } = stateOf(proposal.state);
  return (
    <li className={isStopped(proposal) ? 'card stopped' : 'card'}>
      <div className="card-badges">
        <StandingBadges of={proposal} />
        {open && proposal.overridden && <Badge tone="bad">{plural(proposal.findings.red, 'red finding')} lifted</Badge>}
        {proposal.findings.amber > 0 && <Badge tone="warn">{plural(proposal.findings.amber, 'thing')} to look at</Badge>}
      </div>
      <h2>
        <Link href={`/daos/${encodeURIComponent(proposal.dao)}/proposals/${encodeURIComponent(proposal.id)}`}>
          <Headline proposal={proposal} />
        </Link>
      </h2>
      {proposal.executes && (
        <p className="card-does">
          <Plain text={proposal.executes} />
        </p>
      )}
      {proposal.votes && (
        <>
          <QuorumBar votes={proposal.votes} />
          <p className="card-votes" aria-hidden="true">
            {votesInBrief(proposal.votes)}
          </p>
        </>
      )}
      <p className="fine">
        {governor && (
          <>
            <Plain text={governor} />
            {' · '}
          </>
        )}
        {proposal.opens && (
          <>
            Voting opens <Time iso={proposal.opens} relative />
            {' · '}
          </>
        )}
        {voting && proposal.deadline ? (
          <>
            {proposal.opens ? 'ends' : 'Voting ends'} <Time iso={proposal.deadline} relative />
          </>
        ) : (
          proposal.updatedAt && (
            <>
              Last change <Time iso={proposal.updatedAt} relative past />
            </>
          )
        )}
        {open && <NextStep proposal={proposal} />}
      </p>
    </li>
  );
}
