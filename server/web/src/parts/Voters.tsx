import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { CastPart, Proposal, Voter, Voters, Votes } from '../api/schema';
import { formatAmount, formatVotes, percent, sumOf } from '../format/amount';
import { isAddress } from '../format/address';
import { key, plural } from '../format/words';
import { ExplorerLink } from './Address';
import { Badge } from './Badge';
import { ensNameOf, labelOf, useDao } from './Book';
import { Named } from './Known';
import { Plain } from './Plain';
import { VOTE_DECIMALS } from './QuorumChart';
import { Failure, Loading } from './States';
import { Time } from './Time';

/** Fewer are found by looking. */
const WORTH_SEARCHING = 5;

/** A longer reason is folded. */
const LONG_REASON = 280;

const DIRECTIONS: Record<string, string> = { for: 'For', against: 'Against', abstain: 'Abstain' };

/** Who voted on a proposal, the heaviest first. */
export function VotersPanel({ proposal: { dao, id, state, votes } }: { proposal: Proposal }) {
  const [words, setWords] = useState('');
  const known = useDao();
  const pages = useInfiniteQuery({
    queryKey: ['proposal', dao, id, 'voters'],
    queryFn: ({ pageParam }) => api.voters(dao, id, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
  });
  const wanted = words.trim();
  const one = useQuery({
    queryKey: ['proposal', dao, id, 'voters', wanted.toLowerCase()],
    queryFn: () => api.voter(dao, id, wanted),
    enabled: isAddress(wanted),
  });
  const first = pages.data?.pages[0];
  if (pages.isPending) return <Loading what="who voted" />;
  if (pages.isError || !first) return <Failure error={pages.error} what="who voted" retry={() => void pages.refetch()} />;
  const loaded = pages.data.pages.flatMap((page) => page.largest);
  const found = isAddress(wanted) ? (one.data?.largest ?? []) : loaded.filter((voter) => fits(voter, wanted, labelOf(known, voter.account) ?? ensNameOf(known, voter.account)));
  const cast = sumOf(...first.cast.map((part) => part.weight));
  const left = first.voters - loaded.length;
  return (
    <>
      <h3>Who voted</h3>
      <ReadTo voters={first} nobody={nobodyYet(state, votes)} />
      {first.voters > WORTH_SEARCHING && (
        <label className="voter-search">
          Find a voter by address or name <input type="search" value={words} onChange={(event) => setWords(event.target.value)} />
        </label>
      )}
      {wanted !== '' && found.length === 0 && <p role="status">{nobody(wanted, one.isFetching, left)}</p>}
      {isAddress(wanted) && one.isError && <Failure error={one.error} what="this voter" retry={() => void one.refetch()} />}
      {found.length > 0 && (
        <ol className="voters">
          {found.map((voter) => (
            <Row key={voter.account} voter={voter} cast={cast} />
          ))}
        </ol>
      )}
      {pages.hasNextPage && wanted === '' && (
        <button type="button" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {pages.isFetchingNextPage ? 'Loading…' : `Show more voters (${left.toLocaleString('en')} left)`}
        </button>
      )}
    </>
  );
}

function fits(voter: Voter, wanted: string, label: string | undefined): boolean {
  const words = wanted.toLowerCase();
  return voter.account.toLowerCase().includes(words) || (label ?? '').toLowerCase().includes(words);
}

function nobody(wanted: string, asking: boolean, left: number): string {
  if (isAddress(wanted)) return asking ? 'Looking…' : 'This account has not voted, as far as votes are read.';
  return left > 0 ? 'None of the voters shown so far is called that. Show more of them, or type a whole address.' : 'No voter is called that.';
}

/** What an empty list means: the tally is of the newest block, and the list of older ones. */
function nobodyYet(state: string, votes: Votes | undefined): string {
  if (votes && sumOf(votes.for, votes.against, votes.abstain) !== '0') return 'The votes that are counted above are not listed yet.';
  return key(state) === 'PENDING' ? 'Nobody can vote yet.' : 'Nobody has voted yet.';
}

/** How far votes are read; before that nobody knows that somebody has not voted. */
function ReadTo({ voters: { voters, readTo, problem }, nobody }: { voters: Voters; nobody: string }) {
  return (
    <>
      {voters === 0 && readTo && <p>{nobody}</p>}
      {voters > 0 && (
        <p>
          {plural(voters, 'account has', 'accounts have')} voted; percentages are of what they cast. Reasons are the voters’ own words: nobody has checked them.
        </p>
      )}
      {readTo ? (
        <p className="fine">
          Votes are read up to block {readTo.block.toLocaleString('en')} (<Time iso={readTo.at} />
          ). Newer ones follow when nothing can take their blocks back.
        </p>
      ) : (
        <p className="fine">Votes were not read from the chain yet. They appear here some minutes after the proposal was read.</p>
      )}
      {problem && (
        <div className="notice warn">
          <p className="notice-title">Votes are not read now</p>
          <p>
            <Plain text={problem} /> The server tries again by itself.
          </p>
        </div>
      )}
    </>
  );
}

function Row({ voter, cast }: { voter: Voter; cast: string }) {
  return (
    <li>
      <div className="voter">
        <span className="voter-name">
          <Named address={voter.account} />
          <ExplorerLink value={voter.account} /> {voter.ours && <Badge tone="busy">our vote</Badge>} {voter.followed && <Badge tone="plain">our policy follows it</Badge>}
        </span>
        <Directions parts={voter.parts} />
        <span className="voter-weight">
          <span title={`${formatAmount(voter.weight, VOTE_DECIMALS)} votes`}>{formatVotes(voter.weight, VOTE_DECIMALS)}</span>{' '}
          <span className="soft">
            {shareOf(voter.weight, cast)}
            <span className="visually-hidden"> of what was cast</span>
          </span>
        </span>
      </div>
      {voter.votes > 1 && <p className="fine">Cast in {plural(voter.votes, 'vote')}.</p>}
      {voter.taken && <p className="fine">Without {formatVotes(voter.taken, VOTE_DECIMALS)} that those who delegated to it voted themselves.</p>}
      {voter.reasons.map((reason, index) => (
        <Reason key={index} text={reason.text} />
      ))}
    </li>
  );
}

function shareOf(weight: string, cast: string): string {
  const share = percent(weight, cast);
  return share > 0 && share < 0.1 ? '< 0.1%' : `${share.toFixed(1)}%`;
}

function Directions({ parts }: { parts: CastPart[] }) {
  return (
    <ul className="directions">
      {parts.map(({ direction, weight }) => (
        <li key={direction}>
          <span className={`key ${DIRECTIONS[direction] ? direction : 'unknown'}`} aria-hidden="true" />
          {DIRECTIONS[direction] ?? `Unknown direction ${direction}`}
          {parts.length > 1 && ` ${formatVotes(weight, VOTE_DECIMALS)}`}
        </li>
      ))}
    </ul>
  );
}

function Reason({ text }: { text: string }) {
  const words = (
    <blockquote className="voter-reason" dir="auto">
      <Plain text={text} />
    </blockquote>
  );
  if (text.length <= LONG_REASON) return words;
  return (
    <details>
      <summary>
        <Plain text={`${[...text].slice(0, LONG_REASON / 2).join('').trimEnd()}…`} />
      </summary>
      {words}
    </details>
  );
}
