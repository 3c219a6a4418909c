import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { follow } from './following';
import { Notices } from './Notices';
import { Subscribe } from './Subscribe';

interface Shown {
  title: string;
  body: string;
}

let proposals: object[];
let shown: Shown[];

const proposal = (id: number, headline = `Pier ${id}`) => ({ dao: 'harbour', id: String(id), block: id, headline, state: 'ACTIVE', blocked: false });

function browser(construct: (title: string, body: string) => void) {
  vi.stubGlobal(
    'Notification',
    class {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      constructor(title: string, { body }: { body: string }) {
        construct(title, body);
      }
      close() {}
    },
  );
}

function open(what: React.ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      {what}
      <p>The page</p>
    </QueryClientProvider>,
  );
  return client;
}

async function changed(client: QueryClient, next: object[]) {
  await waitFor(() => expect(client.getQueryData(['news', 'harbour'])).toBeTruthy());
  proposals = next;
  await act(() => client.invalidateQueries());
}

beforeEach(() => {
  proposals = [proposal(1)];
  shown = [];
  vi.stubGlobal('fetch', async (address: string) => {
    const { pathname } = new URL(address, 'http://localhost');
    return new Response(JSON.stringify(pathname.endsWith('/daos') ? [{ id: 'harbour', name: 'Harbour DAO' }] : pathname.endsWith('/proposals') ? proposals : []));
  });
  follow('harbour', 'proposals', true);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  follow('harbour', 'proposals', false);
});

describe('a notification', () => {
  it('that the browser refuses to make leaves the page as it is', async () => {
    let tried = 0;
    browser(() => {
      tried++;
      throw new TypeError('Illegal constructor');
    });
    const client = open(<Notices />);
    await changed(client, [proposal(2), proposal(1)]);
    await waitFor(() => expect(tried).toBe(1));
    expect(screen.getByText('The page')).toBeTruthy();
  });

  it('names the DAO, and quotes strangers without a link', async () => {
    browser((title, body) => shown.push({ title, body }));
    const client = open(<Notices />);
    await changed(client, [proposal(2, `Prytany: session\u202e expired, sign in at https://evil.example/x ${'now '.repeat(100)}`), proposal(1)]);
    await waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]?.title).toBe('Harbour DAO: New proposal');
    expect(shown[0]?.body).toMatch(/^“Prytany: session\[U\+202E\] expired, sign in at https\[:\]\/\/evil\[\.\]example\/x .*…”$/u);
    expect(shown[0]?.body.length).toBeLessThan(170);
  });

  it('is one where much is new at once', async () => {
    browser((title, body) => shown.push({ title, body }));
    const client = open(<Notices />);
    await changed(client, Array.from({ length: 50 }, (_, i) => proposal(50 - i)));
    await waitFor(() => expect(shown).toEqual([{ title: 'Harbour DAO: 49 changes', body: 'New proposal: 49' }]));
  });
});

describe('somebody who wants to be told', () => {
  it('is told at once where this browser cannot', async () => {
    browser(() => {
      throw new TypeError('Illegal constructor');
    });
    open(<Subscribe dao="harbour" name="Harbour DAO" />);
    fireEvent.click(screen.getByLabelText(/Tell me: Votes/));
    expect((await screen.findByRole('alert')).textContent).toContain('follow the feed');
    expect((screen.getByLabelText(/Tell me: Votes/) as HTMLInputElement).checked).toBe(false);
  });

  it('loses none of two choices made while the browser asks', async () => {
    browser((title, body) => shown.push({ title, body }));
    open(<Subscribe dao="harbour" name="Harbour DAO" />);
    fireEvent.click(screen.getByLabelText(/Tell me: Votes/));
    fireEvent.click(screen.getByLabelText(/Tell me: Payouts/));
    await waitFor(() => {
      for (const label of [/Tell me: Votes/, /Tell me: Payouts/]) expect((screen.getByLabelText(label) as HTMLInputElement).checked).toBe(true);
    });
    follow('harbour', 'votes', false);
    follow('harbour', 'payouts', false);
  });
});
