import type { Act, Approvals, Decision, Proposal, Receipt, TimelineEvent } from '../api/schema';
import { formatAmount, formatDifference, formatVotes } from '../format/amount';
import { isoOf } from '../format/time';
import { actStatus, key, NATIVE_COIN, plural, voteWords } from '../format/words';
import { CopyHex } from './Address';
import { Badge } from './Badge';
import { Named, Party } from './Known';
import { Cell, RowHead } from './Cells';
import { Plain } from './Plain';
import { Time } from './Time';

export function DecisionPanel({ decision, ballot }: { decision: Decision | undefined; ballot: Act | undefined }) {
  if (!decision) {
    return (
      <>
        <p className="soft">Not decided here{ballot ? '' : ' yet. The configured policy decides once the text is compared with the calls'}.</p>
        {ballot && <ActLine act={ballot} />}
      </>
    );
  }
  const words: Record<string, string> = {
    CAST: voteWords(decision),
    REFRAIN: 'Do not vote',
    ESCALATE: 'A person has to decide',
    NOT_YET: 'Not yet; asked again later',
  };
  return (
    <>
      <p className="decision">
        <strong>{words[key(decision.kind)] ?? decision.kind}</strong> by rule <code>{decision.rule}</code>
      </p>
      <p>
        <Plain text={decision.reason} />
      </p>
      {ballot && <ActLine act={ballot} />}
      <p className="fine">
        {decision.plugin}, with {formatVotes(decision.votingPower)} votes at block {decision.block.toLocaleString('en')},{' '}
        <Time iso={decision.decidedAt} />
      </p>
    </>
  );
}

export function ActLine({ act }: { act: Act }) {
  const status = actStatus(act.status);
  return (
    <p className="act">
      <Plain text={act.detail} /> <Badge tone={status.tone}>{status.label}</Badge>
      {act.by && (
        <>
          {' '}
          by <Named address={act.by} />
        </>
      )}
      {act.why && (
        <>
          {' '}
          (<Plain text={act.why} />)
        </>
      )}
      {act.transactionHash && (
        <>
          {' '}
          <CopyHex value={act.transactionHash} what="transaction hash" />
        </>
      )}
    </p>
  );
}

const SAID: Record<string, { words: string; tone: 'good' | 'bad' | 'warn' | 'plain' }> = {
  APPROVE: { words: 'Approved', tone: 'good' },
  REJECT: { words: 'Rejected', tone: 'bad' },
  OVERRIDE: { words: 'Override', tone: 'warn' },
  WITHDRAW: { words: 'Withdrew a rejection', tone: 'plain' },
};

export function ApprovalsPanel({ approvals }: { approvals: Approvals }) {
  const against = approvals.statements.filter(({ kind, counts }) => counts && key(kind) === 'REJECT').length;
  return (
    <>
      <p>
        {against > 0
          ? `It will not be paid: ${plural(against, 'treasurer')} rejected it. A rejection ends when it is withdrawn.`
          : approvals.missing === 0
            ? `All ${plural(approvals.threshold, 'approval')} given.`
            : `${approvals.given} of ${plural(approvals.threshold, 'approval')}; ${approvals.missing} missing.`}
      </p>
      <Statements statements={approvals.statements} />
    </>
  );
}

/** What treasurers said, without how many of them. */
export function Statements({ statements }: { statements: Approvals['statements'] }) {
  if (statements.length === 0) return null;
  return (
    <ul className="statements">
      {statements.map((statement, index) => (
        <li key={index}>
          <Badge tone={statement.counts ? SAID[key(statement.kind)]?.tone ?? 'plain' : 'plain'}>{SAID[key(statement.kind)]?.words ?? statement.kind}</Badge>{' '}
          <Party address={statement.treasurer} />
          {statement.reason && (
            <p>
              “<Plain text={statement.reason} />”
            </p>
          )}
          {statement.lifted.length > 0 && (
            <>
              <p className="fine">It lifts:</p>
              <ul className="fine">
                {statement.lifted.map((words, at) => (
                  <li key={at}>
                    <Plain text={words} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <p className="fine">
            {!statement.counts && (
              <>
                Does not count: <Plain text={statement.why ?? 'no longer valid.'} />{' '}
              </>
            )}
            {statement.expiry !== undefined ? (
              <>
                {statement.counts ? 'Counts until ' : 'Its expiry: '}
                <Time iso={isoOf(statement.expiry)} />
              </>
            ) : (
              statement.counts && key(statement.kind) === 'REJECT' && 'Stands until it is withdrawn.'
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

export function ReceiptPanel({ receipt }: { receipt: Receipt }) {
  return (
    <>
      <div className={receipt.asSimulated ? 'notice good' : 'notice bad'}>
        <p className="notice-title">{receipt.asSimulated ? 'Exactly as simulated' : 'Not as simulated'}</p>
        {!receipt.asSimulated && (
          <p>
            <Plain text={receipt.difference} />
          </p>
        )}
      </div>
      <table className="stacked">
        <caption>Balances in the block before, and in block {receipt.block.toLocaleString('en')}</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col" className="number">
              Before
            </th>
            <th scope="col" className="number">
              After
            </th>
            <th scope="col" className="number">
              Change
            </th>
          </tr>
        </thead>
        <tbody>
          {receipt.balances.map((balance, index) => {
            const decimals = balance.decimals ?? (balance.token ? undefined : 18);
            return (
              <tr key={index}>
                <RowHead label="Account">
                  <Party address={balance.account} />
                </RowHead>
                <Cell label="Before" number>
                  {formatAmount(balance.before, decimals)}
                </Cell>
                <Cell label="After" number>
                  {formatAmount(balance.after, decimals)}
                </Cell>
                <Cell label="Change" number>
                  {formatDifference(balance.before, balance.after, decimals)} <Plain text={balance.symbol ?? (balance.token ? '' : NATIVE_COIN)} />
                </Cell>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="fine">
        Sent by <Named address={receipt.executedBy} /> in transaction <CopyHex value={receipt.transactionHash} what="transaction hash" />
      </p>
    </>
  );
}

export function Timeline({ events }: { events: TimelineEvent[] }) {
  return (
    <ol className="timeline">
      {events.map((event, index) => (
        <li key={index}>
          <p>
            <Plain text={event.what} />
            {event.by && (
              <span className="soft">
                {' '}
                by {/^0x[0-9a-fA-F]{40}$/.test(event.by) ? <Named address={event.by} /> : <Plain text={event.by} />}
              </span>
            )}
          </p>
          <p className="fine">
            {[
              event.at && <Time key="at" iso={event.at} />,
              event.block !== undefined && <span key="block">block {event.block.toLocaleString('en')}</span>,
              event.transactionHash && (
                <span key="transaction">
                  transaction <CopyHex value={event.transactionHash} what="transaction hash" />
                </span>
              ),
            ]
              .filter(Boolean)
              .flatMap((part, at) => (at === 0 ? [part] : [' · ', part]))}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What the page's statements are bound to: anyone can recompute these. */
export function Bindings({ proposal }: { proposal: Proposal }) {
  return (
    <details className="bindings">
      <summary>All hashes this page is bound to</summary>
      <dl className="facts">
        <dt>Proposal id</dt>
        <dd>
          <code className="calldata">{proposal.id}</code>
        </dd>
        <dt>Content hash</dt>
        <dd>
          <code className="calldata">{proposal.contentHash}</code>
        </dd>
        <dt>Description hash</dt>
        <dd>
          <code className="calldata">{proposal.descriptionHash}</code>
        </dd>
        <dt>Actions hash</dt>
        <dd>
          <code className="calldata">{proposal.actionsHash}</code>
        </dd>
        {proposal.effects && (
          <>
            <dt>Effects hash</dt>
            <dd>
              <code className="calldata">{proposal.effects.effectsHash}</code>
            </dd>
          </>
        )}
        <dt>Proposed in</dt>
        <dd>
          <code className="calldata">{proposal.transactionHash}</code>
        </dd>
      </dl>
    </details>
  );
}
