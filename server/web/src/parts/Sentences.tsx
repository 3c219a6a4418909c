import { useId, useState } from 'react';
import type { Digest } from '../api/types';
import { excerpt, fits } from '../format/spans';
import { Plain } from './Plain';
import { useSource } from './Source';

/**
 * The digest. Every sentence lights its source in the text beside it on hover or focus; tapping it also
 * opens the passage right below, which is what a phone shows.
 */
export function Sentences({ digest, description }: { digest: Digest; description: string }) {
  return (
    <>
      {digest.stale && (
        <div className="notice warn">
          <p className="notice-title">This digest is stale</p>
          <p>{digest.staleReason ? <Plain text={digest.staleReason} /> : 'Text, calls or models have changed since. A new digest is due.'}</p>
        </div>
      )}
      <ol className="sentences">
        {digest.sentences.map((sentence, index) => (
          <SourcedSentence key={index} sentence={sentence} number={index + 1} description={description} />
        ))}
      </ol>
      <p className="fine">
        Chosen by a local model from the proposal’s own words; sentences are only ever shortened. Select one to see where it stands.
      </p>
    </>
  );
}

function SourcedSentence({
  sentence,
  number,
  description,
}: {
  sentence: Digest['sentences'][number];
  number: number;
  description: string;
}) {
  const { light, reveal } = useSource();
  const [open, setOpen] = useState(false);
  const id = useId();
  const known = fits(sentence, description.length);
  const place = known ? excerpt(description, sentence) : undefined;
  return (
    <li>
      <button
        type="button"
        className="sentence"
        aria-expanded={open}
        aria-controls={id}
        onMouseEnter={() => light(sentence)}
        onMouseLeave={() => light(undefined)}
        onFocus={() => light(sentence)}
        onBlur={() => light(undefined)}
        onClick={() => {
          setOpen(!open);
          reveal(sentence, false);
        }}
      >
        <span className="sentence-number" aria-hidden="true">
          {number}
        </span>
        <span>
          <Plain text={sentence.text} />
          <span className="visually-hidden"> – show its source</span>
        </span>
      </button>
      <div id={id} hidden={!open} className="passage">
        {place ? (
          <blockquote>
            <Plain text={place.before} />
            <mark>
              <Plain text={place.inside} />
            </mark>
            <Plain text={place.after} />
          </blockquote>
        ) : (
          <p>This sentence names no valid place in the text. Do not rely on it.</p>
        )}
      </div>
    </li>
  );
}
