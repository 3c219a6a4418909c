import { useEffect, useRef } from 'react';
import type { Action, Effect, Effects } from '../api/schema';
import { formatAllowance, formatAmount } from '../format/amount';
import { effectLabel, key, NATIVE_COIN, plural } from '../format/words';
import { FullAddress } from './Address';
import { Badge } from './Badge';
import { Away } from './Book';
import { Cell, RowHead } from './Cells';
import { Flow } from './Flow';
import { KnownAccounts, KnownHoldings, PaidBefore, Party, useAccounts } from './Known';
import { Plain } from './Plain';
import { useShownCall } from './Source';

/** The contracts that configuration or chain call a token; a symbol alone proves nothing. */
function Asset({ effect }: { effect: Effect }) {
  const contract = effect.token ?? effect.contract;
  const native = /^0x0{40}$/i.test(contract);
  return (
    <>
      <strong className="symbol">
        <Plain text={effect.symbol ?? (native && !effect.chain ? NATIVE_COIN : 'units of an unnamed token')} />
      </strong>
      {!native && (
        <span className="asset-contract">
          token <FullAddress value={contract} />
        </span>
      )}
    </>
  );
}

function Amount({ effect }: { effect: Effect }) {
  const native = /^0x0{40}$/i.test(effect.token ?? effect.contract);
  const decimals = effect.decimals ?? (native && !effect.chain ? 18 : undefined);
  switch (key(effect.kind)) {
    case 'TRANSFER':
      return (
        <>
          <span className="amount">{formatAmount(effect.amount, decimals)}</span> <Asset effect={effect} />
        </>
      );
    case 'ALLOWANCE':
      return (
        <>
          <span className="amount">{formatAllowance(effect.amount, decimals)}</span> <Asset effect={effect} />
        </>
      );
    case 'PARAMETER':
    case 'CONTROL':
      return (
        <>
          <Plain text={effect.subject} /> of <Party address={effect.contract} />
          <OldAndNew effect={effect} />
        </>
      );
    case 'ROLE_GRANTED':
    case 'ROLE_REVOKED':
      return (
        <>
          role <Plain text={effect.subject} /> of <Party address={effect.contract} />
        </>
      );
    case 'OWNERSHIP':
      return (
        <>
          of the contract <Party address={effect.contract} />
        </>
      );
    default:
      return (
        <>
          {effect.subject && <Plain text={effect.subject} />} {effect.value && <Plain text={effect.value} />} on{' '}
          <Party address={effect.contract} />
        </>
      );
  }
}

/** A setting before and after; before is left out where the chain did not say it. */
export function OldAndNew({ effect }: { effect: Effect }) {
  return (
    <span className="old-new">
      {effect.previous ? (
        <>
          <span className="visually-hidden">from </span>
          <del>
            <Plain text={effect.previous} />
          </del>
          <span aria-hidden="true"> → </span>
          <span className="visually-hidden"> to </span>
        </>
      ) : (
        'becomes '
      )}
      <strong>
        <Plain text={effect.value} />
      </strong>
    </span>
  );
}

function Recipient({ effect }: { effect: Effect }) {
  const facts = useAccounts(effect.to);
  if (!effect.to) return <span className="soft">–</span>;
  return (
    <>
      <Party address={effect.to} /> {key(effect.kind) === 'TRANSFER' && <PaidBefore facts={facts} />}
    </>
  );
}

/** Says that something is on another chain, where nobody ran it. */
export function Elsewhere({ chain }: { chain: string | undefined }) {
  if (!chain) return null;
  return (
    <>
      {' '}
      <Badge tone="warn">
        on <Plain text={chain} />
      </Badge>
    </>
  );
}

/** Net changes, one row each; a table on wide screens and stacked on a phone. */
export function EffectsTable({ effects, caption }: { effects: Effect[]; caption: string }) {
  if (effects.length === 0) {
    return <p className="soft">The simulation found no change of balances, allowances, roles, owners or settings.</p>;
  }
  return (
    <table className="stacked effects">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">How much, or which</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
        </tr>
      </thead>
      <tbody>
        {effects.map((effect, index) => (
          <Away key={index} value={effect.chain !== undefined}>
          <tr className={key(effect.kind) === 'UNKNOWN_CALL' ? 'unknown' : undefined}>
            <RowHead label="What">
              {effectLabel(effect.kind)}
              <Elsewhere chain={effect.chain} />
            </RowHead>
            <Cell label={key(effect.kind) === 'TRANSFER' ? 'Amount' : 'Which'}>
              <Amount effect={effect} />
            </Cell>
            <Cell label="From">{effect.from ? <Party address={effect.from} /> : <span className="soft">–</span>}</Cell>
            <Cell label="To">
              <Recipient effect={effect} />
            </Cell>
          </tr>
          </Away>
        ))}
      </tbody>
    </table>
  );
}

/**
 * One call, and those inside it. What runs foreign code with the caller's own authority, or is not
 * understood, says so in words.
 *
 * @param top its number among the proposal's calls; undefined within another call
 */
function ActionItem({ action, top }: { action: Action; top: number | undefined }) {
  const unknown = !action.function && action.calldata.length > 2;
  const delegated = key(action.manner ?? '') === 'DELEGATECALL';
  const item = useRef<HTMLLIElement>(null);
  const shown = useShownCall(top);
  useEffect(() => {
    if (shown === 0) return;
    item.current?.scrollIntoView({ block: 'center' });
    item.current?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <li
      ref={item}
      tabIndex={top === undefined ? undefined : -1}
      className={['action', unknown || delegated ? 'unknown' : '', shown > 0 ? 'shown' : ''].join(' ').trim()}
    >
      <p className="action-line">
        {unknown && <Badge tone="bad">Not understood</Badge>} {delegated && <Badge tone="bad">Delegatecall</Badge>}{' '}
        <Plain text={action.line} />
      </p>
      {delegated && <p className="fine">The called code runs with the caller’s own money and authority: it can do whatever the caller can.</p>}
      {action.publisher && (
        <p className="fine">
          The contract’s publisher says: “<Plain text={action.publisher} />”
        </p>
      )}
      <details>
        <summary>
          {unknown ? 'The raw call' : 'The call'} to {action.targetLabel ? <Plain text={action.targetLabel} /> : 'its target'}
        </summary>
        <Away value={action.chain !== undefined}>
        <dl className="facts">
          <dt>Target</dt>
          <dd>
            {action.targetLabel && (
              <>
                <Plain text={action.targetLabel} />{' '}
              </>
            )}
            <Party address={action.target} />
          </dd>
          <dt>Sends</dt>
          <dd>{formatAmount(action.valueWei, 18)} ETH</dd>
          <dt>Function</dt>
          <dd>
            {action.function ? (
              <code>
                <Plain text={action.function} />
              </code>
            ) : (
              <>
                unknown{action.selector && <> (selector <code>{action.selector}</code>)</>}
              </>
            )}
          </dd>
          {action.knowledge && (
            <>
              <dt>Known from</dt>
              <dd>
                <Plain text={action.knowledge} />
              </dd>
            </>
          )}
          {action.arguments.map((argument, index) => (
            <ArgumentRow key={index} argument={argument} />
          ))}
          <dt>Calldata</dt>
          <dd>
            {bytesOf(action.calldata)}
            <code className="calldata">{action.calldata}</code>
          </dd>
        </dl>
        </Away>
      </details>
      {action.nested.length > 0 && (
        <>
          <p className="fine nested-title">{plural(action.nested.length, 'call')} inside this one:</p>
          <ol className="actions nested">
            {action.nested.map((inner, index) => (
              <ActionItem key={index} action={inner} top={undefined} />
            ))}
          </ol>
        </>
      )}
    </li>
  );
}

function bytesOf(calldata: string) {
  const bytes = Math.max(0, Math.floor((calldata.length - 2) / 2));
  return bytes === 0 ? 'none ' : `${plural(bytes, 'byte')} `;
}

function ArgumentRow({ argument }: { argument: Action['arguments'][number] }) {
  return (
    <>
      <dt>
        <Plain text={argument.name} /> <span className="soft">{argument.type}</span>
      </dt>
      <dd>{argument.type === 'address' ? <Party address={argument.value} /> : <Plain text={argument.value} />}</dd>
    </>
  );
}

/** Whether no chain was asked what the calls do. */
export function readAlone({ method, block }: Effects): boolean {
  return method === 'decoded' && block === 0;
}

/** How it is known, and how long that holds. */
function Simulated({ effects, draft }: { effects: Effects; draft: boolean }) {
  if (readAlone(effects)) {
    return <p className="fine">Read from the calls alone: no chain was asked, so it is not known whether they would work.</p>;
  }
  return (
    <p className="fine">
      Simulated at block {effects.block.toLocaleString('en')} with {effects.method}.{' '}
      {draft ? 'State can move until it is proposed and executed.' : 'State can move until it executes; it is simulated again before anything is approved or paid.'}
    </p>
  );
}

export function Executes({ effects, draft = false }: { effects: Effects | undefined; draft?: boolean }) {
  if (!effects) {
    return (
      <p className="soft">
        The calls are not decoded and simulated yet. This page updates by itself as soon as they are.
      </p>
    );
  }
  return (
    <KnownAccounts value={effects.accounts ?? []}>
      <KnownHoldings value={effects.holdings ?? []}>
      {effects.succeeded && <Flow effects={effects.effects.filter((effect) => !effect.chain)} />}
      {!effects.succeeded && (
        <div className="notice bad">
          <p className="notice-title">It would fail</p>
          <p>
            Simulated at block {effects.block.toLocaleString('en')}, executing it reverts
            {effects.revertReason ? (
              <>
                : <Plain text={effects.revertReason} />
              </>
            ) : (
              ', and the contract gives no reason'
            )}
            . Nothing would move.
          </p>
        </div>
      )}
      {effects.succeeded && (
        <EffectsTable effects={effects.effects} caption={`Net result: ${plural(effects.effects.length, 'change')}`} />
      )}
      {effects.actions.length === 0 ? (
        <p>There are no calls here.</p>
      ) : (
        <>
          <h3>{plural(effects.actions.length, 'call')}, in their order</h3>
          <ol className="actions">
          {effects.actions.map((action) => (
            <ActionItem key={action.index} action={action} top={action.index} />
          ))}
          </ol>
        </>
      )}
      <Simulated effects={effects} draft={draft} />
      </KnownHoldings>
    </KnownAccounts>
  );
}
