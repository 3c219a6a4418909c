import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pack, unpack } from '../format/pack';
import { Announcer } from '../parts/Announcer';
import { AccessProvider } from '../wallet/session';
import { DraftPage } from './DraftPage';
import type { DraftAnswer } from '../api/schema';

afterEach(() => {
  cleanup();
  client.clear();
  vi.unstubAllGlobals();
});

const PAYEE = `0x${'12'.repeat(20)}`;

function draftAnswer(description: string): DraftAnswer {
  return {
    draft: {
      description,
      contentHash: `0x${'1'.repeat(64)}`,
      headline: 'Pay',
      executes: 'Pays 250,000 dUSD',
      digest: { headline: 'Pay', sentences: [], shown: [], quoted: [], claims: [], contentHash: `0x${'1'.repeat(64)}`, stale: false, plugin: 'digest', algorithm: '', model: '', modelSha256: '', models: [], runtime: '', device: '', notes: [], hash: '', madeAt: '2026-11-29T12:00:00Z', millis: 3 },
      effects: { actions: [], succeeded: true, effects: [], effectsHash: '0x', block: 0, method: 'decoded', accounts: [], holdings: [] },
      verdict: {
        blocked: true,
        overridden: false,
        agreement: { kind: 'DIFFERS', words: 'They differ.', why: '' },
        matches: [],
        findings: [{ code: 'AMOUNT_CONTRADICTED', severity: 'RED', text: 'Ten times as much.', next: 'Make both the same.', action: -1 }],
      },
    },
    form: 'one call a line',
    notes: [],
    unsaid: [`Pays 250,000 dUSD to ${PAYEE}`],
    tried: false,
  };
}

const daos = [{ id: 'harbour', name: 'Harbour Commons', labels: {} }];

/** Opens the page on a server that answers checks so; what it was sent is given back. */
function open(packed?: string, { perMinute = 6, answer = () => new Response(JSON.stringify(draftAnswer('# Pay\n\nPay 25,000 dUSD.'))) } = {}) {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    if (init.method === 'POST') {
      sent.push(JSON.parse(String(init.body)));
      return answer();
    }
    return new Response(JSON.stringify(address.endsWith('/draft') ? { perMinute, bytes: 1000 } : daos));
  });
  const { rerender } = render(page(packed));
  follow = (other) => rerender(page(other));
  return sent;
}

const client = new QueryClient();

/** Follows another link in the same tab. */
let follow: (packed?: string) => void;

function page(packed?: string) {
  return (
    <QueryClientProvider client={client}>
      <Announcer>
        <AccessProvider>
          <DraftPage packed={packed} />
        </AccessProvider>
      </Announcer>
    </QueryClientProvider>
  );
}

const button = () => screen.findByRole('button', { name: 'Check this draft' }) as Promise<HTMLButtonElement>;

describe('the check of a draft', () => {
  it('shows the draft of the link that was followed last', async () => {
    const [first, second] = await Promise.all(['Pay 1.', 'Pay 2.'].map((text) => pack({ text, calls: '', dao: '' })));
    open(undefined);
    const text = async () => (await screen.findByLabelText<HTMLTextAreaElement>('Text')).value;
    await userEvent.type(await screen.findByLabelText('Text'), 'Mine.');
    follow(first);
    await waitFor(async () => expect(await text()).toBe('Pay 1.'));
    follow(second);
    await waitFor(async () => expect(await text()).toBe('Pay 2.'));
  });

  it('sends what was pasted, once it is asked to, and shows what people would see', async () => {
    const sent = open();
    expect((await button()).disabled).toBe(true);
    await userEvent.type(screen.getByLabelText('Text'), 'Pay 25,000 dUSD.');
    await userEvent.selectOptions(screen.getByLabelText(/For which DAO/), 'harbour');
    expect(sent).toEqual([]);
    await userEvent.click(await button());
    expect(await screen.findByRole('heading', { name: /This would be stopped/ })).toBeTruthy();
    expect(sent).toEqual([{ text: 'Pay 25,000 dUSD.', calls: '', dao: 'harbour' }]);
    expect(screen.getAllByText(/^Suggested edit: /).length).toBeGreaterThan(0);
    expect(screen.queryByText(/^Next: /)).toBeNull();
    expect(screen.getByRole('heading', { name: 'What the text could say' })).toBeTruthy();
    expect(document.activeElement?.id).toBe('draft-result');
    expect(screen.getByText('Effects').nextElementSibling?.textContent).toMatch(/^read from the calls alone/);
  });

  it('says when the draft was changed since', async () => {
    open();
    await button();
    await userEvent.type(screen.getByLabelText('Text'), 'Pay.');
    await userEvent.click(await button());
    await screen.findByRole('heading', { name: /This would be stopped/ });
    expect(screen.queryByText(/You changed the draft since/)).toBeNull();
    await userEvent.type(screen.getByLabelText('Calls'), 'x');
    expect(screen.getByText(/You changed the draft since/)).toBeTruthy();
  });

  it('reads a file into its field, and sends nothing by that', async () => {
    const sent = open();
    await button();
    // The browser of these tests reads no files by itself.
    const file = Object.assign(new File([''], 'batch.json', { type: 'application/json' }), { text: async () => '{"transactions": []}' });
    await userEvent.upload(screen.getByLabelText('File with the calls'), file);
    await waitFor(() => expect((screen.getByLabelText('Calls') as HTMLTextAreaElement).value).toBe('{"transactions": []}'));
    expect(sent).toEqual([]);
  });

  it('fills itself from a link, and lets the reader decide whether the server sees it', async () => {
    const sent = open(await pack({ text: 'From a link.', calls: '[]', dao: 'harbour' }));
    await button();
    expect((screen.getByLabelText('Text') as HTMLTextAreaElement).value).toBe('From a link.');
    expect(screen.getByText(/came with the link/)).toBeTruthy();
    expect(sent).toEqual([]);
  });

  it('says that a link was cut off', async () => {
    open('abc');
    expect(await screen.findByText('The link carries no whole draft')).toBeTruthy();
  });

  it('gives a link that opens to the same draft', async () => {
    open();
    await button();
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Text'), 'Share me');
    await user.click(screen.getByRole('button', { name: 'Copy a link to this draft' }));
    await screen.findByText(/whoever has it can read it/);
    const link = await navigator.clipboard.readText();
    expect(await unpack(link.split('#/draft/')[1]!)).toEqual({ text: 'Share me', calls: '', dao: '' });
  });

  it('shows what is wrong with the calls in the server’s words', async () => {
    open(undefined, {
      answer: () => new Response(JSON.stringify({ title: 'x', detail: '“targets[1]” is no address.', code: 'INVALID_INPUT' }), { status: 400 }),
    });
    await button();
    await userEvent.type(screen.getByLabelText('Calls'), 'x');
    await userEvent.click(await button());
    expect(await screen.findByText('“targets[1]” is no address.')).toBeTruthy();
  });

  it('refuses what is too long before it is sent', async () => {
    open();
    await button();
    await userEvent.click(screen.getByLabelText('Text'));
    await userEvent.paste('é'.repeat(501));
    expect((await button()).disabled).toBe(true);
    expect(screen.getByText(/too long: 1,002 bytes/)).toBeTruthy();
  });

  it('says so where no drafts are checked', async () => {
    open(undefined, { perMinute: 0 });
    expect(await screen.findByText('This server checks no drafts')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Check this draft' })).toBeNull();
  });
});
