import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Markdown } from './Markdown';
import { Plain } from './Plain';
import { Sentences } from './Sentences';
import { SourceProvider } from './Source';
import { Description, RawText } from './Description';
import type { Digest, Proposal } from '../api/schema';

afterEach(cleanup);

function drawn(text: string, spans: { start: number; end: number }[] = []) {
  return render(
    <SourceProvider>
      <Markdown text={text} spans={spans} />
    </SourceProvider>,
  ).container;
}

/** Whatever could run, load, submit or restyle. */
const FORBIDDEN = 'script, img, iframe, svg, style, link, object, embed, form, input, video, audio, meta, base, [style], [onerror], [onload], [onclick], [id], [class^="lang"]';

describe('a hostile description', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['an inline script', 'text <script>alert(1)</script> text'],
    ['an image with a handler', '<img src=x onerror=alert(1)>'],
    ['a frame', '<iframe src="https://evil.example"></iframe>'],
    ['a style', '<style>body{display:none}</style>'],
    ['an svg', '<svg onload=alert(1)></svg>'],
    ['a form', '<form action="https://evil.example"><input name=a></form>'],
    ['a comment', '<!-- hidden instructions -->'],
  ])('with %s in it shows it as text', (_, html) => {
    const page = drawn(`# Title\n\n${html}\n`);
    expect(page.querySelector(FORBIDDEN)).toBeNull();
    expect(page.textContent).toContain(html.trim());
  });

  it.each([
    ['a remote image', '![alt text](https://evil.example/t.gif)', 'https://evil.example/t.gif'],
    ['a data image', '![alt text](data:image/svg+xml;base64,AAAA)', 'data:image/svg+xml'],
    ['an image by reference', '![alt text][r]\n\n[r]: https://evil.example/t.gif', 'https://evil.example/t.gif'],
  ])('with %s shows its words and target instead of loading it', (_, markdown, target) => {
    const page = drawn(markdown);
    expect(page.querySelector('img')).toBeNull();
    expect(page.textContent).toContain('alt text');
    expect(page.textContent).toContain(target);
  });

  it.each(['[x](javascript:alert(1))', '[x](JAVASCRIPT:alert(1))', '[x](data:text/html,a)', '[x][r]\n\n[r]: javascript:alert(1)', '[x](/api/v1/session)', '[x](//evil.example)', '[x](#/payouts)'])(
    'does not make a link of %s',
    (markdown) => {
      const page = drawn(markdown);
      expect(page.querySelector('a')).toBeNull();
      expect(page.textContent).toContain('not a link');
    },
  );

  it('shows where its links go, and tells the browser not to vouch for them', () => {
    const page = drawn('[our forum](https://evil.example/login)');
    const link = page.querySelector('a');
    expect(link?.getAttribute('href')).toBe('https://evil.example/login');
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(page.textContent).toContain('[evil.example]');
  });

  it('cannot hide characters', () => {
    const page = drawn('Send to \u202e0x12\u200b34');
    expect(page.textContent).toContain('U+202E');
    expect(page.textContent).toContain('U+200B');
    expect(render(<Plain text={'a\u2066b'} />).container.textContent).toBe('aU+2066b');
  });

  it('keeps its headings below the page’s own', () => {
    const page = drawn('# One\n\n## Two');
    expect(page.querySelector('h1, h2')).toBeNull();
    expect(page.querySelector('h3')?.textContent).toBe('One');
  });

  it.each([
    ['quotes nested thousands deep', '> '.repeat(5_000)],
    ['lists nested deep', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')],
    ['thousands of open brackets', '['.repeat(20_000)],
    ['thousands of emphasis marks', '*a_ '.repeat(5_000)],
    ['thousands of backticks', Array.from({ length: 300 }, (_, count) => '`'.repeat(count)).join(' ')],
  ])('with %s is drawn all the same', async (_, text) => {
    const proposal = { description: `${text} the last words` } as unknown as Proposal;
    const page = render(
      <SourceProvider>
        <Description proposal={proposal} />
      </SourceProvider>,
    ).container;
    await import('./Markdown');
    await waitFor(() => expect(page.querySelector('.prose, .raw:not(:has(.prose))')).not.toBeNull());
    await waitFor(() => expect(page.textContent).toContain('the last words'));
  });
});

describe('the source of a sentence', () => {
  const text = 'First **bold** start. Pay \\*exactly\\* 25 [here](https://example.org) &amp; now.\n\nLast line.';

  function marked(words: string) {
    const start = text.indexOf(words);
    return [...drawn(text, [{ start, end: start + words.length }]).querySelectorAll('mark')].map((mark) => mark.textContent).join('');
  }

  it('is marked in the formatted text across emphasis and links', () => {
    expect(marked('**bold** start.')).toBe('bold start.');
    expect(marked('25 [here](https://example.org)')).toBe('25 here');
  });

  it('is marked where the formatted text lost escapes', () => {
    expect(marked('Pay \\*exactly\\* 25')).toBe('Pay *exactly* 25');
  });

  const digest = {
    sentences: [{ text: 'Last line.', start: text.indexOf('Last'), end: text.length }],
    claims: [],
    stale: false,
  } as unknown as Digest;

  it('opens below the sentence for whoever cannot hover', () => {
    render(
      <SourceProvider>
        <Sentences digest={digest} description={text} />
      </SourceProvider>,
    );
    const button = screen.getByRole('button', { name: /Last line/ });
    expect(button.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(document.querySelector('.passage mark')?.textContent).toBe('Last line.');
  });

  it('that does not exist is said to be missing', () => {
    const broken = { ...digest, sentences: [{ text: 'Made up.', start: 9_000, end: 9_010, repaired: false, pieces: [] }] };
    render(
      <SourceProvider>
        <Sentences digest={broken} description={text} />
      </SourceProvider>,
    );
    fireEvent.click(screen.getByRole('button', { name: /Made up/ }));
    expect(screen.getByText(/names no valid place/)).toBeTruthy();
  });

  it('and of what was put into it are told apart, and each has its own place', () => {
    const words = 'The vault is a safe. It will pay 5 ETH to [all].';
    const put = { text: 'The vault', start: 0, end: 9, inserted: true };
    const own = { text: 'will pay 5 ETH to all.', start: 24, end: words.length, inserted: false };
    const repaired = {
      ...digest,
      sentences: [
        { text: '[The vault] will pay 5 ETH to all.', start: 21, end: words.length, repaired: true, pieces: [put, own] },
        { text: '[The author] wrote these brackets.', start: 0, end: 9, mark: '–', repaired: false, pieces: [] },
      ],
    };
    const page = render(
      <SourceProvider>
        <Sentences digest={repaired} description={words} />
        <RawText text={words} spans={[]} />
      </SourceProvider>,
    ).container;
    expect([...page.querySelectorAll('.inserted')].map((part) => part.textContent)).toEqual(['put in: [The vault]']);
    expect(screen.getByRole('button', { name: /– \[The author\]/ })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /Show where/ }));
    expect(page.querySelector('mark.active')?.textContent).toBe('The vault');
  });
});

describe('the direction of a text', () => {
  const HEBREW = 'הצעה לחלק מענקים';

  it('is that of its own words, block by block, and of the whole block', () => {
    const page = drawn(`# ${HEBREW}\n\n${HEBREW} **${HEBREW}** \`x\`\n\nEnglish words.\n\n- ${HEBREW}\n`);
    for (const block of page.querySelectorAll('h3, p, li')) expect(block.getAttribute('dir')).toBe('auto');
    // An isolated piece does not count for the direction of its block.
    expect(page.querySelector('p bdi')).toBeNull();
  });

  it('cannot be turned by characters that nobody sees', () => {
    const page = drawn('Pay \u202e100\u202c to \u2067A\u2069.');
    expect(page.textContent).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(page.querySelectorAll('.hidden-char')).toHaveLength(4);
  });
});

describe('a zero-width joiner', () => {
  const marks = (text: string) => render(<Plain text={text} />).container.querySelectorAll('.hidden-char').length;

  it('that joins pictures into one is not drawn', () => {
    for (const picture of ['👩‍🌾', '👨‍👩‍👧‍👦', '🏴‍☠️', '👩🏽‍🚀', '❤️‍🔥']) expect(marks(`A ${picture} b`)).toBe(0);
  });

  it('anywhere else is drawn', () => {
    for (const text of ['a\u200db', '👩\u200d', '\u200d👩', '👩\u200dx', 'x\u200d👩', '👩\u200d\u200d🌾', 'x\ufe0f\u200d👩']) expect(marks(text)).toBeGreaterThan(0);
  });
});
