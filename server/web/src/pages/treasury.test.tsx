import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Announcer } from '../parts/Announcer';
import { TreasuryPage } from './TreasuryPage';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const ALICE = '0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A';
const spending = (amount: string, more: object = {}) => ({
  at: '2026-10-03T09:00:00Z', about: false, proposalId: '7', headline: 'Pay Alice', to: ALICE, name: 'Alice', decimals: 18, amount: `${amount}${'0'.repeat(18)}`, line: '', asSimulated: true, transactionHash: `0x${'12'.repeat(32)}`, ...more,
});

function open(asked: string | undefined, payments: object[], now = '2026-11-15T00:00:00Z') {
  const urls: URL[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address, 'http://localhost');
    urls.push(url);
    if (!url.pathname.endsWith('/period')) return new Response(JSON.stringify({ id: 'd', name: 'D', chainId: 1, labels: {}, balances: [], holders: [] }));
    const [from, to] = [url.searchParams.get('from'), url.searchParams.get('to')];
    return new Response(JSON.stringify({ dao: 'd', name: 'D', from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z`, now, happened: [], paid: [{ amount: '1', decimals: 18, payments: 1, line: '' }], payments, blocked: [], due: [] }));
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Announcer>
        <TreasuryPage dao="d" asked={asked} />
      </Announcer>
    </QueryClientProvider>,
  );
  return urls;
}

it('asks for the calendar month of its address, and says who got how much of it', async () => {
  const urls = open('2026-10', [spending('3'), spending('5', { proposalId: '8', headline: 'Pay her again' }), spending('2', { to: undefined, name: undefined, asSimulated: false })]);
  const recipients = await screen.findByRole('region', { name: 'By recipient' });
  const asked = urls.find(({ pathname }) => pathname.endsWith('/period'))!;
  expect([asked.searchParams.get('from'), asked.searchParams.get('to')]).toEqual(['2026-10-01', '2026-10-31']);
  const [, first, second] = within(recipients).getAllByRole('row');
  expect(first?.textContent).toMatch(/^Alice .*8 ETH80 %2$/);
  expect(second?.textContent).toMatch(/^not known.*2 ETH20 %1$/);
  const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
  expect(links).toEqual(expect.arrayContaining(['/daos/d/treasury/2026-09', '/daos/d/treasury/2026-11', '/daos/d/proposals/8']));
});

it('saves exactly what it shows', async () => {
  const saved: string[] = [];
  vi.stubGlobal('Blob', class { constructor(parts: string[]) { saved.push(...parts); } });
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = () => {};
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  open('2026', [spending('3')]);
  await userEvent.click(await screen.findByRole('button', { name: 'Save as CSV' }));
  expect((click.mock.contexts[0] as HTMLAnchorElement).download).toBe('d-2026.csv');
  expect(saved.join('')).toContain('Pay Alice,' + ALICE + ',Alice,3,native coin');
});

it('draws no more of a long year at once than one reads, and all of it for whoever wants it', async () => {
  open('2026', Array.from({ length: 120 }, (_, index) => spending('1', { proposalId: String(index), headline: `Grant ${index}` })));
  const rows = () => screen.getAllByText(/^Grant /);
  await screen.findByText('Grant 119');
  expect(rows()).toHaveLength(50);
  await userEvent.click(screen.getByText('Show more (70 left)'));
  expect(rows()).toHaveLength(100);
});

it('says what an address that names no month is, and asks for nothing', async () => {
  const urls = open('october', []);
  await screen.findByText('That is no month and no year');
  await waitFor(() => expect(urls.some(({ pathname }) => pathname.endsWith('/daos/d'))).toBe(true));
  expect(urls.some(({ pathname }) => pathname.endsWith('/period'))).toBe(false);
});

it('tells a quiet month from one that is still to come', async () => {
  open('2026-12', []);
  await screen.findByText('These days are still to come.');
});
