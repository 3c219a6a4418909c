/** UTF-16 units up to which a description is formatted. */
const LONGEST = 120_000;

/**
 * A Markdown parser's work is quadratic in the marks of one kind in one block: this bounds the sum of
 * those squares over all blocks, at about a second of work.
 */
const MOST_WORK = 2_000_000;

/** Quotes within quotes; real texts have three. */
const DEEPEST = 30;

/**
 * Why a description is not formatted but shown as written; undefined if it is formatted. A text can be
 * made so that parsing it freezes a page: this looks for that, cheaply, before parsing.
 */
export function whyNotFormatted(text: string): string | undefined {
  if (text.length > LONGEST) return `${text.length.toLocaleString('en')} characters are too long to format`;
  const blocks = text.split(/\n[ \t]*\n/);
  for (const mark of [/[*_~]+/g, /\[/g, /`/g, /</g, /&/g]) {
    const work = blocks.reduce((sum, block) => sum + (block.match(mark)?.length ?? 0) ** 2, 0);
    if (work > MOST_WORK) return 'it has too many formatting marks in one place';
  }
  for (const line of text.split('\n')) {
    const opening = /^[ \t>*+\-\d.)]*/.exec(line)?.[0] ?? '';
    if ((opening.match(/[>*+\-)]|\d\./g)?.length ?? 0) > DEEPEST && !/^[ \t]*([-*])[ \t]*(\1[ \t]*)+$/.test(line)) {
      return 'it is nested too deeply';
    }
    if (/^[ \t]{200,}\S/.test(line)) return 'it is indented too deeply';
  }
  return undefined;
}
