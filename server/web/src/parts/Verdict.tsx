import type { Compared } from '../api/asked';
import type { Finding } from '../api/schema';
import { key, plural, stateOf } from '../format/words';
import { Icon, type IconName } from './Icon';
import { Plain } from './Plain';
import { ReportFinding } from './ReportFinding';
import { useSource } from './Source';

const ORDER = ['RED', 'AMBER', 'NOTE'];

/** Why automation stops: what was not compared, or not known, is not called a difference. */
const WHY: Record<string, string> = {
  AGREES: 'what the text asks for is dangerous',
  DIFFERS: 'the calls do something else than the text says',
  NOT_COMPARED: 'the text was not compared with the calls',
  NOT_KNOWN: 'not everything that the calls do is known',
  WOULD_FAIL: 'the simulation of it fails',
};

/** Whether a reorganisation of the chain took it away. */
function isRemoved(proposal: Compared): boolean {
  return 'removedByReorg' in proposal && proposal.removedByReorg === true;
}

/** What a finding's stop means for a draft, for what is open, and for what is over. */
function stopped(proposal: Compared, draft: boolean, red: number): { begins: string; follows: string } {
  if (draft) {
    return { begins: 'This would be stopped', follows: `Whoever reads it with Prytany would see ${plural(red, 'finding')} first, and no server of theirs would pay it by itself.` };
  }
  const state = 'state' in proposal ? String(proposal.state) : '';
  if (key(state) === 'EXECUTED' && !isRemoved(proposal)) return { begins: 'Executed despite findings', follows: 'No override is known here; what moved stands under “Receipt”.' };
  if (!stateOf(state).open || isRemoved(proposal)) return { begins: 'A finding stops it, and it is over', follows: 'Nothing follows from it any more.' };
  return { begins: 'Stopped', follows: `Prytany pays nothing for this proposal by itself: ${plural(red, 'finding')} below must be settled, or overridden by a treasurer with their name.` };
}

/** The findings' headline: what a reader should take away before anything else. */
function summary(proposal: Compared, draft: boolean): { tone: 'good' | 'warn' | 'bad' | 'plain'; title: string; text: string } {
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
  if (verdict.blocked || (red > 0 && isRemoved(proposal))) {
    const { begins, follows } = stopped(proposal, draft, red);
    const why = WHY[key(verdict.agreement.kind)];
    return { tone: 'bad', title: why ? `${begins}: ${why}` : begins, text: `${verdict.agreement.words} ${follows}` };
  }
  if (red > 0) {
    return {
      tone: 'warn',
      title: 'Executed; what is found below was compared afterwards, or it is not known',
      text: 'Whether this stopped it when it was executed cannot be said: it was not compared before, or there is no receipt of its execution yet.',
    };
  }
  if (amber > 0) {
    return {
      tone: 'warn',
      title: `${plural(amber, 'thing')} to look at`,
      text: `${verdict.agreement.words} ${draft ? 'Look at what is below before you propose it.' : 'Read what is below before you vote or approve.'}`,
    };
  }
  if (key(verdict.agreement.kind) !== 'AGREES') {
    return { tone: 'plain', title: 'Not compared', text: verdict.agreement.words };
  }
  return { tone: 'good', title: verdict.agreement.words.replace(/\.$/, ''), text: verdict.agreement.why };
}

const MARKS: Record<string, { icon: IconName; word: string }> = {
  RED: { icon: 'stop', word: 'Stop' },
  AMBER: { icon: 'look', word: 'Look' },
  NOTE: { icon: 'note', word: 'Note' },
};

function FindingItem({ finding, proposal, draft }: { finding: Finding; proposal: Compared; draft: boolean }) {
  const source = useSource();
  const severity = key(finding.severity);
  const mark = MARKS[severity] ?? { icon: 'note' as const, word: 'Note' };
  const { start, end } = finding;
  return (
    <li className={`finding ${severity.toLowerCase()}`}>
      <span className="finding-mark">
        <Icon name={mark.icon} /> {mark.word}
      </span>
      <span>
        <Plain text={finding.text} />
        {finding.next && <span className="next-step">{draft ? 'Suggested edit: ' : 'Next: '}{finding.next}</span>}
        <span className="evidence">
          {start !== undefined && end !== undefined && (
            <button type="button" className="link" onClick={() => source.reveal({ start, end }, true)}>
              Show the place in the text
            </button>
          )}
          {finding.action >= 0 && (
            <button type="button" className="link" onClick={() => source.showCall(finding.action)}>
              Show call {finding.action + 1}
            </button>
          )}
        </span>
        <ReportFinding compared={proposal} finding={finding} proposalId={'id' in proposal ? String(proposal.id) : undefined} />
      </span>
    </li>
  );
}

/** @param draft whether it is not proposed yet, so that its author reads this */
export function VerdictBanner({ proposal, draft = false }: { proposal: Compared; draft?: boolean }) {
  const { tone, title, text } = summary(proposal, draft);
  const findings = [...(proposal.verdict?.findings ?? [])].sort(
    (a, b) => ORDER.indexOf(key(a.severity)) - ORDER.indexOf(key(b.severity)),
  );
  return (
    <section className={`verdict ${tone}`} aria-labelledby="verdict-title">
      <h2 id="verdict-title">
        {tone !== 'plain' && <Icon name={tone === 'bad' ? 'stop' : tone === 'warn' ? 'look' : 'good'} />} {title}
      </h2>
      <p>{text}</p>
      {findings.length > 0 && (
        <ul className="findings" aria-label="Findings">
          {findings.map((finding, index) => (
            <FindingItem key={index} finding={finding} proposal={proposal} draft={draft} />
          ))}
        </ul>
      )}
    </section>
  );
}
