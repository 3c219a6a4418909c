import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Effect, Written as WrittenText } from '../api/schema';
import { SourceProvider } from './Source';
import { Written } from './Written';

afterEach(cleanup);

beforeAll(() => {
  Element.prototype.scrollIntoView = () => {};
});

const TEXT = 'First words. The DAO pays 900 USDC to the audit team. Last words.';
const PLACE = { start: 13, end: 53 };

function written(more: Partial<WrittenText> = {}): WrittenText {
  return {
    status: 'written',
    words: 'Written by tiny, each sentence checked against the sentence that it cites; the check can be deceived.',
    model: 'tiny',
    modelSha256: 'ab',
    promptVersion: 1,
    device: 'cpu',
    remote: false,
    textHash: '0x1',
    callsHash: '0x2',
    key: '0x3',
    millis: 1,
    wrote: 1,
    sentences: [{ text: 'The DAO pays 900 USDC.', evidence: [PLACE], effects: [] }],
    ...more,
  };
}

function shown(text: WrittenText, effects: Effect[] = []) {
  return render(
    <SourceProvider>
      <Written written={text} description={TEXT} effects={effects} />
    </SourceProvider>,
  ).container;
}

describe('what a model wrote', () => {
  it('says which model and what the check is worth, and opens the place that bears a sentence out', () => {
    const page = shown(written());
    expect(page.textContent).toContain('Written by tiny');
    expect(page.textContent).toContain('the check can be deceived');
    expect(page.querySelector('.passage')?.hasAttribute('hidden')).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: /The DAO pays 900 USDC/ }));
    expect(page.querySelector('.passage')?.hasAttribute('hidden')).toBe(false);
    expect(page.querySelector('mark')?.textContent).toBe('The DAO pays 900 USDC to the audit team.');
  });

  it('marks what was written elsewhere', () => {
    expect(shown(written()).querySelector('h3')?.textContent).toBe('Written by a model');
    cleanup();
    expect(shown(written({ remote: true })).querySelector('h3')?.textContent).toBe('Written by a model (remote)');
  });

  it('shows no list where nothing was borne out, and says so', () => {
    const page = shown(written({ words: 'tiny wrote three sentences, none was borne out by the text.', sentences: [] }));
    expect(page.querySelector('ul')).toBeNull();
    expect(page.textContent).toContain('none was borne out by the text');
  });

  it('warns of a sentence whose place is not in the text, and names what the calls do', () => {
    const page = shown(
      written({
        sentences: [
          { text: 'Nowhere.', evidence: [{ start: 50, end: 9000 }], effects: [7] },
          { text: 'By the calls.', evidence: [], effects: [0] },
        ],
      }),
      [{ line: 'Pays 900 USDC.' } as Effect],
    );
    expect(page.textContent).toContain('Do not rely on it');
    expect(page.textContent).toContain('What the calls do: Pays 900 USDC.');
  });

  it('draws hidden characters and no markup', () => {
    const page = shown(written({ sentences: [{ text: '<b>x</b>\u202Ey', evidence: [PLACE], effects: [] }] }));
    expect(page.querySelector('b')).toBeNull();
    expect(page.querySelector('.hidden-char')).not.toBeNull();
  });
});
