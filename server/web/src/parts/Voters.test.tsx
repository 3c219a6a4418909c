import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Dao, Proposal, Voter, Voters, Votes } from '../api/schema';
import { KnownDao } from './Book';
import { VotersPanel } from './Voters';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const account = (number: number) => `0x${number.toString(16).padStart(2, '0').repeat(20)}`;
const units = (votes: number) => `${votes}${'0'.repeat(18)}`;

const voter = (number: number, more: Partial<Voter> = {}): Voter => ({
  account: account(number),
  weight: units(100 - number),
  parts: [{ direction: 'for', weight: units(100 - number) }],
  ours: false,
  followed: false,
  votes: 1,
  transaction: '0x01',
  block: 7,
  reasons: [],
  ...more,
});

const reason = (text: string) => ({ text, transaction: '0x01', block: 7 });

/** A server with these voters, heaviest first, that answers as the real one does. */
function serving(all: Voter[], more: Partial<Voters> = { readTo: { block: 1_234, at: '2026-01-02T03:04:05Z' } }) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    const query = new URL(address, 'http://localhost').searchParams;
    const wanted = query.get('account')?.toLowerCase();
    const after = Number(query.get('after') ?? 0);
    const end = after + Number(query.get('limit') ?? 20);
    const largest = wanted ? all.filter((one) => one.account === wanted) : all.slice(after, end);
    return new Response(
      JSON.stringify({
        cast: [{ direction: 'for', weight: all.reduce((sum, one) => sum + BigInt(one.weight), 0n).toString() }],
        voters: all.length,
        largest,
        ...(!wanted && end < all.length ? { next: end } : {}),
        ...more,
      }),
    );
  });
  return asked;
}

function open(state = 'ACTIVE', votes?: Votes) {
  const dao = { id: 'd', governor: account(200), treasury: account(201), labels: { [account(3)]: 'The Guild' }, explorer: 'https://explorer.example/a/{address}' };
  return render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <KnownDao value={dao as unknown as Dao}>
        <VotersPanel proposal={{ dao: 'd', id: '1', state, votes } as Proposal} />
      </KnownDao>
    </QueryClientProvider>,
  ).container;
}

const shown = () => [...document.querySelectorAll('.voters > li')];
const rows = () => waitFor(() => (shown().length > 0 ? shown() : Promise.reject(new Error('no voters'))));

describe('who voted', () => {
  it('is listed by name with weight, share of what was cast, direction and a way to the explorer', async () => {
    serving([voter(3, { weight: units(75), parts: [{ direction: 'against', weight: units(75) }] }), voter(4, { weight: units(25) })]);
    open();
    const [first, second] = await rows();
    expect(first?.textContent).toMatch(/The Guild/);
    expect(first?.textContent).toMatch(/Against75 75\.0% of what was cast/);
    expect(second?.textContent).toMatch(/25\.0% of what was cast/);
    expect(first?.querySelector('a')?.getAttribute('href')).toMatch(/^https:\/\/explorer\.example\/a\/0x0303/);
    expect(screen.getByText(/Votes are read up to block 1,234/)).toBeTruthy();
  });

  it('says which is ours and which our policy follows', async () => {
    serving([voter(1, { ours: true }), voter(2, { followed: true }), voter(3)]);
    open();
    const [ours, followed, other] = await rows();
    expect(ours?.textContent).toContain('our vote');
    expect(followed?.textContent).toContain('our policy follows it');
    expect(other?.textContent).not.toMatch(/our/);
  });

  it('shows a vote in parts with each part, and a direction that nobody explains by its number', async () => {
    serving([
      voter(1, {
        votes: 2,
        taken: units(8),
        parts: [
          { direction: 'for', weight: units(60) },
          { direction: '7', weight: units(39) },
        ],
      }),
    ]);
    open();
    const [row] = await rows();
    expect(row?.textContent).toMatch(/For 60/);
    expect(row?.textContent).toMatch(/Unknown direction 7 39/);
    expect(row?.textContent).toContain('Cast in 2 votes.');
    expect(row?.textContent).toContain('Without 8 that those who delegated to it voted themselves.');
  });

  it('folds a long reason, and draws what hides in one', async () => {
    serving([voter(1, { reasons: [reason('word '.repeat(200)), reason('short \u202eevil')] })]);
    const page = open();
    await rows();
    expect(page.querySelectorAll('details')).toHaveLength(1);
    expect(page.querySelector('summary')?.textContent?.length).toBeLessThan(200);
    expect(page.querySelector('.hidden-char')?.textContent).toContain('U+202E');
  });

  it('is nobody only as far as votes were read', async () => {
    serving([]);
    open();
    expect(await screen.findByText('Nobody has voted yet.')).toBeTruthy();
    cleanup();
    serving([], {});
    open();
    expect(await screen.findByText(/were not read from the chain yet/)).toBeTruthy();
    expect(screen.queryByText('Nobody has voted yet.')).toBeNull();
    cleanup();
    serving([]);
    open('PENDING');
    expect(await screen.findByText('Nobody can vote yet.')).toBeTruthy();
    cleanup();
    serving([]);
    open('ACTIVE', { for: units(5), against: '0', abstain: '0' });
    expect(await screen.findByText('The votes that are counted above are not listed yet.')).toBeTruthy();
    expect(screen.queryByText('Nobody has voted yet.')).toBeNull();
  });

  it('tells why votes are not read, and shows those that were', async () => {
    serving([voter(1)], { problem: 'The endpoints differ.' });
    open();
    expect(await rows()).toHaveLength(1);
    expect(screen.getByText(/The endpoints differ\./)).toBeTruthy();
  });

  it('goes on where the page before ended, and ends', async () => {
    const asked = serving(Array.from({ length: 15 }, (_, index) => voter(index + 1)));
    open();
    expect(await rows()).toHaveLength(10);
    await userEvent.click(screen.getByRole('button', { name: 'Show more voters (5 left)' }));
    await waitFor(() => expect(shown()).toHaveLength(15));
    expect(asked.at(-1)).toContain('after=10');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is found by name among those shown, and by address among all', async () => {
    const asked = serving(Array.from({ length: 15 }, (_, index) => voter(index + 1)));
    open();
    await rows();
    const search = screen.getByRole('searchbox');
    await userEvent.type(search, 'guild');
    expect((await rows()).map((row) => row.textContent).join()).toMatch(/The Guild/);
    expect(await rows()).toHaveLength(1);
    await userEvent.clear(search);
    await userEvent.type(search, 'nobody');
    expect(screen.getByRole('status').textContent).toMatch(/Show more of them, or type a whole address/);
    await userEvent.clear(search);
    await userEvent.paste(account(14));
    await waitFor(() => expect(shown()).toHaveLength(1));
    expect(asked.at(-1)).toContain(`account=${account(14)}`);
    await userEvent.clear(search);
    await userEvent.paste(account(99));
    expect(await screen.findByText('This account has not voted, as far as votes are read.')).toBeTruthy();
  });
});
