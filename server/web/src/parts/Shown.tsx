import { useRef, useState } from 'react';

/** So many rows are drawn at once; a list of hundreds would keep a phone busy for seconds. */
const ROWS = 50;

/**
 * The first of a long list, and the button for more; all of it where it is short.
 *
 * @param step how many more each time
 */
export function useShown<T>(all: readonly T[], step = ROWS): { shown: readonly T[]; more: React.ReactNode } {
  const [most, setMost] = useState(step);
  const place = useRef<HTMLParagraphElement>(null);
  const left = all.length - most;
  return {
    shown: all.slice(0, most),
    more: all.length > step && (
      <p ref={place} tabIndex={-1}>
        <span role="status">
          {Math.min(most, all.length).toLocaleString('en')} of {all.length.toLocaleString('en')} shown.
        </span>{' '}
        {left > 0 && (
          <button
            type="button"
            onClick={() => {
              setMost(most + step);
              // The last time the button goes: whoever reads on by keyboard stays here.
              place.current?.focus();
            }}
          >
            Show more ({left.toLocaleString('en')} left)
          </button>
        )}
      </p>
    ),
  };
}
