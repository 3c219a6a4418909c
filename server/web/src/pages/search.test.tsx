import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SearchResult } from '../api/schema';
import { PaidBeforePanel } from '../parts/PaidBefore';
import { SearchBox } from '../parts/SearchBox';
import { SearchPage } from './SearchPage';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.history.pushState({}, '', '/');
});

function open(page: React.ReactNode, answer: (url: URL) => unknown) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address, 'http://localhost');
    asked.push(url.pathname + url.search);
    return new Response(JSON.stringify(answer(url)));
  });
  render(<QueryClientProvider client={new QueryClient()}>{page}</QueryClientProvider>);
  return asked;
}

const daos = ['harbour', 'light'].map((id) => ({ id, name: id.toUpperCase(), labels: {} }));
const result = (more: Partial<SearchResult> = {}): SearchResult => ({
  hits: [
    {
      dao: 'harbour', daoName: 'HARBOUR', proposalId: '7', headline: 'Fund the workshop', state: 'ACTIVE', blocked: true, overridden: false, block: 12_345,
      where: 'calls', passage: 'Pay 25,000 dUSD to \u202ea payee', found: [{ start: 4, end: 10 }, { start: 2, end: 5 }, { start: 11, end: 99 }],
    },
  ],
  more: false,
  behind: 0,
  ...more,
});

describe('the search', () => {
  it('shows what was found, where it is, and marks it', async () => {
    const asked = open(<SearchPage query="25,000" />, (url) => (url.pathname.endsWith('/search') ? result() : daos));
    const link = await screen.findByRole('link', { name: 'Fund the workshop' });
    expect(link.getAttribute('href')).toBe('/daos/harbour/proposals/7');
    expect([...document.querySelectorAll('.hit-passage mark')].map((mark) => mark.textContent)).toEqual(['y 2']);
    expect(document.querySelector('.hit-passage')?.textContent).toContain('U+202E');
    expect(screen.getByText(/Found in what it executes/).textContent).toContain('block 12,345');
    expect(screen.getByText('Stopped')).toBeTruthy();
    expect(asked).toContain('/api/v1/search?q=25%2C000');
  });

  it('is narrowed to one DAO', async () => {
    const asked = open(<SearchPage query="fund" />, (url) => (url.pathname.endsWith('/search') ? result() : daos));
    await userEvent.selectOptions(await screen.findByLabelText('Of which DAO'), 'light');
    await waitFor(() => expect(asked).toContain('/api/v1/search?q=fund&dao=light'));
  });

  it('says when there is nothing, when there is more, and when not all is searched yet', async () => {
    open(<SearchPage query="nothing" />, (url) => (url.pathname.endsWith('/search') ? result({ hits: [], behind: 3 }) : daos));
    expect(await screen.findByText('No proposal has all of that')).toBeTruthy();
    expect(screen.getByText(/3 proposals are not searched yet/)).toBeTruthy();
    cleanup();
    open(<SearchPage query="much" />, (url) => (url.pathname.endsWith('/search') ? result({ more: true }) : daos));
    expect(await screen.findByText('1 proposal, the newest of more.')).toBeTruthy();
  });

  it('asks nothing where nothing was looked for', async () => {
    const asked = open(<SearchPage query="" />, () => daos);
    expect(await screen.findByText('Nothing was looked for')).toBeTruthy();
    expect(asked.filter((path) => path.includes('search'))).toEqual([]);
  });

  it('goes from the box to the page of its words', async () => {
    open(<SearchBox />, () => []);
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search proposals' }), ' a/b & 25,000 {Enter}');
    expect(window.location.pathname).toBe(`/search/${encodeURIComponent('a/b & 25,000')}`);
  });
});

describe('the same payee before', () => {
  const payee = (before: object[]) => ({ account: `0x${'12'.repeat(20)}`, pays: ['1 dUSD'], before, more: false });
  const before = { dao: 'harbour', daoName: 'HARBOUR', proposalId: '3', headline: 'An earlier one', state: 'EXECUTED', block: 5, pays: ['30,000 dUSD'], outcome: 'paid' };

  it('names each earlier proposal with its amount and what became of it', async () => {
    open(<PaidBeforePanel dao="harbour" id="9" />, () => [payee([before, { ...before, proposalId: '2', outcome: 'not paid' }]), payee([])]);
    const rows = (await screen.findAllByRole('row')).slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([expect.stringContaining('30,000 dUSDpaid'), expect.stringContaining('30,000 dUSDnot paid')]);
    expect(screen.getByText('No earlier proposal pays the 1 other account.')).toBeTruthy();
  });

  it('says so where there is none', async () => {
    open(<PaidBeforePanel dao="harbour" id="9" />, () => [payee([])]);
    expect(await screen.findByText('No earlier proposal on this server pays this account.')).toBeTruthy();
  });
});
