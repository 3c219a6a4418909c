import type { Votes } from '../api/types';
import { formatAmount, formatVotes, percent, sumOf } from '../format/amount';

/** Votes tokens of the supported governors have 18 decimals. */
const VOTE_DECIMALS = 18;

/** The chart in words: the same facts for whoever does not see it. */
export function votesInWords(votes: Votes): string {
  const counted = sumOf(votes.for, votes.abstain);
  if (sumOf(counted, votes.against, votes.quorum) === '0') return 'No votes are known yet.';
  const reached = BigInt(counted || '0') >= BigInt(votes.quorum || '0');
  const share = percent(counted, votes.quorum);
  return (
    `${formatVotes(votes.for)} for, ${formatVotes(votes.against)} against, ${formatVotes(votes.abstain)} abstain. ` +
    (reached
      ? `Quorum of ${formatVotes(votes.quorum)} is reached.`
      : `Quorum of ${formatVotes(votes.quorum)} is not reached: ${share.toFixed(share < 10 ? 1 : 0)}% so far.`)
  );
}

/** For a card, where the bar's own words would be too long. */
export function votesInBrief(votes: Votes): string {
  const counted = sumOf(votes.for, votes.abstain);
  if (sumOf(counted, votes.against, votes.quorum) === '0') return 'No votes are known yet';
  const quorum =
    BigInt(counted) >= BigInt(votes.quorum || '0')
      ? `quorum of ${formatVotes(votes.quorum)} reached`
      : `${formatVotes(counted)} of ${formatVotes(votes.quorum)} toward the quorum`;
  return `${formatVotes(votes.for)} for · ${formatVotes(votes.against)} against · ${quorum}`;
}

/** What counts toward the quorum stands first, so that the mark can be read against it. */
const KINDS = ['for', 'abstain', 'against'] as const;

/** A bar that spans the larger of all votes and the quorum, with a mark where the quorum lies. */
export function QuorumBar({ votes }: { votes: Votes }) {
  const all = sumOf(votes.for, votes.against, votes.abstain);
  const scale = BigInt(all) > BigInt(votes.quorum || '0') ? all : votes.quorum;
  const widths = KINDS.map((kind) => percent(votes[kind], scale));
  const mark = percent(votes.quorum, scale);
  let x = 0;
  return (
    <svg className="quorum-bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={votesInWords(votes)}>
      <rect className="track" x="0" y="1" width="100" height="6" />
      {KINDS.map((kind, index) => {
        const rect = <rect key={kind} className={kind} x={x} y="1" width={widths[index]} height="6" />;
        x += widths[index] ?? 0;
        return rect;
      })}
      <line className="quorum-mark" x1={Math.min(mark, 99.6)} x2={Math.min(mark, 99.6)} y1="0" y2="8" />
    </svg>
  );
}

/** The proposal page's chart: bar, words, and a table with exact numbers. */
export function VotesPanel({ votes }: { votes: Votes }) {
  const all = sumOf(votes.for, votes.against, votes.abstain);
  return (
    <>
      <QuorumBar votes={votes} />
      <p>{votesInWords(votes)}</p>
      <table className="figures">
        <caption className="visually-hidden">Exact votes</caption>
        <tbody>
          {KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">
                <span className={`key ${kind}`} aria-hidden="true" />
                {kind === 'for' ? 'For' : kind === 'against' ? 'Against' : 'Abstain'}
              </th>
              <td>{formatAmount(votes[kind], VOTE_DECIMALS)}</td>
              <td className="soft">{percent(votes[kind], all).toFixed(1)}%</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <span className="key quorum" aria-hidden="true" />
              Quorum
            </th>
            <td>{formatAmount(votes.quorum, VOTE_DECIMALS)}</td>
            <td className="soft">for + abstain</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}
