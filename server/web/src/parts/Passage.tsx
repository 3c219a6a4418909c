import type { Span } from '../api/asked';
import { excerpt } from '../format/spans';
import { Plain } from './Plain';

/** A place of the text with some of what stands around it. */
export function Passage({ place, description }: { place: Span; description: string }) {
  const { before, inside, after } = excerpt(description, place);
  return (
    <blockquote>
      <Plain text={before} />
      <mark>
        <Plain text={inside} />
      </mark>
      <Plain text={after} />
    </blockquote>
  );
}

/** Lights a place of the text while a pointer or the keyboard is on an element. */
export function lights(light: (place: Span | undefined) => void, place: Span | undefined) {
  const on = () => light(place);
  const off = () => light(undefined);
  return { onMouseEnter: on, onMouseLeave: off, onFocus: on, onBlur: off };
}
