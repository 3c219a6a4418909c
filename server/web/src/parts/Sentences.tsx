import { useId, useState, type ReactNode } from 'react';
import type { Digest, Sentence } from '../api/schema';
import { fits } from '../format/spans';
import { lights, Passage } from './Passage';
import { Plain } from './Plain';
import { useSource } from './Source';

/**
 * The digest. Every sentence lights its source in the text beside it on hover or focus; tapping it also
 * opens the passage right below, which is what a phone shows.
 */
export function Sentences({ digest, description }: { digest: Digest; description: string }) {
  const shown = digest.shown ?? digest.sentences;
  return (
    <>
      {digest.stale && (
        <div className="notice warn">
          <p className="notice-title">This digest is stale</p>
          <p>{digest.staleReason ? <Plain text={digest.staleReason} /> : 'Text, calls or models have changed since. A new digest is due.'}</p>
        </div>
      )}
      <ol className="sentences">
        {shown.map((sentence, index) => (
          <SourcedSentence key={index} sentence={sentence} number={index + 1} description={description} />
        ))}
      </ol>
      <p className="fine">
        Chosen by a local model from the proposal’s own words; sentences are only ever shortened.
        {shown.some((sentence) => sentence.repaired) &&
          ' What stands in marked brackets was put in from another place of the text, word for word.'}{' '}
        Select one to see where it stands.
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
  const inserted = (sentence.pieces ?? []).filter((piece) => piece.inserted && fits(piece, description.length));
  return (
    <li>
      <button
        type="button"
        className="sentence"
        aria-expanded={open}
        aria-controls={id}
        {...lights(light, sentence)}
        onClick={() => {
          setOpen(!open);
          reveal(sentence, false);
        }}
      >
        <span className="sentence-number" aria-hidden="true">
          {number}
        </span>
        <span>
          {sentence.mark && (
            <>
              <Plain text={sentence.mark} />{' '}
            </>
          )}
          <Words sentence={sentence} />
          <span className="visually-hidden"> – show its source</span>
        </span>
      </button>
      {inserted.map((piece, index) => (
        <button
          key={index}
          type="button"
          className="inserted-place"
          {...lights(light, piece)}
          onClick={() => reveal(piece, true)}
        >
          Show where “<Plain text={piece.text} />” stands
        </button>
      ))}
      <div id={id} hidden={!open} className="passage">
        {fits(sentence, description.length) ? (
          <Passage place={sentence} description={description} />
        ) : (
          <p>This sentence names no valid place in the text. Do not rely on it.</p>
        )}
      </div>
    </li>
  );
}

/** A sentence as it is shown: what was put in is marked, so that no brackets of the author's look like it. */
function Words({ sentence }: { sentence: Sentence }) {
  if (!sentence.repaired || !sentence.pieces?.length) return <Plain text={sentence.text} />;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const piece of sentence.pieces) {
    const shown = piece.inserted ? `[${piece.text}]` : piece.text;
    const found = sentence.text.indexOf(shown, at);
    if (found < 0) return <Plain text={sentence.text} />;
    if (found > at) parts.push(<Plain key={`before-${found}`} text={sentence.text.slice(at, found)} />);
    parts.push(
      piece.inserted ? (
        <span key={found} className="inserted">
          <span className="visually-hidden">put in: </span>
          <Plain text={shown} />
        </span>
      ) : (
        <Plain key={found} text={shown} />
      ),
    );
    at = found + shown.length;
  }
  return <>{parts}</>;
}
