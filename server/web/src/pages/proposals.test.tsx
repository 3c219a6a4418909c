import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Announcer } from '../parts/Announcer';
import { AccessProvider } from '../wallet/session';
import { ProposalsPage } from './ProposalsPage';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const proposal = (number: number, blocked: boolean) => ({
  dao: 'd',
  id: String(number),
  block: number,
  headline: `Proposal ${number}`,
  state: blocked ? 'QUEUED' : 'DEFEATED',
  blocked,
  findings: { red: 0, amber: 0 },
});

/** A server with these, newest first, that picks, counts and answers in pages as the real one does. */
function serving(all: ReturnType<typeof proposal>[], released: Promise<void> = Promise.resolve()) {
  const asked: URL[] = [];
  const stands = (standing: string | null, blocked: boolean) => ({ stopped: blocked, open: blocked, closed: !blocked })[standing ?? ''] ?? true;
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address, 'http://localhost');
    if (!url.pathname.endsWith('/proposals')) {
      await released;
      const stopped = all.filter(({ blocked }) => blocked).length;
      const counts = { all: all.length, open: stopped, stopped, closed: all.length - stopped };
      return new Response(JSON.stringify({ id: 'd', name: 'D', proposals: all.length, counts, labels: {}, balances: [], holders: [] }));
    }
    asked.push(url);
    const before = Number(url.searchParams.get('before') ?? Infinity);
    const found = all.filter(({ block, blocked }) => block < before && stands(url.searchParams.get('standing'), blocked));
    return new Response(JSON.stringify(found.slice(0, Number(url.searchParams.get('limit')))));
  });
  return asked;
}

/** The oldest of three hundred is stopped. */
const many = Array.from({ length: 300 }, (_, index) => proposal(300 - index, index === 299));

function open(client = new QueryClient()) {
  return render(
    <QueryClientProvider client={client}>
      <Announcer>
        <AccessProvider>
          <ProposalsPage dao="d" />
        </AccessProvider>
      </Announcer>
    </QueryClientProvider>,
  );
}

it('tells how many findings treasurers lifted', async () => {
  serving([{ ...proposal(1, true), overridden: true, findings: { red: 3, amber: 0 } } as ReturnType<typeof proposal>]);
  open();
  await screen.findByText('3 red findings lifted');
});

const stopped = () => screen.getByRole('button', { name: /^Stopped/ });
const titles = () => screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);

describe('the proposals that are stopped', () => {
  it('are no number before the server said it', async () => {
    let release = () => {};
    serving([proposal(1, false)], new Promise((done) => (release = () => done())));
    open();
    await screen.findByText('Proposal 1');

    expect(stopped().textContent).toContain('not counted yet');
    expect(stopped().textContent).not.toContain('0');
    release();
    await waitFor(() => expect(stopped().textContent).toBe('Stopped 0'));
  });

  it('are counted over all of them, and stand first however old they are', async () => {
    const asked = serving(many);
    open();

    await screen.findByText('Proposal 1');
    expect(stopped().textContent).toBe('Stopped 1');
    expect(titles().slice(0, 2)).toEqual(['Proposal 1', 'Proposal 300']);
    expect(asked).toHaveLength(2);
  });

  it('are found when somebody asks for them without a look through the others', async () => {
    const asked = serving(many);
    open();
    await screen.findByText('Proposal 300');
    await userEvent.click(stopped());

    await waitFor(() => expect(titles()).toEqual(['Proposal 1']));
    expect(asked.some(({ searchParams }) => searchParams.has('before'))).toBe(false);
  });

  it('stand once in the list, also when its page comes to them', async () => {
    serving([proposal(2, true), proposal(1, false)]);
    open();
    await screen.findByText('Proposal 1');

    await waitFor(() => expect(titles()).toEqual(['Proposal 2', 'Proposal 1']));
  });

  it('are no longer those that were closed while somebody looked elsewhere', async () => {
    const all = [proposal(2, false), proposal(1, true)];
    serving(all);
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: 15_000 } } });
    const first = open(client);
    await waitFor(() => expect(titles()).toEqual(['Proposal 1', 'Proposal 2']));
    first.unmount();
    all[1] = { ...proposal(1, false), state: 'CANCELED' };
    await client.invalidateQueries();
    open(client);

    await waitFor(() => expect(stopped().textContent).toBe('Stopped 0'));
    expect(titles()).toEqual(['Proposal 2', 'Proposal 1']);
    expect(document.querySelector('.card.stopped')).toBeNull();
  });

  it('are as the newer of the two lists has them', async () => {
    const all = [proposal(3, true), proposal(2, false), proposal(1, true)];
    serving(all);
    const client = new QueryClient();
    open(client);
    await waitFor(() => expect(titles()).toEqual(['Proposal 3', 'Proposal 1', 'Proposal 2']));
    all[2] = { ...proposal(1, true), state: 'CANCELED' };
    await client.refetchQueries({ queryKey: ['proposals', 'd', undefined], exact: true });

    await waitFor(() => expect(titles()).toEqual(['Proposal 3', 'Proposal 2', 'Proposal 1']));
  });

  it('are all reached before what is not, when they are more than a page', async () => {
    serving([...Array.from({ length: 100 }, (_, index) => proposal(300 - index, false)), ...Array.from({ length: 40 }, (_, index) => proposal(100 - index, true))]);
    open();
    await userEvent.click(await screen.findByRole('button', { name: 'More stopped proposals' }));

    await waitFor(() => expect(titles().slice(0, 41)).toEqual([...Array.from({ length: 40 }, (_, index) => `Proposal ${100 - index}`), 'Proposal 300']));
  });
});
