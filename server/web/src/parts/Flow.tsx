import type { Dao, Effect } from '../api/schema';
import { sameAddress } from '../format/address';
import { formatAllowance, formatAmount, percent } from '../format/amount';
import { key, NATIVE_COIN, plural } from '../format/words';
import { ShortHex } from './Address';
import { PaidBefore, useAccounts, useDao, useHolding, useLabel } from './Known';
import { Plain } from './Plain';

const MOST = 8;
const THINNEST = 1.5;
const THICKEST = 9;

const moves = (effect: Effect) => ['TRANSFER', 'ALLOWANCE'].includes(key(effect.kind));

function nativeOf(effect: Effect): boolean {
  return /^0x0{40}$/i.test(effect.token ?? effect.contract);
}

export function decimalsOf(effect: Effect): number | undefined {
  return effect.decimals ?? (nativeOf(effect) ? 18 : undefined);
}

export function symbolOf(effect: Effect): string {
  return effect.symbol ?? (nativeOf(effect) ? NATIVE_COIN : 'units of an unnamed token');
}

/** How thick each arrow is: by its share of the largest amount of the same token. */
export function thicknesses(effects: readonly Effect[]): number[] {
  return effects.map((effect) => {
    const amount = parse(effect.amount);
    const largest = effects
      .filter((other) => sameAddress(other.contract, effect.contract))
      .reduce((most, other) => (parse(other.amount) > most ? parse(other.amount) : most), 0n);
    if (largest <= 0n) return THINNEST;
    const share = Number((amount * 1000n) / largest) / 1000;
    return THINNEST + share * (THICKEST - THINNEST);
  });
}

/** How much of what the treasury had that is, for a reader who knows no amounts by heart. */
export function shareOf(amount: string, held: string): string {
  const share = percent(amount, held);
  if (share === 0) return '';
  if (share > 100) return '(more than the treasury has)';
  return share < 0.1 ? '(under 0.1% of what it has)' : `(${share.toFixed(share < 10 ? 1 : 0)}% of what it has)`;
}

function parse(amount: string): bigint {
  return /^\d{1,90}$/.test(amount) ? BigInt(amount) : 0n;
}

/** Whose money it is, in a picture's few words. */
function payer(dao: Dao | undefined, effect: Effect): boolean {
  return dao !== undefined && sameAddress(effect.from, dao.treasury);
}

/**
 * What leaves the treasury, to whom, as a picture: an arrow per payment, as thick as its amount. It is a
 * list, so that it reads well too for whoever does not see it.
 */
export function Flow({ effects }: { effects: readonly Effect[] }) {
  const dao = useDao();
  const leaving = effects.filter((effect) => moves(effect) && effect.to && payer(dao, effect));
  if (leaving.length === 0) return null;
  const shown = leaving.slice(0, MOST);
  const thick = thicknesses(shown);
  return (
    <figure className="flow" aria-label={`What leaves the treasury: ${plural(leaving.length, 'arrow')}`}>
      <p className="flow-from">
        <TreasurySign />
        <span>
          <strong>The treasury</strong> {dao && <ShortHex value={dao.treasury} />}
        </span>
      </p>
      <ul className="flow-to">
        {shown.map((effect, index) => (
          <Arrow key={index} effect={effect} thickness={thick[index] ?? THINNEST} />
        ))}
        {leaving.length > MOST && (
          <li className="flow-more">and {plural(leaving.length - MOST, 'more payment')} in the table below</li>
        )}
      </ul>
    </figure>
  );
}

function Arrow({ effect, thickness }: { effect: Effect; thickness: number }) {
  const label = useLabel(effect.to);
  const facts = useAccounts(effect.to);
  const held = useHolding(effect.contract);
  const allowance = key(effect.kind) === 'ALLOWANCE';
  const revoked = allowance && parse(effect.amount) === 0n;
  return (
    <li className={allowance ? 'flow-arrow allowance' : 'flow-arrow'}>
      <span className="flow-amount">
        {allowance && <span className="flow-verb">{revoked ? 'no longer lets take' : 'lets take up to'} </span>}
        {!allowance && <span className="visually-hidden">pays </span>}
        {!revoked && <span className="amount">{allowance ? formatAllowance(effect.amount, decimalsOf(effect)) : formatAmount(effect.amount, decimalsOf(effect))}</span>}{' '}
        <strong className="symbol">
          <Plain text={symbolOf(effect)} />
        </strong>
        {!allowance && held !== undefined && <span className="flow-verb"> {shareOf(effect.amount, held)}</span>}
      </span>
      <svg className="flow-line" viewBox="0 0 120 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path className="flow-shaft" d="M0 10H121" strokeWidth={thickness} strokeDasharray={allowance ? '5 4' : undefined} />
      </svg>
      <svg className="flow-head" viewBox="0 0 12 20" aria-hidden="true" focusable="false">
        <path d="M0 1L11 10L0 19z" />
      </svg>
      <span className="flow-party">
        <span className="visually-hidden">to </span>
        {label && (
          <span className="party-label">
            <Plain text={label} />
          </span>
        )}
        <ShortHex value={effect.to ?? ''} /> <PaidBefore facts={facts} />
      </span>
    </li>
  );
}

/** A small temple: where the money is. */
function TreasurySign() {
  return (
    <svg className="treasury-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M2 9L12 3l10 6v1.5H2zM3 20.5h18V22H3zM4.5 12h2.2v7H4.5zM10.9 12h2.2v7h-2.2zM17.3 12h2.2v7h-2.2z" />
    </svg>
  );
}
