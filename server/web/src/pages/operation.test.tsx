import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Announcer } from '../parts/Announcer';
import { AccessProvider } from '../wallet/session';
import { ApiPage } from './ApiPage';
import { AuditPage } from './AuditPage';
import { DutiesPage } from './DutiesPage';
import { PayoutsPage } from './PayoutsPage';
import { SpacesPage } from './SpacesPage';
import { VotesPage } from './VotesPage';

// What is drawn is what is asked, not how soon a busy machine draws it.

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(page: React.ReactNode, answer: (url: URL) => unknown) {
  vi.stubGlobal('fetch', async (address: string) => new Response(JSON.stringify(answer(new URL(address, 'http://localhost')))));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Announcer>
        <AccessProvider>{page}</AccessProvider>
      </Announcer>
    </QueryClientProvider>,
  );
}

const entry = (sequence: number) => ({
  sequence,
  at: '2026-11-23T12:00:00Z',
  actor: 'server',
  act: sequence % 10 === 0 ? 'vote.confirmed' : 'digest.made',
  subject: `31337:0x${'ab'.repeat(20)}:${sequence}`,
  details: {},
  hash: '0x1',
  previousHash: '0x0',
  about: { dao: 'd', proposalId: String(sequence), headline: `Grant ${sequence}` },
});

/** A log with so many entries, of which the first ones were checked. */
function log(entries: number, checked = entries, intact = true) {
  const asked: string[] = [];
  open(<AuditPage />, (url) => {
    if (url.pathname.endsWith('/verification')) return { intact, entries: checked, head: { sequence: checked, hash: '0x1' } };
    asked.push(url.search);
    const from = Number(url.searchParams.get('from'));
    return Array.from({ length: entries }, (_, at) => entry(at + 1))
      .filter(({ sequence }) => sequence >= from)
      .slice(0, Number(url.searchParams.get('limit')));
  });
  return asked;
}

const numbers = () => screen.getAllByRole('rowheader').map((cell) => Number(cell.textContent));

describe('the audit log', () => {
  it('begins with its newest entry, and says what each is about by title', async () => {
    log(250);
    await screen.findByText('Grant 250');
    expect(numbers()[0]).toBe(250);
    expect(numbers()).toEqual([...numbers()].sort((a, b) => b - a));
    await userEvent.click(screen.getByRole('button', { name: 'Earlier entries' }));
    await screen.findByText('Grant 60');
  });

  it('hides no entry that came after the last one that was checked', async () => {
    log(30, 20, false);
    await screen.findByText('Grant 30');
    expect(numbers()).toHaveLength(30);
  });

  it('is looked through as a whole for what somebody looks for', async () => {
    log(250);
    await screen.findByText('Grant 250');
    await userEvent.selectOptions(screen.getByLabelText('Act'), 'vote.confirmed');
    await waitFor(() => expect(numbers()).toHaveLength(25));
    await userEvent.type(screen.getByLabelText('With the words'), 'grant 10');
    await waitFor(() => expect(numbers()).toEqual([100, 10]));
    await userEvent.type(screen.getByLabelText('With the words'), 'xyz');
    await screen.findByText('None of these');
  });

  it('asks for no more than a thousand entries by itself, however long it is, and further back only for whoever wants it', async () => {
    const asked = log(2_500);
    await screen.findByText('Grant 2500');
    await userEvent.type(screen.getByLabelText('With the words'), 'grant 1234');
    await screen.findByText('None of the newest 1,000 entries is like that.');
    expect(asked).toHaveLength(10);
    await userEvent.click(screen.getByRole('button', { name: 'Look further' }));
    await waitFor(() => expect(numbers()).toEqual([1234]));
    await screen.findByRole('button', { name: 'Look further' });
    expect(asked).toHaveLength(20);
  });
});

describe('the duties', () => {
  const duty = (proposalId: string, what: string, by: string) => ({
    dao: 'd', proposalId, headline: `Grant ${proposalId}`, kind: 'EXECUTE', what, by,
    notBefore: '2026-11-23T12:00:00Z', latestSafe: '2026-11-24T12:00:00Z', attempts: 0, leased: false,
  });

  it('say by title what has to be done and by whom, and can be told apart by that', async () => {
    open(<DutiesPage />, (url) => (url.pathname.endsWith('/duties') ? [duty('1', 'vote', 'server'), duty('2', 'decide: reject or override', 'treasurers')] : []));
    expect(await screen.findByRole('link', { name: 'Grant 2' })).toBeTruthy();
    expect(screen.getByText('decide: reject or override')).toBeTruthy();
    expect(screen.getByText('by treasurers')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'For people 1' }));
    expect(screen.queryByRole('link', { name: 'Grant 1' })).toBeNull();
    expect(screen.queryByRole('button', { name: /For you/ })).toBeNull();
  });
});

describe('the payouts', () => {
  const payout = (proposalId: string, blocked: boolean) => ({
    dao: 'd', proposalId, headline: `Grant ${proposalId}`, state: 'QUEUED', blocked, overridden: false, reasons: [], blockedBy: [], effects: [], next: '',
    approvals: { threshold: 2, given: 0, missing: 2, statements: [] },
  });

  it('begin with what is stopped, however many wait', async () => {
    const waiting = Array.from({ length: 25 }, (_, at) => payout(String(at), false));
    open(<PayoutsPage />, (url) => (url.pathname.endsWith('/approvals') ? [...waiting, payout('98', true), payout('99', true)] : []));
    await screen.findByText('Grant 99');
    const titles = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
    expect(titles.slice(0, 2)).toEqual(['Grant 98', 'Grant 99']);
    expect(titles).toHaveLength(10);
  });
});

describe('votes off chain', () => {
  const space = (needPeople: number) => ({ id: 'example', name: 'Example DAO', space: 'example.eth', hub: 'hub.example', rules: [], polls: 3, needPeople, problems: [] });
  const poll = (id: string, title: string, needsPeople: boolean, state = 'active') => ({
    id, title, state, start: '2026-11-23T12:00:00Z', end: '2026-11-28T12:00:00Z', latestSafe: '2026-11-28T11:00:00Z', warnings: [], choices: [],
    decision: { kind: needsPeople ? 'escalate' : 'refrain', needsPeople, reason: '', rule: 'r' },
  });
  const served = (needPeople: number, asked: string[] = []) => (url: URL) => {
    asked.push(url.pathname);
    if (url.pathname.endsWith('/spaces')) return [space(needPeople)];
    return url.pathname.endsWith('/polls') ? [poll('0x01', 'Signal', true), poll('0x02', 'Nobody', false), poll('0x03', 'Over', true, 'closed')] : [];
  };

  it('stand among what is due while a person has to choose, with their page and their last moment', async () => {
    open(<DutiesPage />, served(1));
    const row = (await screen.findByRole('link', { name: 'Signal' })).closest('tr');
    expect(screen.getByRole('link', { name: 'Signal' }).getAttribute('href')).toContain('/spaces/example/polls/0x01');
    expect(row?.textContent).toContain('Example DAO, off chain');
    expect(row?.textContent).toContain('by operators');
    expect(screen.queryByText('Nothing is due')).toBeNull();
    expect(screen.queryByRole('link', { name: 'Nobody' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Over' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'For the server 0' }));
    expect(screen.queryByRole('link', { name: 'Signal' })).toBeNull();
  });

  it('are not said to be none where the server does not answer', async () => {
    open(<DutiesPage />, (url) => {
      if (url.pathname.endsWith('/spaces')) throw new TypeError('Failed to fetch');
      return served(1)(url);
    });
    expect(await screen.findByText(/votes off chain/)).toBeTruthy();
    expect(screen.queryByText('Nothing is due')).toBeNull();
  });

  it('are not asked for where none waits', async () => {
    const asked: string[] = [];
    open(<DutiesPage />, served(0, asked));
    await screen.findByText('Nothing is due');
    await waitFor(() => expect(asked.some((path) => path.endsWith('/spaces'))).toBe(true));
    expect(asked.filter((path) => path.endsWith('/polls'))).toEqual([]);
  });

  it('can be followed, space by space, and say so to feed readers', async () => {
    open(<SpacesPage />, served(1));
    await userEvent.click(await screen.findByText('Subscribe'));
    const links = [...document.querySelectorAll('.subscribe a')].map((link) => link.getAttribute('href'));
    const feed = '/api/v1/spaces/example/feed.atom';
    expect(links).toEqual([feed, ...['stopped', 'waiting', 'votes'].map((kind) => `${feed}?kind=${kind}`), '/api/v1/spaces/example/deadlines.ics']);
    expect(document.head.querySelector('link[rel=alternate]')?.getAttribute('href')).toBe(feed);
  });
});

describe('the API’s page', () => {
  it('lists what programs can ask, in words', async () => {
    const json = (schema: object) => ({ content: { 'application/json': { schema } } });
    const entry = { $ref: '#/components/schemas/AuditEntry' };
    open(<ApiPage />, () => ({
      paths: {
        '/api/v1/audit': { get: { summary: 'The audit log', parameters: [{ name: 'from', in: 'query' }], responses: { 200: json({ type: 'array', items: entry }), 400: json({ type: 'object' }) } } },
        '/api/v1/x': { post: { summary: 'Something', security: [{}], requestBody: json(entry), responses: { 204: {} } } },
      },
      components: { schemas: { AuditEntry: { properties: { at: { type: 'string' }, about: { type: 'integer' } }, required: ['at'] } } },
    }));
    expect((await screen.findByText('GET /api/v1/audit')).closest('tr')?.textContent).toContain('The audit logfrom?list of AuditEntry');
    expect(screen.getByText('POST /api/v1/x').closest('tr')?.textContent).toContain('signed in)AuditEntry–');
    expect(screen.getAllByRole('listitem', { hidden: true }).map((item) => item.textContent)).toEqual(['at: string', 'about (may be left out): integer']);
  });
});

describe('votes', () => {
  it('stand under their rule, each with how many votes it was cast with', async () => {
    const vote = { dao: 'd', proposalId: '1', headline: 'Pay Alice', kind: 'cast', support: 'for', reason: 'little', plugin: 'p', votingPower: `12500${'0'.repeat(18)}`, decidedAt: '2026-11-23T12:00:00Z' };
    const asked = { ...vote, proposalId: '2', headline: 'Pay Bob', kind: 'escalate', support: undefined };
    const rule = { name: 'small', usesText: false, caps: [], bounded: false, votes: [vote, asked] };
    open(<VotesPage />, () => ({ strategy: 'p', rules: [rule], others: [] }));
    expect((await screen.findByRole('row', { name: /Pay Alice/ })).textContent).toContain('with 12.5K votes');
    expect(screen.getByRole('row', { name: /Pay Bob/ }).textContent).not.toContain('votes');
  });
});
