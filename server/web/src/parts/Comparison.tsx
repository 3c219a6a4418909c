import type { Compared } from '../api/asked';
import type { Claim, Effect, Verdict } from '../api/schema';
import { sameAddress } from '../format/address';
import { formatAllowance, formatAmount, formatDecimal } from '../format/amount';
import { fits } from '../format/spans';
import { effectLabel, key, plural, type Tone } from '../format/words';
import { AddressAgainst, FullAddress } from './Address';
import { Away } from './Book';
import { Elsewhere, OldAndNew } from './Executes';
import { decimalsOf, symbolOf } from './Flow';
import { Icon, type IconName } from './Icon';
import { useLabel } from './Known';
import { Plain } from './Plain';
import { useSource } from './Source';

type Match = Verdict['matches'][number];

const STATUS: Record<string, { words: string; icon: IconName; tone: Tone; order: number }> = {
  CONTRADICTED: { words: 'Contradicted', icon: 'stop', tone: 'bad', order: 0 },
  UNMENTIONED: { words: 'Not mentioned in the text', icon: 'stop', tone: 'bad', order: 1 },
  NOT_EXECUTED: { words: 'Said, but not executed', icon: 'look', tone: 'warn', order: 2 },
  CONSISTENT: { words: 'They agree', icon: 'good', tone: 'good', order: 3 },
};

/** Agreeing rows beyond this many are folded away. */
const MOST_AGREEING = 3;

function statusOf(match: Match, effects: readonly Effect[]) {
  const known = STATUS[key(match.status)] ?? { words: match.status, icon: 'note' as const, tone: 'plain' as Tone, order: 2 };
  const setting = key(effects[match.effect]?.kind ?? '') === 'PARAMETER';
  // A setting that the text keeps quiet about moves neither money nor power.
  return known.order === 1 && setting ? { ...known, icon: 'look' as const, tone: 'warn' as Tone } : known;
}

/** What was said, and a way to where it stands. */
function Quoted({ claim }: { claim: Claim }) {
  const { light, reveal } = useSource();
  return (
    <button
      type="button"
      className="quote"
      onMouseEnter={() => light(claim)}
      onMouseLeave={() => light(undefined)}
      onFocus={() => light(claim)}
      onBlur={() => light(undefined)}
      onClick={() => reveal(claim, true)}
    >
      “<Plain text={claim.text} />”<span className="visually-hidden"> – show the place in the text</span>
    </button>
  );
}

function ClaimSide({ claim, against, alone }: { claim: Claim; against: Effect | undefined; alone: boolean }) {
  const named = claim.recipient ?? claim.account;
  return (
    <>
      <p>
        {alone ? (
          <>
            “<Plain text={claim.text} />”
          </>
        ) : (
          <Quoted claim={claim} />
        )}
      </p>
      {claim.amount && (
        <p>
          <span className="amount">{formatDecimal(claim.amount)}</span>{' '}
          <strong className="symbol">
            <Plain text={claim.symbol ?? ''} />
          </strong>
        </p>
      )}
      {claim.name && claim.value && (
        <p>
          <Plain text={claim.name} /> becomes{' '}
          <strong>
            <Plain text={claim.value} />
          </strong>
        </p>
      )}
      {named && (
        <p>
          {against?.to && !sameAddress(named, against.to) ? <AddressAgainst value={named} other={against.to} /> : <FullAddress value={named} />}
        </p>
      )}
    </>
  );
}

function EffectSide({ effect, against }: { effect: Effect; against: Claim | undefined }) {
  const kind = key(effect.kind);
  const named = against?.recipient ?? against?.account;
  const label = useLabel(effect.to);
  return (
    <Away value={effect.chain !== undefined}>
      <p>
        {effectLabel(effect.kind)}
        <Elsewhere chain={effect.chain} />
        {(kind === 'TRANSFER' || kind === 'ALLOWANCE') && (
          <>
            :{' '}
            <span className="amount">
              {kind === 'ALLOWANCE' ? formatAllowance(effect.amount, decimalsOf(effect)) : formatAmount(effect.amount, decimalsOf(effect))}
            </span>{' '}
            <strong className="symbol">
              <Plain text={symbolOf(effect)} />
            </strong>
          </>
        )}
        {(kind === 'PARAMETER' || kind === 'CONTROL') && (
          <>
            : <Plain text={effect.subject} /> <OldAndNew effect={effect} />
          </>
        )}
        {(kind === 'ROLE_GRANTED' || kind === 'ROLE_REVOKED' || kind === 'UNKNOWN_CALL') && effect.subject && (
          <>
            : <Plain text={effect.subject} />
          </>
        )}
      </p>
      {effect.to && (
        <p>
          {label && (
            <span className="party-label">
              <Plain text={label} />
            </span>
          )}
          {named && !sameAddress(named, effect.to) ? <AddressAgainst value={effect.to} other={named} /> : <FullAddress value={effect.to} />}
        </p>
      )}
    </Away>
  );
}

/** Each difference once: what stands beside its other side already is not shown alone again. */
function telling(matches: Match[], claims: Claim[]): Match[] {
  const pairs = matches.filter((match) => match.claim >= 0 && match.effect >= 0);
  const said = (index: number) => {
    const claim = claims[index];
    return claim && [claim.kind, claim.amount, claim.symbol, claim.name, claim.value].join(' ');
  };
  const alone = matches.filter(
    (match, at) =>
      !pairs.includes(match) &&
      !pairs.some((pair) => pair.effect === match.effect || (match.claim >= 0 && said(pair.claim) === said(match.claim))) &&
      matches.findIndex((other) => other.effect === match.effect && said(other.claim) === said(match.claim)) === at,
  );
  return [...pairs, ...alone];
}

/** Whether there is something that a reader should see before anything else. */
export function differs(proposal: Compared): boolean {
  const effects = proposal.effects?.effects ?? [];
  return (proposal.verdict?.matches ?? []).some((match) => statusOf(match, effects).tone === 'bad');
}

/** What is worth a row, what differs first. */
function sorted(proposal: Compared): { all: Match[]; agreeing: Match[]; differing: Match[] } {
  const claims = proposal.digest?.claims ?? [];
  const effects = proposal.effects?.effects ?? [];
  // What the text says again, or as a part of something, stands beside its call already.
  const again = (match: Match) => key(match.status) === 'CONSISTENT' && !effects[match.effect];
  const all = (proposal.verdict?.matches ?? []).filter((match) => (claims[match.claim] || effects[match.effect]) && !again(match));
  const differing = telling(
    all.filter((match) => key(match.status) !== 'CONSISTENT'),
    claims,
  ).sort((a, b) => statusOf(a, effects).order - statusOf(b, effects).order);
  return { all, agreeing: all.filter((match) => key(match.status) === 'CONSISTENT'), differing };
}

/** What the text says on the left, what the calls do on the right: everything that is on either side. */
export function Comparison({ proposal }: { proposal: Compared }) {
  if (!proposal.verdict) return <p className="soft">Not compared yet. This page updates by itself as soon as it is.</p>;
  const { all, agreeing, differing } = sorted(proposal);
  if (all.length === 0) return <p>The text asks for nothing that could be compared, and the calls move nothing.</p>;
  const row = (match: Match, index: number) => <Row key={index} match={match} proposal={proposal} alone={false} />;
  return (
    <>
      {differing.map(row)}
      {agreeing.slice(0, MOST_AGREEING).map(row)}
      {agreeing.length > MOST_AGREEING && (
        <details>
          <summary>{plural(agreeing.length - MOST_AGREEING, 'more that agrees', 'more that agree')}</summary>
          {agreeing.slice(MOST_AGREEING).map(row)}
        </details>
      )}
    </>
  );
}

/** Only what stops a payout, where neither text nor calls are beside it. */
export function Differences({ proposal }: { proposal: Compared }) {
  const effects = proposal.effects?.effects ?? [];
  return sorted(proposal)
    .differing.filter((match) => statusOf(match, effects).tone === 'bad')
    .map((match, index) => <Row key={index} match={match} proposal={proposal} alone />);
}

function Row({ match, proposal, alone }: { match: Match; proposal: Compared; alone: boolean }) {
  const effects = proposal.effects?.effects ?? [];
  const claim = proposal.digest?.claims[match.claim];
  const effect = effects[match.effect];
  const status = statusOf(match, effects);
  return (
    <div className={`sides ${status.tone}`} role="group" aria-label={status.words}>
      <p className="sides-status">
        <Icon name={status.icon} /> {status.words}
        {match.text && (
          <span className="sides-why">
            {' '}
            <Plain text={match.text} />
          </span>
        )}
      </p>
      <div className="side">
        <h3>The text says</h3>
        {claim && fits(claim, proposal.description.length) ? (
          <ClaimSide claim={claim} against={effect} alone={alone} />
        ) : (
          <p className="soft">{claim ? 'A place that the text does not have.' : status.tone === 'good' ? 'Nothing that this needs.' : 'Nothing about this.'}</p>
        )}
      </div>
      <div className="side">
        <h3>The calls do</h3>
        {effect ? <EffectSide effect={effect} against={claim} /> : <p className="soft">Nothing of the kind.</p>}
      </div>
    </div>
  );
}
