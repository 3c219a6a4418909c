import { useId } from 'react';

/** The word of the kind that needs delegates. */
export const DELEGATE_VOTED = 'delegate-voted';

/** Whose votes somebody wants to hear of, an address in each line. */
export function Delegates({ text, change }: { text: string; change: (text: string) => void }) {
  const field = useId();
  return (
    <>
      <label htmlFor={field}>Delegates whom you follow, an address in each line</label>
      <textarea id={field} rows={3} required spellCheck={false} placeholder="0x…" value={text} onChange={(event) => change(event.target.value)} />
    </>
  );
}

/** The addresses of a text, where they are asked for. */
export function delegatesOf(text: string, kinds: string[]): string[] {
  return kinds.includes(DELEGATE_VOTED) ? text.split(/[\s,]+/).filter((line) => line !== '') : [];
}
