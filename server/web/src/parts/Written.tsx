import { useId, useState } from 'react';
import type { Effect, Written as WrittenText } from '../api/schema';
import { fits } from '../format/spans';
import { lights, Passage } from './Passage';
import { Plain } from './Plain';
import { useSource } from './Source';

/**
 * What the operator's language model wrote beside the digest. Each sentence lights the place that bears it out on
 * hover or focus; tapping it opens that place below it.
 */
export function Written({ written, description, effects }: { written: WrittenText; description: string; effects: Effect[] }) {
  return (
    <div className="written">
      <h3>Written by a model{written.remote && ' (remote)'}</h3>
      {written.sentences.length > 0 && (
        <ul className="sentences">
          {written.sentences.map((sentence, index) => (
            <WrittenSentence key={index} sentence={sentence} description={description} effects={effects} />
          ))}
        </ul>
      )}
      <p className="fine">
        <Plain text={written.words} />
      </p>
    </div>
  );
}

function WrittenSentence({
  sentence,
  description,
  effects,
}: {
  sentence: WrittenText['sentences'][number];
  description: string;
  effects: Effect[];
}) {
  const { light, reveal } = useSource();
  const [open, setOpen] = useState(false);
  const id = useId();
  const places = sentence.evidence.filter((place) => fits(place, description.length));
  const first = places[0];
  const lines = sentence.effects.flatMap((index) => effects[index]?.line ?? []);
  return (
    <li>
      <button
        type="button"
        className="sentence"
        aria-expanded={open}
        aria-controls={id}
        {...lights(light, first)}
        onClick={() => {
          setOpen(!open);
          if (first) reveal(first, false);
        }}
      >
        <span>
          <Plain text={sentence.text} />
          <span className="visually-hidden"> – show what bears it out</span>
        </span>
      </button>
      <div id={id} hidden={!open} className="passage">
        {places.map((place, index) => (
          <Passage key={index} place={place} description={description} />
        ))}
        {lines.map((line, index) => (
          <p key={index}>
            What the calls do: <Plain text={line} />
          </p>
        ))}
        {places.length + lines.length === 0 && <p>This sentence names no valid place in the text. Do not rely on it.</p>}
      </div>
    </li>
  );
}
