import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { ProposalSummary } from '../api/schema';
import { dutyLabel, plural, stateOf } from '../format/words';
import { Badge, StateBadge } from '../parts/Badge';
import { Headline } from '../parts/Headline';
import { Plain } from '../parts/Plain';
import { QuorumBar, votesInBrief } from '../parts/QuorumChart';
import { Empty, Failure, Loading } from '../parts/States';
import { Subscribe } from '../parts/Subscribe';
import { ChainAhead, chainAhead, KnownChainTime, Time } from '../parts/Time';
import { Delegate } from '../wallet/DelegateDialog';
import { Balances } from './DaosPage';
import { Page } from './Page';

type Filter = 'all' | 'open' | 'stopped' | 'closed';

const FILTERS: { id: Filter; label: string; keeps: (proposal: ProposalSummary) => boolean }[] = [
  { id: 'all', label: 'All', keeps: () => true },
  { id: 'open', label: 'Open', keeps: (proposal) => stateOf(proposal.state).open },
  { id: 'stopped', label: 'Stopped', keeps: (proposal) => proposal.blocked },
  { id: 'closed', label: 'Closed', keeps: (proposal) => !stateOf(proposal.state).open },
];

/** The first page is soon there; the others are large. */
const FIRST = 50;
const FURTHER = 200;

export function ProposalsPage({ dao: id }: { dao: string }) {
  const [filter, setFilter] = useState<Filter>('all');
  const dao = useQuery({ queryKey: ['daos', id], queryFn: () => api.dao(id) });
  const proposals = useInfiniteQuery({
    queryKey: ['proposals', id],
    queryFn: ({ pageParam }) => (pageParam === undefined ? api.proposals(id, FIRST) : api.proposals(id, FURTHER, pageParam)),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last, pages) => (last.length < (pages.length === 1 ? FIRST : FURTHER) ? undefined : last.at(-1)?.block),
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = proposals;
  // "None stopped" is only true of what was looked at: whoever asks for some gets all looked at.
  const looking = filter !== 'all' && hasNextPage && !proposals.isError;
  const pages = proposals.data?.pages.length;
  useEffect(() => {
    if (looking && !isFetchingNextPage) void fetchNextPage();
  }, [looking, pages, isFetchingNextPage, fetchNextPage]);
  const all = proposals.data?.pages.flat() ?? [];
  const keeps = FILTERS.find((each) => each.id === filter)?.keeps ?? (() => true);
  const shown = all.filter(keeps);
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
      {dao.data && <Balances dao={dao.data} />}
      {dao.data && (
        <div className="acts sharing">
          <Link href={`/daos/${encodeURIComponent(id)}/week`}>This week: what happened, what is due</Link>
          <Delegate dao={dao.data} />
        </div>
      )}
      {dao.data && <Subscribe dao={id} name={name} />}
      {dao.isError && <Failure error={dao.error} what="the DAO" retry={() => void dao.refetch()} />}
      <div className="filters" role="group" aria-label="Which proposals">
        {FILTERS.map((each) => (
          <button key={each.id} type="button" aria-pressed={filter === each.id} onClick={() => setFilter(each.id)}>
            {each.label} <Count known={proposals.isSuccess} count={all.filter(each.keeps).length} more={hasNextPage} />
          </button>
        ))}
      </div>
      {proposals.isPending && <Loading what="the proposals" />}
      {proposals.isError && <Failure error={proposals.error} what="the proposals" retry={() => void proposals.refetch()} />}
      {proposals.isSuccess && all.length === 0 && (
        <Empty title="No proposals yet">They appear here by themselves as soon as the governor contract has one.</Empty>
      )}
      {looking && <p role="status">Looking through older proposals: {plural(all.length, 'proposal')} so far…</p>}
      {all.length > 0 && shown.length === 0 && !looking && <Empty title="None of these">Choose “All” to see every proposal.</Empty>}
      <KnownChainTime value={chainAhead(dao.data?.synced?.at)}>
        <ul className="cards">
          {shown.map((proposal) => (
            <ProposalCard key={proposal.id} proposal={proposal} />
          ))}
        </ul>
      </KnownChainTime>
      {hasNextPage && !looking && (
        <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? 'Loading…' : 'Older proposals'}
        </button>
      )}
    </Page>
  );
}

/** How many there are, as far as is known: nothing is counted before it was read. */
function Count({ known, count, more }: { known: boolean; count: number; more: boolean }) {
  if (!known) {
    return (
      <span className="count">
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">not counted yet</span>
      </span>
    );
  }
  return (
    <span className="count">
      {count}
      {more && (
        <>
          <span aria-hidden="true">+</span>
          <span className="visually-hidden"> or more</span>
        </>
      )}
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
  if (proposal.blocked && !voting) return <> · next: a treasurer rejects it, or overrides the block</>;
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
    <li className={proposal.blocked ? 'card stopped' : 'card'}>
      <div className="card-badges">
        <StateBadge state={proposal.state} />
        {proposal.blocked && <Badge tone="bad">Stopped</Badge>}
        {!proposal.blocked && proposal.findings.red > 0 && <Badge tone="bad">{plural(proposal.findings.red, 'finding')} to settle</Badge>}
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
