import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConfirmPage, SubscriptionPage } from '../pages/SubscriptionPage';
import { BySending } from './Subscribe';

const KINDS = [
  { word: 'stopped', title: 'Stopped' },
  { word: 'vote-cast', title: 'Our vote is cast' },
];

const FORMS = [
  { word: 'webhook', title: 'A program of yours (JSON)' },
  { word: 'slack', title: 'Slack' },
];

let sent: unknown[] = [];

function open(what: React.ReactNode, answers: Record<string, () => Response>) {
  sent = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const { pathname } = new URL(address, 'http://localhost');
    if (init.body) sent.push(JSON.parse(String(init.body)));
    return answers[pathname.replace('/api/v1/subscriptions', '')]?.() ?? new Response('{}', { status: 404 });
  });
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>{what}</QueryClientProvider>);
}

const json = (body: object, status = 200) => () => new Response(JSON.stringify(body), { status });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('mail to readers', () => {
  it('is not offered where the operator does not want it, and what else there is is named', async () => {
    open(<BySending dao="harbour" name="Harbour DAO" />, { '': json({ mail: false, webhooks: [], kinds: KINDS }) });
    expect((await screen.findByText(/but its operators/)).textContent).toContain('follow the feed');
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('asks for what is ticked, of this DAO, and says what happens next', async () => {
    open(<BySending dao="harbour" name="Harbour DAO" />, { '': json({ mail: true, webhooks: FORMS, kinds: KINDS }), '/mail': json({ next: 'Open your mail.' }) });
    fireEvent.change(await screen.findByLabelText('Your mail address'), { target: { value: 'ann@reader.example' } });
    fireEvent.click(screen.getByLabelText('Our vote is cast'));
    fireEvent.click(screen.getByRole('button', { name: 'Subscribe by mail' }));
    expect((await screen.findByRole('status')).textContent).toContain('Open your mail.');
    expect(sent).toEqual([{ address: 'ann@reader.example', daos: ['harbour'], kinds: ['stopped', 'vote-cast'], delegates: [] }]);
  });

  it('asks whose votes are meant where a delegate is followed', async () => {
    open(<BySending dao="harbour" name="Harbour DAO" />, { '': json({ mail: true, webhooks: FORMS, kinds: [{ word: 'delegate-voted', title: 'A delegate voted' }] }), '/mail': json({ next: 'Open your mail.' }) });
    fireEvent.change(await screen.findByLabelText('Your mail address'), { target: { value: 'ann@reader.example' } });
    fireEvent.click(screen.getByLabelText('A delegate voted'));
    fireEvent.change(screen.getByLabelText(/Delegates whom you follow/), { target: { value: `0x${'12'.repeat(20)}\n\n 0x${'34'.repeat(20)} ` } });
    fireEvent.click(screen.getByRole('button', { name: 'Subscribe by mail' }));
    await screen.findByRole('status');
    expect(sent).toEqual([{ address: 'ann@reader.example', daos: ['harbour'], kinds: ['delegate-voted'], delegates: [`0x${'12'.repeat(20)}`, `0x${'34'.repeat(20)}`] }]);
  });

  it('that the server refuses is said with a next step, and nothing typed is lost', async () => {
    open(<BySending dao="harbour" name="Harbour DAO" />, {
      '': json({ mail: true, webhooks: FORMS, kinds: KINDS }),
      '/mail': json({ title: 'Too often', detail: 'Too often: try again in 9 seconds.', code: '' }, 429),
    });
    fireEvent.change(await screen.findByLabelText('Your mail address'), { target: { value: 'ann@reader.example' } });
    fireEvent.click(screen.getByRole('button', { name: 'Subscribe by mail' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('try again in 9 seconds');
    expect(alert.textContent).toContain('Wait a minute');
    expect((screen.getByLabelText('Your mail address') as HTMLInputElement).value).toBe('ann@reader.example');
  });

  it('that there is no room for is refused with its own next step, and nobody is told to sign in', async () => {
    open(<BySending dao="harbour" name="Harbour DAO" />, {
      '': json({ mail: true, webhooks: FORMS, kinds: KINDS }),
      '/mail': json({ title: 'Not allowed', detail: 'This server has as many subscriptions as it takes: follow the feed.', code: 'NOT_ALLOWED' }, 403),
    });
    fireEvent.change(await screen.findByLabelText('Your mail address'), { target: { value: 'ann@reader.example' } });
    fireEvent.click(screen.getByRole('button', { name: 'Subscribe by mail' }));
    expect((await screen.findByRole('alert')).textContent).toBe('This server has as many subscriptions as it takes: follow the feed.');
  });

  it('is confirmed by a click and never by opening the link', async () => {
    const asked = { by: 'mail', signed: false, daos: ['harbour'], kinds: ['vote-cast'], delegates: [], confirmed: false, replaces: [{ signed: false, daos: ['harbour'], kinds: ['stopped'], delegates: [] }] };
    open(<ConfirmPage link="a.b" />, { '': json({ mail: true, webhooks: FORMS, kinds: KINDS }), '/choice': json(asked), '/confirmation': json({ ...asked, confirmed: true, replaces: [] }) });
    const button = await screen.findByRole('button', { name: 'Yes, tell me by mail' });
    expect(await screen.findByText('Our vote is cast')).toBeTruthy();
    expect(screen.getByText(/It replaces what you are told now/)).toBeTruthy();
    expect(screen.getByText('Stopped')).toBeTruthy();
    expect(sent).toEqual([{ link: 'a.b' }]);
    fireEvent.click(button);
    await screen.findByText('It is confirmed');
    expect(sent).toEqual([{ link: 'a.b' }, { link: 'a.b' }]);
  });

  it('does not say that anything ended where the link is not whole', async () => {
    open(<SubscriptionPage link="a.b" />, { '/choice': json({ title: 'Not found', detail: 'This subscription has ended.', code: 'NOT_FOUND' }, 404) });
    expect((await screen.findByRole('alert')).textContent).toBe('This subscription has ended.');
    expect(screen.queryByRole('button', { name: /End it/ })).toBeNull();
  });
});
