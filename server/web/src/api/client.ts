import type { Answer, Asked, Body, Pasted, Readable, Writable } from './contract';
import { addressOf } from './contract';
import type { SettingsOrderBody } from './schema';
import type { Kind, SpaceKind } from '../format/news';
import type { PauseKind, Standing, StatementKind, VoteSupport } from './asked';

/** What went wrong, in words for a reader, with the next step. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const REMEDIES: Record<string, string> = {
  NOT_FOUND: 'Go back to the list: the address may be from another server, or a chain reorganisation removed it.',
  NOT_ALLOWED: 'Sign in with an account that has this role, or ask the operator to list yours.',
  APPROVAL_REFUSED: 'Look at the proposal again: what would be executed may have changed. Then sign anew.',
  LOGIN_REFUSED: 'Sign in again: every sign-in message works once and only for a few minutes.',
  CHAIN_UNAVAILABLE: 'The server keeps trying to reach its chain. Nothing is lost; try again in a minute.',
  HUB_UNAVAILABLE: 'The server keeps asking the hub. Nothing is lost; try again in a minute.',
  STORE_UNAVAILABLE: 'The server cannot reach its store. Its operator sees the reason in the log.',
  MODEL_UNAVAILABLE: 'The operator has to install the model; everything read from the chain is still shown.',
  CONCURRENT_CHANGE: 'Somebody acted at the same moment. Reload and look again before you repeat it.',
};

/** Where what is not found or not allowed says itself what to do: nobody signs in there, and there is no list. */
const SAYS_ITSELF = /^\/api\/v1\/(?:subscriptions|draft)/;

function remedyFor(status: number, code: string, address: string): string {
  if ((code === 'NOT_FOUND' || code === 'NOT_ALLOWED') && SAYS_ITSELF.test(address)) return '';
  const known = REMEDIES[code];
  if (known) return known;
  if (status === 401) return 'Your sign-in has ended. Sign in again.';
  if (status === 403) return REMEDIES['NOT_ALLOWED'] ?? '';
  if (status === 429) return 'Too many requests from here. Wait a minute, then try again.';
  if (status >= 500) return 'Try again in a minute. If it stays, the operator finds the reason in the log.';
  return 'Correct what it names, then try again.';
}

/** Turns an answer that is not 2xx into an ApiError; understands RFC 9457 problems. */
async function problemOf(response: Response, address: string): Promise<ApiError> {
  let title = `The server answered ${response.status}.`;
  let code = '';
  try {
    const body = (await response.json()) as { title?: string; detail?: string; code?: string };
    title = body.detail || body.title || title;
    code = body.code ?? '';
  } catch {
    // Not a problem document, e.g. a proxy's page: the status is all there is to say.
  }
  return new ApiError(response.status, code, title, remedyFor(response.status, code, address));
}

function unreachable(): ApiError {
  return new ApiError(
    0,
    'UNREACHABLE',
    'The Prytany server does not answer.',
    'Check that it is running and that you are online, then try again.',
  );
}

let token: string | undefined;

/** The sign-in token lives in memory only: it ends with the page. */
export function rememberToken(value: string | undefined): void {
  token = value;
}

async function send(address: string, accept: string, init: RequestInit = {}, type = 'application/json'): Promise<Response> {
  const headers = new Headers({ Accept: `${accept}, application/problem+json` });
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (init.body) headers.set('Content-Type', type);
  let response: Response;
  try {
    response = await fetch(address, { ...init, headers });
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw await problemOf(response, address);
  return response;
}

async function get<Path extends Readable>(path: Path, asked: Asked<Path, 'get'>): Promise<Answer<Path, 'get'>> {
  const response = await send(addressOf(path, asked), 'application/json');
  return (await response.json()) as Answer<Path, 'get'>;
}

async function post<Path extends Writable>(path: Path, asked: Asked<Path, 'post'>, ...[body]: Body<Path>): Promise<Answer<Path, 'post'>> {
  const response = await send(addressOf(path, asked), 'application/json', { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return (await response.json()) as Answer<Path, 'post'>;
}

/** A file goes as it is. */
async function upload<Path extends Writable>(path: Path, file: Blob): Promise<Answer<Path, 'post'>> {
  const response = await send(path, 'application/json', { method: 'POST', body: file }, 'application/octet-stream');
  return (await response.json()) as Answer<Path, 'post'>;
}

/** A text that the server writes ready to be pasted. */
async function markdown<Path extends Pasted>(path: Path, asked: Asked<Path, 'get'>): Promise<string> {
  return (await send(addressOf(path, asked), 'text/markdown')).text();
}

/** More of them would push what follows far down the page. */
const VOTERS_AT_ONCE = '10';

/** Where a DAO's feed is. */
export function feedOf(dao: string, kind?: Kind): string {
  return addressOf('/api/v1/daos/{dao}/feed.atom' satisfies Readable, { dao, kind: kind === 'proposals' ? undefined : kind });
}

/** Where a DAO's calendar of deadlines is. */
export function calendarOf(dao: string): string {
  return addressOf('/api/v1/daos/{dao}/deadlines.ics' satisfies Readable, { dao });
}

/** Where a space's feed is. */
export function spaceFeedOf(space: string, kind?: SpaceKind): string {
  return addressOf('/api/v1/spaces/{space}/feed.atom' satisfies Readable, { space, kind: kind === 'proposals' ? undefined : kind });
}

/** Where a space's calendar of deadlines is. */
export function spaceCalendarOf(space: string): string {
  return addressOf('/api/v1/spaces/{space}/deadlines.ics' satisfies Readable, { space });
}

export interface StatementRequest {
  kind: StatementKind;
  /** Who will sign. */
  treasurer: string;
  reason: string;
  /** What it lifts: findings, or one rejection; the server names all findings that block if empty. */
  lifts: string[];
}

export interface PauseRequest {
  kind: PauseKind;
  treasurer: string;
  scope: string;
  reason: string;
}

/** A message as it was signed, and the signature. */
type Signed = { signature: string } & Record<string, unknown>;

export const api = {
  daos: () => get('/api/v1/daos', {}),
  dao: (dao: string) => get('/api/v1/daos/{dao}', { dao }),
  proposals: (dao: string, limit: number, before?: number, standing?: Standing) =>
    get('/api/v1/daos/{dao}/proposals', { dao, limit: String(limit), ...(before !== undefined && { before: String(before) }), ...(standing && { standing }) }),
  proposal: (dao: string, id: string) => get('/api/v1/daos/{dao}/proposals/{id}', { dao, id }),
  voters: (dao: string, id: string, after: number) => get('/api/v1/daos/{dao}/proposals/{id}/votes', { dao, id, limit: VOTERS_AT_ONCE, after: String(after) }),
  voter: (dao: string, id: string, account: string) => get('/api/v1/daos/{dao}/proposals/{id}/votes', { dao, id, account }),
  digestMarkdown: (dao: string, id: string) => markdown('/api/v1/daos/{dao}/proposals/{id}/digest.md', { dao, id }),
  period: (dao: string, from: string, to: string) => get('/api/v1/daos/{dao}/period', { dao, from, to }),
  periodMarkdown: (dao: string, from: string, to: string) => markdown('/api/v1/daos/{dao}/period.md', { dao, from, to }),
  payouts: () => get('/api/v1/approvals', {}),
  rules: () => get('/api/v1/rules', {}),
  spaces: () => get('/api/v1/spaces', {}),
  polls: (space: string) => get('/api/v1/spaces/{space}/polls', { space, limit: '200' }),
  poll: (space: string, id: string) => get('/api/v1/spaces/{space}/polls/{id}', { space, id }),
  search: (q: string, dao: string) => get('/api/v1/search', dao ? { q, dao } : { q }),
  payees: (dao: string, id: string) => get('/api/v1/daos/{dao}/proposals/{id}/payees', { dao, id }),
  similar: (dao: string, id: string) => get('/api/v1/daos/{dao}/proposals/{id}/similar', { dao, id }),
  draftOffer: () => get('/api/v1/draft', {}),
  checkDraft: (draft: { text: string; calls: string; dao: string }) => post('/api/v1/draft', {}, draft),
  subscriptionOffer: () => get('/api/v1/subscriptions', {}),
  subscribeByMail: (wanted: { address: string; daos: string[]; kinds: string[]; delegates: string[] }) => post('/api/v1/subscriptions/mail', {}, wanted),
  subscribeByPush: (wanted: { endpoint: string; key: string; secret: string; daos: string[]; kinds: string[]; delegates: string[] }) => post('/api/v1/subscriptions/push', {}, wanted),
  subscribeByWebhook: (wanted: { form: string; address: string; secret?: string; daos: string[]; kinds: string[]; delegates: string[] }) => post('/api/v1/subscriptions/webhook', {}, wanted),
  confirmSubscription: (link: string) => post('/api/v1/subscriptions/confirmation', {}, { link }),
  subscription: (link: string) => post('/api/v1/subscriptions/choice', {}, { link }),
  changeSubscription: (choice: { link: string; daos: string[]; kinds: string[]; delegates: string[] }) => post('/api/v1/subscriptions/choice', {}, choice),
  endSubscription: async (link: string) => {
    await send(addressOf('/api/v1/subscriptions/end' satisfies Writable, { link }), 'application/json', { method: 'POST' });
  },
  ballots: (dao: string) => get('/api/v1/ballots', { dao }),
  duties: () => get('/api/v1/duties', {}),
  plugins: () => get('/api/v1/plugins', {}),
  uploadPlugin: (file: Blob) => upload('/api/v1/plugins/uploads', file),
  pluginOrder: (asked: { dao: string; operator: string; server: string; sha256?: string; remove?: string }) => get('/api/v1/plugins/order', asked),
  submitPluginOrder: (signed: Signed) => post('/api/v1/plugins/orders', {}, signed),
  pluginSettings: (plugin: string) => get('/api/v1/plugins/{plugin}/settings', { plugin }),
  settingsOrder: (plugin: string, asked: { dao: string; operator: string; server: string; set: string; unset: string; values: string }) => get('/api/v1/plugins/{plugin}/settings/order', { plugin, ...asked }),
  submitSettings: (plugin: string, signed: SettingsOrderBody) => post('/api/v1/plugins/{plugin}/settings/orders', { plugin }, signed),
  audit: (from: number, limit: number) => get('/api/v1/audit', { from: String(from), limit: String(limit), titles: true }),
  verification: () => get('/api/v1/audit/verification', {}),
  nonce: () => get('/api/v1/session/nonce', {}),
  signIn: (message: string, signature: string) => post('/api/v1/session', {}, { message, signature }),
  statement: (dao: string, id: string, request: StatementRequest) => get('/api/v1/daos/{dao}/proposals/{id}/statement', { dao, id, ...request }),
  submitStatement: (dao: string, id: string, signed: Signed) => post('/api/v1/daos/{dao}/proposals/{id}/statements', { dao, id }, signed),
  voteOrder: (dao: string, id: string, request: { support: VoteSupport; operator: string; reason: string }) =>
    get('/api/v1/daos/{dao}/proposals/{id}/decision', { dao, id, ...request }),
  submitDecision: (dao: string, id: string, signed: Signed) => post('/api/v1/daos/{dao}/proposals/{id}/decisions', { dao, id }, signed),
  pauses: (dao: string) => get('/api/v1/daos/{dao}/pauses', { dao }),
  pauseOrder: (dao: string, request: PauseRequest) => get('/api/v1/daos/{dao}/pause', { dao, ...request }),
  submitPause: (dao: string, signed: Signed) => post('/api/v1/daos/{dao}/pauses', { dao }, signed),
  simulateAgain: (dao: string, id: string) => post('/api/v1/daos/{dao}/proposals/{id}/effects', { dao, id }),
};

export const EVENTS = '/api/v1/events' satisfies Readable;
