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
  at: '2026-10-03T09:00:00Z', about: false, proposalId: '7', headline: 'Pay Alice', to: ALICE, name: 'Alice', decimals: 18, amount: `${amount}${'0'.repeat(18)}`, line: '', receipt: 'as-simulated', transactionHash: `0x${'12'.repeat(32)}`, ...more,
});

const TOKEN = '0x8ba1f109551bD432803012645Ac136ddd64DBA72';

/** The sums of these payments, as the server makes them. */
function paidOf(payments: { token?: string; symbol?: string; decimals?: number; amount: string }[]) {
  return [...new Set(payments.map(({ token }) => token))].map((token) => {
    const its = payments.filter((one) => one.token === token);
    return { ...its[0], amount: its.reduce((sum, { amount }) => sum + BigInt(amount), 0n).toString(), payments: its.length, line: '' };
  });
}

function open(asked: string | undefined, payments: ReturnType<typeof spending>[], more: { unlisted?: object[]; unknown?: object[]; read?: string | null; missing?: boolean } = {}, now = '2026-11-15T00:00:00Z') {
  const read = more.read === undefined ? '2027-01-02T00:00:00Z' : more.read;
  const urls: URL[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address, 'http://localhost');
    urls.push(url);
    if (more.missing) return new Response(JSON.stringify({ title: 'x', status: 404, detail: 'There is no DAO d.', code: 'NOT_FOUND' }), { status: 404, headers: { 'content-type': 'application/problem+json' } });
    if (!url.pathname.endsWith('/period')) return new Response(JSON.stringify({ id: 'd', name: 'D', chainId: 1, labels: {}, balances: [], holders: [], ...(read && { synced: { block: 1, at: read } }) }));
    const [from, to] = [url.searchParams.get('from'), url.searchParams.get('to')];
    return new Response(JSON.stringify({ dao: 'd', name: 'D', from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z`, now, happened: [], paid: paidOf(payments), payments, unlisted: more.unlisted ?? [], unknown: more.unknown ?? [], blocked: [], due: [] }));
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Announcer>
        <TreasuryPage dao="d" asked={asked} />
      </Announcer>
    </QueryClientProvider>,
  );
  return urls;
}

it('asks for the calendar month of its address, and says who got how much of it', async () => {
  const urls = open('2026-10', [spending('3'), spending('5', { proposalId: '8', headline: 'Pay her again' }), spending('2', { to: undefined, name: undefined, receipt: 'differs' })]);
  const recipients = await screen.findByRole('region', { name: 'By recipient' });
  const asked = urls.find(({ pathname }) => pathname.endsWith('/period'))!;
  expect([asked.searchParams.get('from'), asked.searchParams.get('to')]).toEqual(['2026-10-01', '2026-10-31']);
  const [, first, second] = within(recipients).getAllByRole('row');
  expect(first?.textContent).toMatch(/^Alice .*8 native coin80 %2$/);
  expect(second?.textContent).toMatch(/^not known.*2 native coin20 %1$/);
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
  expect(saved.join('')).toContain(`"Pay Alice","${ALICE}","Alice","3","native coin"`);
});

it('draws no more of a long year at once than one reads, and all of it for whoever wants it', async () => {
  open('2026', Array.from({ length: 120 }, (_, index) => spending('1', { proposalId: String(index), headline: `Grant ${index}` })));
  const rows = () => screen.getAllByText(/^Grant /);
  await screen.findByText('Grant 119');
  expect(rows()).toHaveLength(50);
  await userEvent.click(screen.getByText('Show more (70 left)'));
  expect(rows()).toHaveLength(100);
  await userEvent.click(screen.getByText('Show more (20 left)'));
  expect(rows()).toHaveLength(120);
  expect(document.activeElement?.textContent).toBe('120 of 120 shown. ');
});

it('says what an address that names no month is, and asks for nothing', async () => {
  const urls = open('october', []);
  await screen.findByText('That is no month and no year');
  await waitFor(() => expect(urls.some(({ pathname }) => pathname.endsWith('/daos/d'))).toBe(true));
  expect(urls.some(({ pathname }) => pathname.endsWith('/period'))).toBe(false);
});

it('tells a quiet month from one that is still to come', async () => {
  open('2026-12', []);
  await screen.findByText('These days are still to come');
});

it('says that nothing was paid only of days that were read, and of which everything is known', async () => {
  const none = () => screen.queryByText('Nothing left the treasury');
  for (const read of [null, '2026-09-30T00:00:00Z']) {
    open('2026-10', [], { read });
    await screen.findByText('Not known yet');
    expect(none()).toBeNull();
    cleanup();
  }
  open('2026-10', [], { unknown: [{ proposalId: '9', headline: 'Old grant', why: 'It is not known when it was executed, nor what it paid.' }] });
  await screen.findByText('1 executed proposal of which not all is known');
  expect(screen.getByRole('link', { name: 'Old grant' }).getAttribute('href')).toBe('/daos/d/proposals/9');
  expect(none()).toBeNull();
  cleanup();
  open('2026-10', [], { read: '2026-10-20T00:00:00Z' });
  expect((await screen.findByText(/No executed proposal paid anything/)).textContent).toMatch(/in these days, up to .*: so far is the chain read/);
});

it('tells two tokens of one name apart, what was burned from what is not known, and what other accounts paid from both', async () => {
  const usdc = (token: string, more: object = {}) => spending('1', { symbol: 'USDC', token, ...more });
  open('2026-10', [usdc(TOKEN), usdc(ALICE, { to: undefined, name: undefined })], { unlisted: [usdc(TOKEN, { headline: 'From a pool', from: ALICE })] });
  const sums = await screen.findByLabelText('All that left');
  expect(sums.textContent).toContain(TOKEN);
  expect(sums.textContent).toContain(ALICE);
  expect(sums.textContent).toMatch(/in 1 payment.*in 1 payment/);
  const recipients = within(screen.getByRole('region', { name: 'By recipient' }));
  expect(recipients.getByText('nobody: it was burned')).toBeTruthy();
  expect(recipients.getAllByText(/^token/)).toHaveLength(2);
  expect(within(screen.getByRole('region', { name: 'Paid by other accounts' })).getByText('From a pool')).toBeTruthy();
  expect(document.body.textContent).not.toMatch(/differed/);
  expect(document.title).toContain('October 2026');
});

it('says once that there is no such DAO, and loads no longer', async () => {
  open('2026-10', [], { missing: true });
  expect((await screen.findByRole('alert')).textContent).toContain('There is no DAO d.');
  expect(screen.queryByText(/^Loading/)).toBeNull();
});
