import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { held, organisations, together } from '../format/organisation';
import { Announcer } from '../parts/Announcer';
import { AccessProvider } from '../wallet/session';
import { DaosPage } from './DaosPage';
import { OrganisationPage } from './OrganisationPage';
import { PeriodParts } from './WeekPage';
import type { Dao, Period } from '../api/schema';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const POOL = `0x${'5'.repeat(40)}`;
const SHARED = { account: '0xAa', role: 'funds', balances: [{ token: '0xC0', symbol: 'USDC', decimals: 0, amount: '7' }] };
const own = (account: string, amount: string) => ({ account, role: 'treasury', balances: [{ amount }] });

function dao(id: string, organisation: string | undefined, holders: unknown[]): Dao {
  return {
    id,
    name: `${id} governor`,
    ...(organisation === undefined ? {} : { organisation }),
    chainId: 1,
    proposals: 1,
    labels: {},
    balances: [],
    holders,
  } as unknown as Dao;
}

const DAOS = [dao('core', 'Big', [own('0x01', '5'), SHARED]), dao('solo', undefined, []), dao('grants', 'Big', [own('0x02', '6'), { ...SHARED, account: '0xaA' }])];

function period(id: string, at: string, latestSafe: string): Period {
  return {
    dao: id,
    name: `${id} governor`,
    from: at,
    to: at,
    now: at,
    happened: [{ kind: 'passed', at, about: false, proposalId: '1', headline: `${id} passed`, details: [] }],
    paid: [],
    payments: [],
    unlisted: [{ at, about: false, proposalId: '1', headline: `${id} moves a pool`, from: POOL, to: POOL, symbol: 'USDC', token: POOL, decimals: 0, amount: '7', line: '7 USDC', receipt: 'as-simulated' }],
    unknown: [],
    blocked: [],
    due: [{ what: 'Vote', proposalId: '1', headline: `${id} waits`, notBefore: at, latestSafe, detail: '' }],
  };
}

const PERIODS: Record<string, Period> = {
  core: period('core', '2026-01-01T00:00:00Z', '2026-01-09T00:00:00Z'),
  grants: period('grants', '2026-01-02T00:00:00Z', '2026-01-08T00:00:00Z'),
};

function open(page: React.ReactNode, daos = DAOS) {
  vi.stubGlobal('fetch', async (address: string) => {
    const path = new URL(address, 'http://localhost').pathname;
    const id = path.split('/')[4] ?? '';
    const proposals = [{ dao: id, id: '1', block: 1, headline: `${id} proposes`, state: 'ACTIVE', blocked: false, findings: { red: 0, amber: 0 } }];
    return new Response(JSON.stringify(path.endsWith('/daos') ? daos : path.endsWith('/period') ? PERIODS[id] : proposals));
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Announcer>
        <AccessProvider>{page}</AccessProvider>
      </Announcer>
    </QueryClientProvider>,
  );
}

describe('an organisation', () => {
  it('is those with the same name; the others stand alone', () => {
    expect(organisations(DAOS).map(({ name, daos }) => [name, daos.map(({ id }) => id)])).toEqual([
      ['Big', ['core', 'grants']],
      [undefined, ['solo']],
    ]);
  });

  it('holds what an account holds that two governors share once', () => {
    expect(held([DAOS[0]!, DAOS[2]!])).toEqual([
      { chainId: 1, balances: [{ amount: '11' }, { token: '0xC0', symbol: 'USDC', decimals: 0, amount: '7' }], unread: [], partly: [] },
    ]);
  });

  it('loses nothing of a shared account of which one governor knows fewer tokens, in whatever order they stand', () => {
    const usdc = { token: '0xC0', symbol: 'USDC', decimals: 0, amount: '1000000' };
    const core = dao('core', 'Big', [{ account: '0xAA', role: 'treasury', balances: [{ amount: '5' }, usdc] }]);
    const grants = dao('grants', 'Big', [{ account: '0xaa', role: 'funds', balances: [{ amount: '5' }] }]);
    for (const daos of [[core, grants], [grants, core]]) {
      expect(held(daos)).toEqual([
        { chainId: 1, balances: [{ amount: '5' }, usdc], unread: [], partly: [{ symbol: 'USDC', token: '0xC0', governors: ['core governor'] }] },
      ]);
    }
  });

  it('says which governors were not read yet', () => {
    expect(held([DAOS[0]!, dao('late', 'Big', [])])[0]?.unread).toEqual(['late governor']);
  });

  it('has a card of its own beside a DAO of the same name', async () => {
    const complained = vi.spyOn(console, 'error').mockImplementation(() => {});
    open(<DaosPage />, [dao('Big', undefined, []), ...DAOS]);
    await screen.findByRole('link', { name: 'Big' });
    expect(complained.mock.calls.flat().join(' ')).not.toContain('same key');
    complained.mockRestore();
  });

  it('has the nearest deadline of all its governors first, and what happened in its order', () => {
    const week = together('Big', [PERIODS['core']!, PERIODS['grants']!]);
    expect(week.due.map(({ dao: id, name }) => [id, name])).toEqual([
      ['grants', 'grants governor'],
      ['core', 'core governor'],
    ]);
    expect(week.happened.map(({ headline }) => headline)).toEqual(['core passed', 'grants passed']);
  });

  it('is shown as one, with the name of the governor at each proposal', async () => {
    open(<OrganisationPage name="Big" />);
    const card = (await screen.findByText('grants proposes')).closest('li')!;
    expect(within(card).getByText(/grants governor/)).toBeTruthy();
    expect(await screen.findByText('core proposes')).toBeTruthy();
    const due = (await screen.findByText('grants waits')).closest('li')!;
    expect(within(due).getByText(/grants governor/)).toBeTruthy();
    expect(screen.queryByText(/solo/)).toBeNull();
  });

  it('says what accounts paid that are not listed, with whose proposal it was', async () => {
    open(<PeriodParts period={together('Big', [PERIODS['core']!, PERIODS['grants']!])} />);
    const panel = screen.getByRole('region', { name: 'Paid by other accounts' });
    expect(within(panel).getAllByRole('link', { name: /moves a pool/ }).map((link) => link.getAttribute('href'))).toEqual([
      expect.stringContaining('/daos/grants/proposals/1'),
      expect.stringContaining('/daos/core/proposals/1'),
    ]);
  });

  it('stands as one card among the DAOs', async () => {
    open(<DaosPage />);
    const card = (await screen.findByRole('link', { name: 'Big' })).closest('li')!;
    expect(within(card).getByRole('link', { name: 'core governor' })).toBeTruthy();
    expect(within(card).getByRole('link', { name: 'grants governor' })).toBeTruthy();
    expect(within(card).queryByText('solo governor')).toBeNull();
  });
});
