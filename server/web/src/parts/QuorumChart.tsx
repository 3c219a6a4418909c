import type { Votes } from '../api/schema';
import { formatAmount, formatVotes, percent, sumOf } from '../format/amount';

/** Votes tokens of the supported governors have 18 decimals. */
export const VOTE_DECIMALS = 18;

function counted(votes: Votes): string {
  return sumOf(votes.for, votes.abstain);
}

function none(votes: Votes): boolean {
  return sumOf(counted(votes), votes.against, votes.quorum ?? '0') === '0';
}

function reached(votes: Votes, quorum: string): boolean {
  return BigInt(counted(votes) || '0') >= BigInt(quorum || '0');
}

/** The chart in words: the same facts for whoever does not see it. */
export function votesInWords(votes: Votes): string {
  if (none(votes)) return 'No votes are known yet.';
  const cast = `${formatVotes(votes.for)} for, ${formatVotes(votes.against)} against, ${formatVotes(votes.abstain)} abstain. `;
  if (votes.quorum === undefined) return `${cast}The quorum is not known.`;
  const share = percent(counted(votes), votes.quorum);
  return (
    cast +
    (reached(votes, votes.quorum)
      ? `Quorum of ${formatVotes(votes.quorum)} is reached.`
      : `Quorum of ${formatVotes(votes.quorum)} is not reached: ${share.toFixed(share < 10 ? 1 : 0)}% so far.`)
  );
}

/** For a card, where the bar's own words would be too long. */
export function votesInBrief(votes: Votes): string {
  if (none(votes)) return 'No votes are known yet';
  const quorum =
    votes.quorum === undefined
      ? 'quorum not known'
      : reached(votes, votes.quorum)
        ? `quorum of ${formatVotes(votes.quorum)} reached`
        : `${formatVotes(counted(votes))} of ${formatVotes(votes.quorum)} toward the quorum`;
  return `${formatVotes(votes.for)} for · ${formatVotes(votes.against)} against · ${quorum}`;
}

/** What counts toward the quorum stands first, so that the mark can be read against it. */
const KINDS = ['for', 'abstain', 'against'] as const;

/** A bar that spans the larger of all votes and the quorum, with a mark where the quorum lies. */
export function QuorumBar({ votes }: { votes: Votes }) {
  const all = sumOf(votes.for, votes.against, votes.abstain);
  const quorum = votes.quorum ?? '0';
  const scale = BigInt(all) > BigInt(quorum || '0') ? all : quorum;
  const widths = KINDS.map((kind) => percent(votes[kind], scale));
  const mark = percent(quorum, scale);
  let x = 0;
  return (
    <svg className="quorum-bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={votesInWords(votes)}>
      <rect className="track" x="0" y="1" width="100" height="6" />
      {KINDS.map((kind, index) => {
        const rect = <rect key={kind} className={kind} x={x} y="1" width={widths[index]} height="6" />;
        x += widths[index] ?? 0;
        return rect;
      })}
      {votes.quorum !== undefined && <line className="quorum-mark" x1={Math.min(mark, 99.6)} x2={Math.min(mark, 99.6)} y1="0" y2="8" />}
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
            <td>{votes.quorum === undefined ? 'not known: voting has not opened, or the governor does not tell it' : formatAmount(votes.quorum, VOTE_DECIMALS)}</td>
            <td className="soft">for + abstain</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}
