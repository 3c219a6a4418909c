import { createContext, useContext } from 'react';
import type { Action, Dao, Effect, Effects } from '../api/types';
import { sameAddress } from '../format/address';
import { formatAllowance, formatAmount } from '../format/amount';
import { effectLabel, key, plural } from '../format/words';
import { FullAddress } from './Address';
import { Cell, RowHead } from './Cells';
import { Plain } from './Plain';

const DaoContext = createContext<Dao | undefined>(undefined);

export const KnownDao = DaoContext.Provider;

/** A name for addresses that the configuration knows. */
function useLabel(address: string | undefined): string | undefined {
  const dao = useContext(DaoContext);
  if (!dao || !address) return undefined;
  if (sameAddress(address, dao.treasury)) return 'the treasury';
  if (sameAddress(address, dao.governor)) return 'the governor';
  return Object.entries(dao.labels ?? {}).find(([known]) => sameAddress(known, address))?.[1];
}

export function Party({ address }: { address: string }) {
  const label = useLabel(address);
  return (
    <span className="party">
      {label && (
        <span className="party-label">
          <Plain text={label} />{' '}
        </span>
      )}
      <FullAddress value={address} />
    </span>
  );
}

/** The contracts that configuration or chain call a token; a symbol alone proves nothing. */
function Asset({ effect }: { effect: Effect }) {
  const contract = effect.token ?? effect.contract;
  const native = /^0x0{40}$/i.test(contract);
  return (
    <>
      <strong className="symbol">
        <Plain text={effect.symbol ?? (native ? 'ETH' : 'units of an unnamed token')} />
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
  const decimals = effect.decimals ?? (native ? 18 : undefined);
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
      return (
        <>
          <Plain text={effect.subject} /> becomes <strong>{<Plain text={effect.value} />}</strong>
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
          <tr key={index} className={key(effect.kind) === 'UNKNOWN_CALL' ? 'unknown' : undefined}>
            <RowHead label="What">
              {effectLabel(effect.kind)}
            </RowHead>
            <Cell label={key(effect.kind) === 'TRANSFER' ? 'Amount' : 'Which'}>
              <Amount effect={effect} />
            </Cell>
            <Cell label="From">{effect.from ? <Party address={effect.from} /> : <span className="soft">–</span>}</Cell>
            <Cell label="To">{effect.to ? <Party address={effect.to} /> : <span className="soft">–</span>}</Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ActionItem({ action }: { action: Action }) {
  const unknown = !action.function && action.calldata.length > 2;
  return (
    <li className={unknown ? 'action unknown' : 'action'}>
      <p className="action-line">
        {unknown && <span className="badge bad">Not understood</span>} <Plain text={action.line} />
      </p>
      <details>
        <summary>
          {unknown ? 'The raw call' : 'The call'} to {action.targetLabel ? <Plain text={action.targetLabel} /> : 'its target'}
        </summary>
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
          {action.arguments.map((argument, index) => (
            <ArgumentRow key={index} argument={argument} />
          ))}
          <dt>Calldata</dt>
          <dd>
            <code className="calldata">{action.calldata}</code>
          </dd>
        </dl>
      </details>
      {action.nested.length > 0 && (
        <ol className="actions nested">
          {action.nested.map((inner) => (
            <ActionItem key={inner.index} action={inner} />
          ))}
        </ol>
      )}
    </li>
  );
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

export function Executes({ effects }: { effects: Effects | undefined }) {
  if (!effects) {
    return (
      <p className="soft">
        The calls are not decoded and simulated yet. This page updates by itself as soon as they are.
      </p>
    );
  }
  return (
    <>
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
      {effects.actions.length === 0 ? (
        <p>It calls nothing: executing it changes nothing on the chain.</p>
      ) : (
        <ol className="actions">
          {effects.actions.map((action) => (
            <ActionItem key={action.index} action={action} />
          ))}
        </ol>
      )}
      {effects.succeeded && (
        <EffectsTable effects={effects.effects} caption={`Net result: ${plural(effects.effects.length, 'change')}`} />
      )}
      <p className="fine">
        Simulated at block {effects.block.toLocaleString('en')} with {effects.method}. State can move until it executes; it is simulated again
        before anything is approved or paid.
      </p>
    </>
  );
}
