import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Announcer } from '../parts/Announcer';
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
  title: `Proposal ${number}`,
  state: 'DEFEATED',
  blocked,
  findings: { red: 0, amber: 0 },
});

/** A server with these, newest first, that answers in pages as the real one does. */
function serving(all: ReturnType<typeof proposal>[], released: Promise<void> = Promise.resolve()) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    const url = new URL(address, 'http://localhost');
    if (!url.pathname.endsWith('/proposals')) {
      return new Response(JSON.stringify({ id: 'd', name: 'D', proposals: all.length, labels: {}, balances: [], holders: [] }));
    }
    await released;
    const before = Number(url.searchParams.get('before') ?? Infinity);
    return new Response(JSON.stringify(all.filter(({ block }) => block < before).slice(0, Number(url.searchParams.get('limit')))));
  });
  return asked;
}

function open() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Announcer>
        <ProposalsPage dao="d" />
      </Announcer>
    </QueryClientProvider>,
  );
}

const stopped = () => screen.getByRole('button', { name: /^Stopped/ });

describe('how many proposals are stopped', () => {
  it('is no number before anything was read', async () => {
    let release = () => {};
    serving([proposal(1, false)], new Promise((done) => (release = () => done())));
    open();

    expect(stopped().textContent).toContain('not counted yet');
    expect(stopped().textContent).not.toContain('0');
    release();
    await waitFor(() => expect(stopped().textContent).toBe('Stopped 0'));
  });

  it('is said to be open while older ones were not looked at', async () => {
    serving(Array.from({ length: 300 }, (_, index) => proposal(300 - index, index === 299)));
    open();

    await waitFor(() => expect(stopped().textContent).toContain('or more'));
  });

  it('is looked for in all of them as soon as somebody asks', async () => {
    const asked = serving(Array.from({ length: 300 }, (_, index) => proposal(300 - index, index === 299)));
    open();
    await waitFor(() => expect(stopped().textContent).toContain('or more'));
    await userEvent.click(stopped());

    expect(await screen.findByText('Proposal 1', undefined, { timeout: 20_000 })).toBeTruthy();
    expect(screen.queryByText('None of these')).toBeNull();
    expect(stopped().textContent).toBe('Stopped 1');
    expect(asked.filter((address) => address.includes('/proposals')).length).toBe(3);
  });
});
