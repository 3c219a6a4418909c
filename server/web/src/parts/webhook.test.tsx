import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConfirmPage } from '../pages/SubscriptionPage';
import { BySending } from './Subscribe';

const OFFER = {
  mail: true,
  webhooks: [
    { word: 'webhook', title: 'A program of yours' },
    { word: 'slack', title: 'Slack' },
  ],
  kinds: [{ word: 'stopped', title: 'Stopped' }],
};
const ASKED = { by: 'slack', signed: false, daos: ['harbour'], kinds: ['stopped'], delegates: [], confirmed: false, replaces: [] };

let sent: unknown[];

function open(what: React.ReactNode, answers: Record<string, object>) {
  sent = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const path = new URL(address, 'http://localhost').pathname.replace('/api/v1/subscriptions', '');
    if (path === '/webhook') sent.push(JSON.parse(String(init.body)));
    return path in answers ? new Response(JSON.stringify(answers[path])) : new Response('{}', { status: 404 });
  });
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>{what}</QueryClientProvider>);
}

async function ask(fill: () => void) {
  open(<BySending dao="harbour" name="Harbour DAO" />, { '': OFFER, '/webhook': { next: 'Look where you are told.' } });
  const summary = await screen.findByText('By webhook, or in a chat');
  const details = summary.parentElement as HTMLDetailsElement;
  details.open = true;
  fireEvent(details, new Event('toggle'));
  fireEvent.change(await screen.findByLabelText('The webhook’s address'), { target: { value: 'https://hooks.example/a' } });
  fill();
  fireEvent.click(screen.getByRole('button', { name: 'Subscribe by webhook' }));
  expect((await screen.findByRole('status')).textContent).toContain('Look where you are told.');
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a program or a chat of a reader’s', () => {
  it('is asked for with a secret for a program', async () => {
    await ask(() => fireEvent.change(screen.getByLabelText(/A secret/), { target: { value: '0123456789abcdef' } }));
    expect(sent).toEqual([{ form: 'webhook', address: 'https://hooks.example/a', secret: '0123456789abcdef', daos: ['harbour'], kinds: ['stopped'], delegates: [] }]);
  });

  it('is asked for without one where nothing there would look at it', async () => {
    await ask(() => {
      fireEvent.change(screen.getByLabelText(/A secret/), { target: { value: '0123456789abcdef' } });
      fireEvent.change(screen.getByLabelText('What takes the messages'), { target: { value: 'slack' } });
      expect(screen.queryByLabelText(/A secret/)).toBeNull();
    });
    expect(sent).toEqual([{ form: 'slack', address: 'https://hooks.example/a', daos: ['harbour'], kinds: ['stopped'], delegates: [] }]);
  });

  it('that is signed under another secret is said to be before somebody confirms', async () => {
    const before = { signed: true, daos: ['harbour'], kinds: ['stopped'], delegates: [] };
    open(<ConfirmPage link="a.b" />, { '': OFFER, '/choice': { ...ASKED, by: 'webhook', replaces: [before] } });
    expect(await screen.findByText(/No secret was given.*If you did not just ask/)).toBeTruthy();
    expect(screen.getByText(/the secret that they are signed under ends with it/)).toBeTruthy();
  });

  it('confirms in words of its own', async () => {
    open(<ConfirmPage link="a.b" />, { '': OFFER, '/choice': ASKED, '/confirmation': { ...ASKED, confirmed: true } });
    expect(await screen.findByText(/Everybody in the chat is told/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Yes, tell me in the chat' }));
    expect((await screen.findByText(/Each message has a link/)).textContent).toContain('You are told in the chat');
  });
});
