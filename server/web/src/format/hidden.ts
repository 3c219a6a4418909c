/**
 * Characters that a reader cannot see but that change what is read: bidirectional controls, zero-width
 * characters, tags, variation selectors of the supplement, other controls. See Unicode TR #36.
 */
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u;

const NAMES: Record<number, string> = {
  0x00ad: 'soft hyphen',
  0x061c: 'Arabic letter mark',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of direction',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first-strong isolate',
  0x2069: 'end of isolate',
  0xfeff: 'zero-width no-break space',
};

export type TextPart = { kind: 'text'; text: string } | { kind: 'hidden'; code: string; name: string; times: number };

/** Beyond this many markers the rest becomes a plain replacement sign, so that a page stays a page. */
const MAX_MARKERS = 500;

const PICTURE = /^\p{Extended_Pictographic}$/u;
const AFTER_PICTURE = /^[\ufe0f\u{1f3fb}-\u{1f3ff}]$/u;

/** An emoji sequence needs its joiner: it hides nothing between two pictures. */
function joinsPictures(characters: readonly string[], at: number): boolean {
  if (characters[at] !== '\u200d' || !PICTURE.test(characters[at + 1] ?? '')) return false;
  const before = AFTER_PICTURE.test(characters[at - 1] ?? '') ? at - 2 : at - 1;
  return PICTURE.test(characters[before] ?? '');
}

/** Splits text so that hidden characters can be drawn. Concatenated text parts keep all visible ones. */
export function revealHidden(text: string): TextPart[] {
  if (!HIDDEN.test(text)) return text === '' ? [] : [{ kind: 'text', text }];
  const parts: TextPart[] = [];
  let plain = '';
  let markers = 0;
  const characters = Array.from(text);
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string;
    const code = character.codePointAt(0) as number;
    if (!HIDDEN.test(character) || joinsPictures(characters, i)) {
      plain += character;
      continue;
    }
    const last = parts.at(-1);
    if (plain === '' && last?.kind === 'hidden' && last.code === label(code)) {
      last.times++;
      continue;
    }
    if (markers >= MAX_MARKERS) {
      plain += '\ufffd';
      continue;
    }
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
    markers++;
    parts.push({ kind: 'hidden', code: label(code), name: NAMES[code] ?? 'invisible character', times: 1 });
  }
  if (plain !== '') parts.push({ kind: 'text', text: plain });
  return parts;
}

function label(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
