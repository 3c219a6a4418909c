const PATHS = {
  // An octagon, a triangle, a tick, a question and an open circle: told apart without their colours.
  stop: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  look: 'M8 1l7.5 14h-15z',
  good: 'M2 8.5l4 4 8-9',
  note: 'M8 1a7 7 0 100 14A7 7 0 008 1z',
} as const;

export type IconName = keyof typeof PATHS;

const STROKES: Record<IconName, string> = {
  stop: 'M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4',
  look: 'M8 5.5v5M8 12.2v1',
  good: '',
  note: 'M8 7v5M8 4v1',
};

/** A mark beside words that say the same. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={`icon ${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path className={name === 'good' ? 'icon-line' : 'icon-ground'} d={PATHS[name]} />
      {STROKES[name] && <path className="icon-cut" d={STROKES[name]} />}
    </svg>
  );
}
