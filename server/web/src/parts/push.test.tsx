import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SubscriptionPage } from '../pages/SubscriptionPage';
import { ByPush } from './ByPush';
import { base64url } from './push';

const KEY = new Uint8Array([4, 251, 255, 62]);
const SERVER = 'BPv_Pg';
const LINK = 'a.b';
const CHOICE = { by: 'browser', signed: false, daos: ['harbour'], kinds: ['stopped'], delegates: [], confirmed: true, replaces: [] };

let kept: Map<string, string>;
let made: { options: { applicationServerKey: ArrayBuffer }; unsubscribe: () => Promise<boolean> } | undefined;
let permission: string;
let subscribe: () => Promise<unknown>;
let sent: unknown[];

/** A browser whose push the test decides about; jsdom has none. */
beforeEach(() => {
  kept = new Map([['push-link', LINK]]);
  made = {
    options: { applicationServerKey: KEY.buffer },
    unsubscribe: async () => {
      made = undefined;
      return true;
    },
  };
  permission = 'granted';
  subscribe = async () => ({ endpoint: 'https://push.example/1', getKey: (name: string) => (name === 'auth' ? new Uint8Array([1]) : KEY).buffer });
  sent = [];
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('Notification', {
    get permission() {
      return permission;
    },
    requestPermission: async () => permission,
  });
  vi.stubGlobal('caches', {
    open: async () => ({ match: async (name: string) => (kept.has(name) ? new Response(kept.get(name)) : undefined) }),
    delete: async () => kept.clear(),
  });
  const worker = { pushManager: { getSubscription: async () => made, subscribe: () => subscribe() } };
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: { ready: Promise.resolve(worker), register: async () => worker, getRegistration: async () => worker, addEventListener: () => {}, removeEventListener: () => {} },
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'serviceWorker');
});

function open(what: React.ReactNode, answer: (path: string) => Response) {
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const path = new URL(address, 'http://localhost').pathname.replace('/api/v1/subscriptions', '');
    if (path === '/push') sent.push(JSON.parse(String(init.body)));
    return answer(path);
  });
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>{what}</QueryClientProvider>);
}

const json = (body: object, status = 200) => new Response(JSON.stringify(body), { status });
const here = (dao = 'harbour') => <ByPush dao={dao} name="Harbour DAO" server={SERVER} kinds={[{ word: 'stopped', title: 'Stopped' }]} />;

describe('what this browser is told', () => {
  it.each([503, 429, 403])('is not forgotten because the server answered %i once', async (status) => {
    open(<SubscriptionPage link={LINK} />, () => json({ title: 'Not now', code: '' }, status));
    await screen.findByRole('alert');
    expect([kept.get('push-link'), made !== undefined]).toEqual([LINK, true]);
  });

  it('is not forgotten because it is offline', async () => {
    open(<SubscriptionPage link={LINK} />, () => {
      throw new TypeError('offline');
    });
    await screen.findByRole('alert');
    expect([kept.get('push-link'), made !== undefined]).toEqual([LINK, true]);
  });

  it('is forgotten where the server says that it is over', async () => {
    open(<SubscriptionPage link={LINK} />, () => json({ title: 'It has ended', code: 'NOT_FOUND' }, 404));
    await waitFor(() => expect([kept.size, made]).toEqual([0, undefined]));
  });

  it('is said of the DAO that it is about, and of no other', async () => {
    open(here(), () => json(CHOICE));
    expect((await screen.findByText(/This browser is told of Harbour DAO/)).textContent).not.toContain('other');
    cleanup();
    open(here('river'), () => json(CHOICE));
    expect((await screen.findByText(/is not told of Harbour DAO/)).textContent).toContain('but of 1 other DAO');
  });

  it.each([
    ['leave was withdrawn', () => (permission = 'denied')],
    ['the browser dropped it', () => (made = undefined)],
    ['the server has another key', () => made && (made.options.applicationServerKey = new Uint8Array([1, 2]).buffer)],
  ])('is not claimed where %s', async (_, happens) => {
    happens();
    open(here(), () => json(CHOICE));
    expect((await screen.findByText(/was told before, and is not any more/)).textContent).toContain('Subscribe again');
    expect(screen.getByRole('button', { name: 'Subscribe in this browser' })).toBeTruthy();
  });

  it('is not claimed where the server has ended it', async () => {
    open(here(), () => json({ title: 'It has ended', code: 'NOT_FOUND' }, 404));
    await screen.findByText(/was told before, and is not any more/);
    await waitFor(() => expect(kept.size).toBe(0));
  });

  it('is asked for with what the browser’s push service needs', async () => {
    kept.clear();
    open(here(), () => json({ next: 'Wait for the first notification.' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Subscribe in this browser' }));
    await screen.findByText('Wait for the first notification.');
    expect(sent).toEqual([{ endpoint: 'https://push.example/1', key: SERVER, secret: 'AQ', daos: ['harbour'], kinds: ['stopped'], delegates: [] }]);
  });

  it('says what to do where the browser has no push service', async () => {
    kept.clear();
    subscribe = async () => {
      throw new DOMException('Registration failed - push service error', 'AbortError');
    };
    open(here(), () => json({}));
    fireEvent.click(await screen.findByRole('button', { name: 'Subscribe in this browser' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Subscribe by mail');
    expect(sent).toEqual([]);
  });

  it('writes bytes as base64url', () => {
    expect(base64url(KEY.buffer)).toBe(SERVER);
  });
});
