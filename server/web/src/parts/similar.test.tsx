import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SimilarBeforePanel } from './SimilarBefore';

const SIMILAR = { dao: 'harbour', proposalId: '7', headline: 'Renew the gauges, season 3', happens: 'Pays 25,000 dUSD', state: 'EXECUTED', blocked: true, block: 1234 };

function open(answer: object, status = 200) {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(answer), { status }));
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SimilarBeforePanel dao="harbour" id="9" />
    </QueryClientProvider>,
  );
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('similar proposals before', () => {
  it('are shown with what they do and what became of them', async () => {
    open([SIMILAR]);
    const link = await screen.findByRole('link', { name: 'Renew the gauges, season 3' });
    expect(link.getAttribute('href')).toContain('/daos/harbour/proposals/7');
    const row = link.closest('tr')?.textContent;
    expect(row).toContain('Pays 25,000 dUSD');
    expect(row).toContain('Executed');
    expect(row).toContain('Stopped');
  });

  it('that there are none is said', async () => {
    open([]);
    expect(await screen.findByText(/No earlier proposal of this DAO/)).toBeTruthy();
  });

  it('are not said to be none where the server does not answer', async () => {
    open({ title: 'Busy', code: 'BUSY' }, 503);
    expect((await screen.findByRole('alert')).textContent).toContain('similar proposals');
    expect(screen.queryByText(/No earlier proposal/)).toBeNull();
  });
});
