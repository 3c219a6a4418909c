import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { Rule, RuleVote } from '../api/schema';
import { formatVotes } from '../format/amount';
import { actStatus, key, plural, voteWords } from '../format/words';
import { CopyHex, ShortHex } from '../parts/Address';
import { Badge } from '../parts/Badge';
import { Cell, RowHead } from '../parts/Cells';
import { Plain } from '../parts/Plain';
import { Empty, Failure, Loading } from '../parts/States';
import { Time } from '../parts/Time';
import { Page } from './Page';

const OUTCOMES: Record<string, string> = {
  FOR: 'votes for',
  AGAINST: 'votes against',
  ABSTAIN: 'abstains',
  REFRAIN: 'does not vote',
  ESCALATE: 'asks a person',
  WAIT: 'waits',
};

const DECIDED: Record<string, string> = {
  REFRAIN: 'No vote',
  ESCALATE: 'A person was asked',
  NOT_YET: 'Asked again later',
};

const OTHERS: Record<string, string> = {
  HOST: 'The server itself: what its own checks held back.',
  PERSON: 'An operator, with a signature.',
  'NO-RULE': 'No rule of the policy matched.',
};

/** How this server votes, and how it voted: each rule, what limits it, and everything it decided. */
export function VotesPage() {
  const rules = useQuery({ queryKey: ['rules'], queryFn: api.rules });
  const read = rules.data;
  return (
    <Page
      title="Votes"
      lead={<p>The rules that votes are cast by, in the order in which they are tried: the first whose condition is true decides. Below each stands what it decided, and why.</p>}
    >
      {rules.isPending && <Loading what="the rules" />}
      {rules.isError && <Failure error={rules.error} what="the rules" retry={() => void rules.refetch()} />}
      {read && !read.strategy && (
        <Empty title="No policy is running">Nothing is voted before the operator’s policy plugin runs; the page of plugins says why it does not.</Empty>
      )}
      {read?.strategy && read.rules.length === 0 && <Empty title="The strategy names no rules">What it decided stands below.</Empty>}
      {read?.strategy && (
        <p className="fine">
          In force: <Plain text={read.strategy} />
        </p>
      )}
      {read?.waiting && (
        <div className="notice warn" role="status">
          <p className="notice-title">{read.waiting.problem ? 'The changed policy file cannot be used' : 'A changed policy file is waiting for confirmation'}</p>
          <p>The rules below stay in force until an operator confirms the file with a signature.</p>
          {read.waiting.problem ? (
            <p>
              <Plain text={read.waiting.problem} />
            </p>
          ) : (
            <p>
              <code>prytany policy confirm</code> for the file with SHA-256 <code className="calldata">{read.waiting.sha256}</code>
            </p>
          )}
        </div>
      )}
      {read && read.rules.length > 0 && (
        <ol className="cards wide rules">
          {read.rules.map((rule) => (
            <RuleCard key={rule.name} rule={rule} />
          ))}
        </ol>
      )}
      {read && read.others.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others">Decided otherwise</h2>
          <ul className="cards wide rules">
            {read.others.map((rule) => (
              <li key={rule.name} className="card">
                <h3>
                  <Plain text={rule.name} />
                </h3>
                <p className="soft">{OTHERS[rule.name.toUpperCase()] ?? 'A rule that the policy in force no longer has.'}</p>
                <Decided votes={rule.votes} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function RuleCard({ rule }: { rule: Rule }) {
  const outcome = key(rule.outcome ?? '');
  return (
    <li className="card">
      <div className="card-badges">
        <Badge tone="plain">{OUTCOMES[outcome] ?? rule.outcome}</Badge>
        {outcome === 'FOR' && !rule.bounded && <Badge tone="warn">{rule.caps.length === 0 ? 'no cap' : 'its cap does not bound everything'}</Badge>}
        {rule.usesText && <Badge tone="plain">reads the proposal’s text</Badge>}
      </div>
      <h2>
        <Plain text={rule.name} />
      </h2>
      {outcome === 'FOR' && rule.caps.length > 0 && (
        <p className="fine">
          Cap:{' '}
          {rule.caps.map((cap, at) => (
            <span key={cap}>
              {at > 0 && ' and '}
              <code className="rule-cap">
                <Plain text={cap} />
              </code>
            </span>
          ))}
        </p>
      )}
      {/* tabIndex: what scrolls has to be reachable with keys. */}
      <pre className="rule-yaml" tabIndex={0} aria-label={`Rule ${rule.name} as written`}>
        <code>
          {(rule.written ?? '').split('\n').map((line, at) => (
            <span key={at}>
              <Plain text={line} />
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
      <Decided votes={rule.votes} />
    </li>
  );
}

function Decided({ votes }: { votes: RuleVote[] }) {
  if (votes.length === 0) return <p className="soft">It has decided nothing yet.</p>;
  return (
    <details className="rule-votes" open={votes.length <= 5}>
      <summary>{plural(votes.length, 'decision')}</summary>
      <table className="stacked">
        <thead>
          <tr>
            <th scope="col">Proposal</th>
            <th scope="col">Decided</th>
            <th scope="col">Why</th>
            <th scope="col">Transaction</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {votes.map((vote) => (
            <tr key={`${vote.dao}/${vote.proposalId}`}>
              <RowHead label="Proposal">
                <Link href={`/daos/${encodeURIComponent(vote.dao)}/proposals/${encodeURIComponent(vote.proposalId)}`}>
                  {vote.headline ? <Plain text={vote.headline} /> : <ShortHex value={vote.proposalId} />}
                </Link>
              </RowHead>
              <Cell label="Decided">
                {key(vote.kind) === 'CAST' ? voteWords(vote) : (DECIDED[key(vote.kind)] ?? vote.kind)}
                {key(vote.kind) === 'CAST' && <p className="fine">with {formatVotes(vote.votingPower)} votes</p>}
              </Cell>
              <Cell label="Why">
                <Plain text={vote.reason} />
              </Cell>
              <Cell label="Transaction">
                {vote.transactionHash ? <CopyHex value={vote.transactionHash} what="transaction hash" /> : <span className="soft">none</span>}
                {vote.status && <p className="fine">{actStatus(vote.status).label}</p>}
              </Cell>
              <Cell label="When">
                <Time iso={vote.decidedAt} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
