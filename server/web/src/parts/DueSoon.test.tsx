import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { DueThisWeek } from './DueSoon';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const HOUR = 3_600_000;
const hence = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const duty = (headline: string, from: number, latest?: number) => ({
  dao: 'd', proposalId: headline, headline, kind: 'VOTE', what: 'vote', by: 'server', notBefore: hence(from), ...(latest !== undefined && { latestSafe: hence(latest) }), attempts: 0, leased: false,
});
const says = (body: unknown) => new Response(JSON.stringify(body));
const down = () => new Response(JSON.stringify({ title: 'x', status: 503, detail: 'It is down.', code: 'X' }), { status: 503 });

function open(answers: { duties?: () => Response; spaces?: () => Response | Promise<Response> }) {
  vi.stubGlobal('fetch', async (address: string) => {
    const { pathname } = new URL(address, 'http://localhost');
    if (pathname.endsWith('/duties')) return (answers.duties ?? (() => says([])))();
    if (pathname.endsWith('/spaces')) return (answers.spaces ?? (() => says([])))();
    return says([]);
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <DueThisWeek />
    </QueryClientProvider>,
  );
}

it('says that nothing is due once both lists are there', async () => {
  open({});
  await screen.findByText('Nothing.');
});

it('says what could not be read instead', async () => {
  open({ spaces: down });
  await screen.findByText('Could not load the votes off chain');
  expect(screen.queryByText('Nothing.')).toBeNull();
  cleanup();
  open({ duties: down });
  await screen.findByText('Could not load the duties');
  expect(screen.queryByText('Nothing.')).toBeNull();
});

it('waits for what is on its way', async () => {
  open({ duties: () => says([duty('Later than a week', 200)]), spaces: () => new Promise<Response>(() => {}) });
  await screen.findByText('Loading what is due…');
  await new Promise((done) => setTimeout(done, 50));
  expect(screen.queryByText('Nothing.')).toBeNull();
});

it('cuts off nothing that ends within a day', async () => {
  const waiting = [1, 2, 3, 4, 5, 6].map((one) => duty(`Payout ${one}`, -100 - one));
  const ending = [1, 2, 3, 4, 5, 6, 7].map((one) => duty(`Ends ${one}`, -20, one));
  open({ duties: () => says([...waiting, ...ending]) });
  await screen.findByText('Ends 1');
  expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('d, by the server');
  expect(screen.getAllByRole('listitem').map((item) => item.querySelector('a')?.textContent)).toEqual([1, 2, 3, 4, 5, 6, 7].map((one) => `Ends ${one}`));
  expect(screen.getByText('And 6 more this week.')).toBeTruthy();
});
