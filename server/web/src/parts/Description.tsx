import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { Compared, Span } from '../api/asked';
import { whyNotFormatted } from '../format/markup';
import { fits, segments } from '../format/spans';
import { Boundary } from './Boundary';
import { Piece } from './Plain';
import { overlaps, useSource } from './Source';

const Markdown = lazy(() => import('./Markdown').then((module) => ({ default: module.Markdown })));

/** The text as it was submitted, character by character, with the lit place marked. */
export function RawText({ text, spans }: { text: string; spans: readonly Span[] }) {
  const { active } = useSource();
  const lit = useMemo(() => (active && fits(active, text.length) ? [...spans, active] : spans), [active, spans, text]);
  const pieces = useMemo(() => segments(text, lit), [text, lit]);
  return (
    <div className="raw">
      {pieces.map((piece) =>
        piece.covers.length === 0 ? (
          <Piece key={piece.start} text={piece.text} />
        ) : (
          <mark key={piece.start} className={overlaps(piece, active) ? 'source active' : 'source'} data-start={piece.start}>
            <Piece text={piece.text} />
          </mark>
        ),
      )}
    </div>
  );
}

export function Description({ proposal }: { proposal: Compared }) {
  const text = proposal.description;
  const unformatted = useMemo(() => whyNotFormatted(text), [text]);
  const [asWritten, setAsWritten] = useState(false);
  const raw = asWritten || unformatted !== undefined;
  const { revealed, active } = useSource();
  const box = useRef<HTMLDivElement>(null);
  const jumped = useRef(0);

  const spans = useMemo(() => {
    const findings = (proposal.verdict?.findings ?? []).flatMap(({ start, end }) =>
      start === undefined || end === undefined ? [] : [{ start, end }],
    );
    const sentences = proposal.digest?.sentences ?? [];
    const inserted = sentences.flatMap(({ pieces }) => (pieces ?? []).filter((piece) => piece.inserted));
    return [...sentences, ...inserted, ...findings].filter((span) => fits(span, text.length));
  }, [proposal, text]);

  useEffect(() => {
    if (!active || !box.current) return;
    const mark = box.current.querySelector<HTMLElement>('mark.active');
    if (!mark) return;
    const pane = box.current;
    const scrollsAlone = pane.scrollHeight > pane.clientHeight + 4;
    // On a phone the passage opens below the sentence; jumping down the page would lose the place.
    const behavior = reducedMotion() ? 'auto' : 'smooth';
    if (scrollsAlone) pane.scrollTo({ top: mark.offsetTop - pane.clientHeight / 3, behavior });
    if (revealed.jump && revealed.count !== jumped.current) {
      jumped.current = revealed.count;
      if (!scrollsAlone) mark.scrollIntoView({ block: 'center', behavior });
      pane.focus({ preventScroll: true });
    }
  }, [active, revealed]);

  return (
    <section className="description" aria-labelledby="description-title">
      <div className="description-head">
        <h2 id="description-title">In its own words</h2>
        <div className="switch" role="group" aria-label="How to show the text">
          <button type="button" aria-pressed={!raw} disabled={unformatted !== undefined} onClick={() => setAsWritten(false)}>
            Formatted
          </button>
          <button type="button" aria-pressed={raw} onClick={() => setAsWritten(true)}>
            As written
          </button>
        </div>
      </div>
      {unformatted && <p className="fine">Shown exactly as written: {unformatted}.</p>}
      {text === '' ? (
        <p className="soft">The proposal was submitted without a text.</p>
      ) : (
        <div className="description-text" ref={box} tabIndex={0} role="region" aria-label="The proposal’s text">
          {raw ? (
            <RawText text={text} spans={spans} />
          ) : (
            <Boundary fallback={<RawText text={text} spans={spans} />}>
              <Suspense fallback={<RawText text={text} spans={[]} />}>
                <div className="prose">
                  <Markdown text={text} spans={spans} />
                </div>
              </Suspense>
            </Boundary>
          )}
        </div>
      )}
    </section>
  );
}

function reducedMotion(): boolean {
  return window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
}
