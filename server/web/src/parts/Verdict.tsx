import type { Finding, Proposal } from '../api/types';
import { key, plural } from '../format/words';
import { Icon, type IconName } from './Icon';
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

const MARKS: Record<string, { icon: IconName; word: string }> = {
  RED: { icon: 'stop', word: 'Stop' },
  AMBER: { icon: 'look', word: 'Look' },
  NOTE: { icon: 'note', word: 'Note' },
};

function FindingItem({ finding }: { finding: Finding }) {
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
      </span>
    </li>
  );
}

export function VerdictBanner({ proposal }: { proposal: Proposal }) {
  const { tone, title, text } = summary(proposal);
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
            <FindingItem key={index} finding={finding} />
          ))}
        </ul>
      )}
    </section>
  );
}
