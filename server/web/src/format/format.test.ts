import { describe, expect, it } from 'vitest';
import { checksummed, differences, groups, shortened } from './address';
import { formatAllowance, formatAmount, formatDifference, formatVotes, percent, sumOf } from './amount';
import { revealHidden } from './hidden';
import { judgeLink } from './links';
import { whyNotFormatted } from './markup';
import { align, excerpt, fits, segments } from './spans';
import { isoOf, relativeTime } from './time';
import { voteWords } from './words';

describe('amounts', () => {
  it('shows every digit of what is paid, grouped, and no rounding', () => {
    expect(formatAmount('25000000000', 6)).toBe('25,000');
    expect(formatAmount('1', 18)).toBe('0.000000000000000001');
    expect(formatAmount('123456789012345678901234567890', 18)).toBe('123,456,789,012.34567890123456789');
    expect(formatAmount('-1500000', 6)).toBe('−1.5');
    expect(formatAmount('7', 0)).toBe('7');
  });

  it('says so when the decimals of a token are not known', () => {
    expect(formatAmount('25000000000')).toBe('25,000,000,000 base units');
  });

  it('leaves what is no number as it came', () => {
    expect(formatAmount('a lot', 6)).toBe('a lot');
    expect(formatAmount('', 6)).toBe('');
  });

  it('calls allowances without a real limit unlimited', () => {
    expect(formatAllowance(((1n << 256n) - 1n).toString(), 6)).toBe('unlimited');
    expect(formatAllowance(((1n << 256n) - 2n).toString(), 6)).toBe('practically unlimited');
    expect(formatAllowance(((1n << 96n) - 1n).toString(), 18)).toBe('practically unlimited');
    expect(formatAllowance('5000000', 6)).toBe('5');
  });

  it('shows changes of balances with their sign', () => {
    expect(formatDifference('5', '3', 0)).toBe('−2');
    expect(formatDifference('3', '5', 0)).toBe('+2');
    expect(formatDifference('3', '3', 0)).toBe('unchanged');
  });

  it('keeps shares of huge vote counts exact', () => {
    expect(percent('1', '3')).toBeCloseTo(33.3333, 3);
    expect(percent(`2${'0'.repeat(60)}`, `4${'0'.repeat(60)}`)).toBe(50);
    expect(percent('5', '0')).toBe(0);
    expect(sumOf('1', '2', 'x')).toBe('3');
    expect(formatVotes(`1234567${'0'.repeat(18)}`)).toBe('1.23M');
  });
});

describe('a decided vote', () => {
  it('is told with its shares where it goes in several directions', () => {
    expect(voteWords({ support: 'FOR' })).toBe('Vote for');
    expect(voteWords({ shares: { for: 6000, against: 3350, abstain: 650 } })).toBe('Vote 60 % for, 33.5 % against, 6.5 % abstain');
  });
});

describe('addresses', () => {
  const one = '0x8ba1f109551bd432803012645ac136ddd64dba72';

  it('carry their EIP-55 checksum', () => {
    expect(checksummed(one)).toBe('0x8ba1f109551bD432803012645Ac136ddd64DBA72');
    expect(checksummed(one.toUpperCase().replace('0X', '0x'))).toBe('0x8ba1f109551bD432803012645Ac136ddd64DBA72');
  });

  it('are grouped by four and come together again', () => {
    expect(groups(one)).toHaveLength(11);
    expect(groups(one).join('')).toBe(checksummed(one));
  });

  it('are compared character by character without regard to checksum case', () => {
    const other = `${one.slice(0, -1)}f`;
    expect(differences(one, other).filter((part) => part.differs)).toEqual([{ text: '2', differs: true }]);
    expect(differences(one, one).some((part) => part.differs)).toBe(false);
  });

  it('leave what is no address alone', () => {
    expect(checksummed('vitalik.eth')).toBe('vitalik.eth');
    expect(shortened('server')).toBe('server');
  });
});

describe('links out of hostile text', () => {
  it.each([
    ['https://example.org/a?b#c', 'example.org'],
    ['http://example.org:8080/', 'example.org:8080'],
    ['HTTPS://EXAMPLE.org', 'example.org'],
    ['mailto:stewards@example.org', 'mail to stewards@example.org'],
  ])('follow %s and show %s', (href, host) => {
    expect(judgeLink(href)).toMatchObject({ kind: 'link', host });
  });

  it('show the ASCII form of look-alike hosts', () => {
    expect(judgeLink('https://pаypal.example/')).toMatchObject({ kind: 'link', host: expect.stringMatching(/^xn--/) });
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    'intent://x#Intent;end',
    '/api/v1/session',
    '//evil.example/x',
    '#/payouts',
    'https://uniswap.org@evil.example/',
    'https://',
    '',
  ])('do not follow %j', (href) => {
    expect(judgeLink(href).kind).toBe('inert');
  });
});

describe('hidden characters', () => {
  it('are drawn with their code and name', () => {
    expect(revealHidden('a\u202eb')).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'hidden', code: 'U+202E', name: 'right-to-left override', times: 1 },
      { kind: 'text', text: 'b' },
    ]);
  });

  it('are counted where they repeat, and bounded where they flood', () => {
    expect(revealHidden('\u200b'.repeat(100_000))).toEqual([{ kind: 'hidden', code: 'U+200B', name: 'zero-width space', times: 100_000 }]);
    expect(revealHidden('\u200b\u200c'.repeat(50_000)).length).toBeLessThan(1_100);
  });

  it('leave ordinary text, line breaks and emoji sequences alone', () => {
    for (const text of ['Grüße, 世界\n\tok', 'a 👩‍💻 b', '🏳️‍🌈']) {
      expect(revealHidden(text)).toEqual([{ kind: 'text', text }]);
    }
  });

  it('are found outside of the basic plane too', () => {
    expect(revealHidden('x\u{e0041}')).toHaveLength(2);
  });
});

describe('spans', () => {
  const text = 'Pay 🏺 25 to Ann. Then stop.';

  it('cut the text into pieces that join to it again', () => {
    const pieces = segments(text, [
      { start: 4, end: 12 },
      { start: 7, end: 17 },
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.map((piece) => piece.covers)).toEqual([[], [0], [0, 1], [1], []]);
  });

  it('are UTF-16 offsets', () => {
    const start = text.indexOf('25');
    expect(segments(text, [{ start, end: start + 2 }])[1]?.text).toBe('25');
  });

  it('count from where a piece begins in the document', () => {
    expect(segments('Ann. Then', [{ start: 13, end: 17 }], 13)[0]).toMatchObject({ text: 'Ann.', covers: [0] });
  });

  it('that lie outside of the text or are empty do not fit', () => {
    expect(fits({ start: 0, end: 5 }, 5)).toBe(true);
    for (const span of [
      { start: 0, end: 6 },
      { start: -1, end: 2 },
      { start: 3, end: 3 },
      { start: 4, end: 2 },
      { start: 0.5, end: 2 },
    ]) {
      expect(fits(span, 5)).toBe(false);
    }
  });

  it('are shown with their surroundings', () => {
    const place = excerpt(text, { start: 18, end: 27 }, 6);
    expect(place.inside).toBe('Then stop');
    expect(place.after).toBe('.');
    expect(place.before.startsWith('…')).toBe(true);
  });

  it('find rendered characters in their source', () => {
    expect(align('a*b', 'a\\*b')).toEqual([0, 2, 3]);
    expect(align('xyz', 'ab')).toBeUndefined();
  });
});

describe('a description', () => {
  it('like a real one is formatted', () => {
    const links = '- [minutes](https://example.org/a) and *more* of `it`\n'.repeat(300);
    expect(whyNotFormatted(`# Title\n\n${links}\n\n> quoted\n> > twice\n\n---\n\n${'-'.repeat(80)}\n\n* * * * *\n\n2026-11-23 - 2026-12-01`)).toBeUndefined();
    expect(whyNotFormatted('')).toBeUndefined();
  });

  it.each([
    ['x'.repeat(120_001), /too long/],
    ['*a_ '.repeat(1_000), /too many/],
    [`${'*a_ '.repeat(200)}\n\n`.repeat(100), /too many/],
    [Array.from({ length: 100 }, (_, count) => '`'.repeat(count)).join(' '), /too many/],
    ['[a]('.repeat(1_500), /too many/],
    ['> '.repeat(40), /nested/],
    ['- '.repeat(40) + 'x', /nested/],
    [`${' '.repeat(300)}- x`, /indented/],
  ])('made to freeze a parser is shown as written', (text, why) => {
    expect(whyNotFormatted(text)).toMatch(why);
  });
});

describe('times', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');

  it('are told relative to now', () => {
    expect(relativeTime('2026-11-23T15:00:00Z', now)).toBe('in 3 hours');
    expect(relativeTime('2026-11-21T12:00:00Z', now)).toBe('2 days ago');
    expect(relativeTime('no time', now)).toBe('');
  });

  it('may come as Unix seconds', () => {
    expect(isoOf(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(isoOf('86400')).toBe('1970-01-02T00:00:00.000Z');
    expect(isoOf('2026-11-23T12:00:00Z')).toBe('2026-11-23T12:00:00Z');
  });
});
