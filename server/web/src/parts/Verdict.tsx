import type { Claim, Effect, Finding, Proposal } from '../api/types';
import { sameAddress } from '../format/address';
import { formatAllowance, formatAmount, formatDecimal } from '../format/amount';
import { effectLabel, key, plural } from '../format/words';
import { AddressAgainst, FullAddress } from './Address';
import { Plain } from './Plain';
import { useSource } from './Source';

const ORDER = ['RED', 'AMBER', 'NOTE'];

/** The findings' headline: what a reader should take away before anything else. */
function summary(proposal: Proposal): { tone: 'good' | 'warn' | 'bad' | 'plain'; title: string; text: string } {
  const verdict = proposal.verdict;
  if (!verdict) {
    return {
      tone: 'plain',
      title: 'Not compared yet',
      text: 'The text has not been compared with the calls. Until it has, nothing is voted or paid by itself.',
    };
  }
  const red = verdict.findings.filter((finding) => key(finding.severity) === 'RED').length;
  const amber = verdict.findings.filter((finding) => key(finding.severity) === 'AMBER').length;
  if (verdict.overridden) {
    return {
      tone: 'warn',
      title: 'A named person has overridden the block',
      text: 'The differences below stand. Somebody took responsibility for exactly this text and these calls; their words are under “Approvals”.',
    };
  }
  if (verdict.blocked) {
    return {
      tone: 'bad',
      title: 'Stopped: the text and the calls do not agree',
      text: `Prytany pays nothing for this proposal by itself. ${plural(red, 'finding')} below must be settled, or overridden by a treasurer with their name.`,
    };
  }
  if (amber > 0) {
    return {
      tone: 'warn',
      title: `${plural(amber, 'thing')} to look at`,
      text: 'Nothing contradicts the text, but read these before you vote or approve.',
    };
  }
  return {
    tone: 'good',
    title: 'The text and the calls agree',
    text: 'Every payment and every change of power that was simulated is in the text.',
  };
}

function ClaimSide({ claim, against }: { claim: Claim; against: Effect | undefined }) {
  const named = claim.recipient ?? claim.account;
  return (
    <>
      <p className="side-quote">
        “<Plain text={claim.text} />”
      </p>
      {claim.amount && (
        <p>
          <span className="amount">{formatDecimal(claim.amount)}</span> <strong className="symbol">{claim.symbol}</strong>
        </p>
      )}
      {claim.name && (
        <p>
          <Plain text={claim.name} /> becomes <strong>{<Plain text={claim.value ?? ''} />}</strong>
        </p>
      )}
      {named &&
        (against?.to && !sameAddress(named, against.to) ? (
          <AddressAgainst value={named} other={against.to} />
        ) : (
          <FullAddress value={named} />
        ))}
    </>
  );
}

function EffectSide({ effect, against }: { effect: Effect; against: Claim | undefined }) {
  const kind = key(effect.kind);
  const named = against?.recipient ?? against?.account;
  const native = /^0x0{40}$/i.test(effect.token ?? effect.contract);
  const decimals = effect.decimals ?? (native ? 18 : undefined);
  return (
    <>
      <p>
        {effectLabel(effect.kind)}
        {(kind === 'TRANSFER' || kind === 'ALLOWANCE') && (
          <>
            :{' '}
            <span className="amount">
              {kind === 'ALLOWANCE' ? formatAllowance(effect.amount, decimals) : formatAmount(effect.amount, decimals)}
            </span>{' '}
            <strong className="symbol">
              <Plain text={effect.symbol ?? (native ? 'ETH' : '')} />
            </strong>
          </>
        )}
        {(kind === 'PARAMETER' || kind === 'ROLE_GRANTED' || kind === 'ROLE_REVOKED') && (
          <>
            : <Plain text={effect.subject} /> {effect.value && <Plain text={effect.value} />}
          </>
        )}
      </p>
      {effect.to &&
        (named && !sameAddress(named, effect.to) ? (
          <AddressAgainst value={effect.to} other={named} />
        ) : (
          <FullAddress value={effect.to} />
        ))}
    </>
  );
}

function FindingItem({ finding }: { finding: Finding }) {
  const source = useSource();
  const severity = key(finding.severity);
  const { start, end } = finding;
  return (
    <li className={`finding ${severity.toLowerCase()}`}>
      <span className="finding-mark">{severity === 'RED' ? 'Stop' : severity === 'AMBER' ? 'Look' : 'Note'}</span>
      <span>
        <Plain text={finding.text} />
        {start !== undefined && end !== undefined && (
          <>
            {' '}
            <button type="button" className="link" onClick={() => source.reveal({ start, end }, true)}>
              Show the place in the text
            </button>
          </>
        )}
        {finding.action >= 0 && <span className="soft"> (call {finding.action + 1})</span>}
      </span>
    </li>
  );
}

type Match = NonNullable<Proposal['verdict']>['matches'][number];

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

export function VerdictBanner({ proposal }: { proposal: Proposal }) {
  const { tone, title, text } = summary(proposal);
  const verdict = proposal.verdict;
  const claims = proposal.digest?.claims ?? [];
  const effects = proposal.effects?.effects ?? [];
  const differing = telling((verdict?.matches ?? []).filter((match) => key(match.status) !== 'CONSISTENT'), claims);
  const findings = [...(verdict?.findings ?? [])].sort(
    (a, b) => ORDER.indexOf(key(a.severity)) - ORDER.indexOf(key(b.severity)),
  );
  return (
    <section className={`verdict ${tone}`} aria-labelledby="verdict-title">
      <h2 id="verdict-title">{title}</h2>
      <p>{text}</p>
      {findings.length > 0 && (
        <ul className="findings">
          {findings.map((finding, index) => (
            <FindingItem key={index} finding={finding} />
          ))}
        </ul>
      )}
      {differing.map((match, index) => {
        const claim = claims[match.claim];
        const effect = effects[match.effect];
        if (!claim && !effect) return null;
        return (
          <div className="sides" key={index}>
            <div className="side">
              <h3>The text says</h3>
              {claim ? <ClaimSide claim={claim} against={effect} /> : <p className="soft">Nothing about this.</p>}
            </div>
            <div className="side">
              <h3>The calls do</h3>
              {effect ? <EffectSide effect={effect} against={claim} /> : <p className="soft">Nothing of the kind.</p>}
            </div>
          </div>
        );
      })}
    </section>
  );
}
