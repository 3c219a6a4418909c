import type { ReactNode } from 'react';
import type { DraftAnswer } from '../api/schema';
import { Comparison, differs } from '../parts/Comparison';
import { Description } from '../parts/Description';
import { Executes } from '../parts/Executes';
import { Plain } from '../parts/Plain';
import { Provenance } from '../parts/Provenance';
import { QuotedPlaces } from '../parts/QuotedPlaces';
import { Sentences } from '../parts/Sentences';
import { VerdictBanner } from '../parts/Verdict';

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** What people would see of a draft if it were proposed. */
export function DraftResult({ answer }: { answer: DraftAnswer }) {
  const { draft } = answer;
  const compared = (
    <Section id="compared" title="The text against the calls">
      <Comparison proposal={draft} />
    </Section>
  );
  return (
    <div className="reading">
      <div className="reading-main">
        <p className="draft-title">
          <Plain text={draft.headline || 'A proposal without a title'} />
        </p>
        <p className="card-does">
          <Plain text={draft.executes} />
        </p>
        <QuotedPlaces digest={draft.digest} description={draft.description} />
        <VerdictBanner proposal={draft} draft />
        {answer.unsaid.length > 0 && (
          <Section id="unsaid" title="What the text could say">
            <p>This is what the calls do, and the text does not say it so. If it is meant, say it; if it is not, mend the call.</p>
            <ul>
              {answer.unsaid.map((line) => (
                <li key={line}>
                  <Plain text={line} />
                </li>
              ))}
            </ul>
          </Section>
        )}
        {differs(draft) && compared}
        <Section id="says" title="What it says">
          {draft.description.trim() === '' || !draft.digest ? <p className="soft">Nothing: it has no text.</p> : <Sentences digest={draft.digest} description={draft.description} />}
        </Section>
        <Section id="executes" title="What it would execute">
          <Executes effects={draft.effects} draft />
        </Section>
        {!differs(draft) && compared}
        <Section id="provenance" title="Made from and with">
          <p>
            The calls were read as {answer.form}.{' '}
            {answer.notes.map((note) => (
              <Plain key={note} text={`${note} `} />
            ))}
          </p>
          <Provenance proposal={draft} />
        </Section>
      </div>
      <aside className="reading-source" aria-label="The draft’s own words">
        <Description proposal={draft} />
      </aside>
    </div>
  );
}
