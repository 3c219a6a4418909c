import { revealHidden } from './hidden';

/** Characters of what is shown; more is cut off. */
const LONGEST = 160;

/** A stranger's words in one quoted line, where nothing marks them: what is hidden is named, and nobody's program makes a link of them. */
export function quoted(text: string): string {
  const line = revealHidden(text)
    .map((part) => (part.kind === 'text' ? part.text : `[${part.code}]`))
    .join('')
    .replace(/\s+/gu, ' ')
    .trim()
    .replaceAll('://', '[:]//')
    .replace(/(?<=\S)[.。．｡](?=[^\s\d])|(?<=[^\s\d])[.。．｡](?=\S)/gu, '[.]')
    .replaceAll('@', '[at]');
  const characters = Array.from(line);
  return `“${characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line}”`;
}
