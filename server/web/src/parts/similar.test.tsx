import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SimilarBeforePanel } from './SimilarBefore';

const SIMILAR = { dao: 'harbour', proposalId: '7', headline: 'Renew the gauges, season 3', proposer: `0x${'a'.repeat(40)}`, happens: 'Pays 25,000 dUSD', state: 'EXECUTED', blocked: true, overridden: false, block: 1234 };

function open(answer: object, status = 200) {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(answer), { status }));
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SimilarBeforePanel proposal={{ dao: 'harbour', id: '9', proposer: `0x${'b'.repeat(40)}`, happens: 'Pays 250,000 dUSD' }} />
    </QueryClientProvider>,
  );
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('similar proposals before', () => {
  it('are shown with what they do and what became of them', async () => {
    open({ before: [SIMILAR], behind: 0, titled: true });
    const link = await screen.findByRole('link', { name: 'Renew the gauges, season 3' });
    expect(link.getAttribute('href')).toContain('/daos/harbour/proposals/7');
    const row = link.closest('tr')?.textContent;
    expect(row).toContain('Pays 25,000 dUSD');
    expect(row).toContain('Executed despite findings');
    expect(row).toContain('Another account');
    expect(screen.getByText('This proposal').closest('tr')?.textContent).toContain('Pays 250,000 dUSD');
    expect(screen.getByText(/anybody can copy one. Nothing else was compared/)).toBeTruthy();
  });

  it('that there are none is said', async () => {
    open({ before: [], behind: 0, titled: true });
    expect(await screen.findByText(/No earlier proposal of this DAO/)).toBeTruthy();
  });

  it.each([
    [{ before: [], behind: 3, titled: true }, /3 proposals of this DAO are not searched yet/],
    [{ before: [], behind: 0, titled: false }, /Nothing was looked for/],
  ])('are not said to be none where not all was looked at', async (answer, words) => {
    open(answer);
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByText(/No earlier proposal/)).toBeNull();
  });

  it('are not said to be none where the server does not answer', async () => {
    open({ title: 'Busy', code: 'BUSY' }, 503);
    expect((await screen.findByRole('alert')).textContent).toContain('similar proposals');
    expect(screen.queryByText(/No earlier proposal/)).toBeNull();
  });
});
