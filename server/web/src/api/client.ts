import type {
  AuditEntry,
  AuditVerification,
  Dao,
  Decision,
  DraftAnswer,
  DraftOffer,
  Duty,
  Payout,
  Period,
  PluginStatus,
  Poll,
  Proposal,
  ProposalSummary,
  Rules,
  Session,
  Space,
  Payee,
  SearchResult,
  Pauses,
  PauseKind,
  PauseOrder,
  Statement,
  StatementKind,
  VoteOrder,
  Voters,
  VoteSupport,
} from './types';

const BASE = '/api/v1';

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

function remedyFor(status: number, code: string): string {
  const known = REMEDIES[code];
  if (known) return known;
  if (status === 401) return 'Your sign-in has ended. Sign in again.';
  if (status === 403) return REMEDIES['NOT_ALLOWED'] ?? '';
  if (status === 429) return 'Too many requests from here. Wait a minute, then try again.';
  if (status >= 500) return 'Try again in a minute. If it stays, the operator finds the reason in the log.';
  return 'Correct what it names, then try again.';
}

/** Turns an answer that is not 2xx into an ApiError; understands RFC 9457 problems. */
async function problemOf(response: Response): Promise<ApiError> {
  let title = `The server answered ${response.status}.`;
  let code = '';
  try {
    const body = (await response.json()) as { title?: string; detail?: string; code?: string };
    title = body.detail || body.title || title;
    code = body.code ?? '';
  } catch {
    // Not a problem document, e.g. a proxy's page: the status is all there is to say.
  }
  return new ApiError(response.status, code, title, remedyFor(response.status, code));
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

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'application/json, application/problem+json');
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (init.body) headers.set('Content-Type', 'application/json');
  let response: Response;
  try {
    response = await fetch(BASE + path, { ...init, headers });
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw await problemOf(response);
  return JSON.parse(await response.text(), withoutNulls) as T;
}

/** A null in an answer means the same as an absent field. */
function withoutNulls(_name: string, value: unknown): unknown {
  return value === null ? undefined : value;
}

/** More of them would push what follows far down the page. */
const VOTERS_AT_ONCE = 10;

const part = encodeURIComponent;

/** Where a DAO's feed is. */
export function feedOf(dao: string): string {
  return `${BASE}/daos/${part(dao)}/feed.atom`;
}

/** A text that the server writes ready to be pasted. */
async function markdown(path: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(BASE + path, { headers: { Accept: 'text/markdown, application/problem+json' } });
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw await problemOf(response);
  return response.text();
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

export const api = {
  daos: () => call<Dao[]>('/daos'),
  dao: (dao: string) => call<Dao>(`/daos/${part(dao)}`),
  proposals: (dao: string, limit: number, before?: number) =>
    call<ProposalSummary[]>(
      `/daos/${part(dao)}/proposals?limit=${limit}${before === undefined ? '' : `&before=${before}`}`,
    ),
  proposal: (dao: string, id: string) => call<Proposal>(`/daos/${part(dao)}/proposals/${part(id)}`),
  voters: (dao: string, id: string, after: number) => call<Voters>(`/daos/${part(dao)}/proposals/${part(id)}/votes?limit=${VOTERS_AT_ONCE}&after=${after}`),
  voter: (dao: string, id: string, account: string) => call<Voters>(`/daos/${part(dao)}/proposals/${part(id)}/votes?account=${part(account)}`),
  digestMarkdown: (dao: string, id: string) => markdown(`/daos/${part(dao)}/proposals/${part(id)}/digest.md`),
  period: (dao: string, from: string, to: string) => call<Period>(`/daos/${part(dao)}/period?${new URLSearchParams({ from, to })}`),
  periodMarkdown: (dao: string, from: string, to: string) =>
    markdown(`/daos/${part(dao)}/period.md?${new URLSearchParams({ from, to })}`),
  payouts: () => call<Payout[]>('/approvals'),
  rules: () => call<Rules>('/rules'),
  spaces: () => call<Space[]>('/spaces'),
  polls: (space: string) => call<Poll[]>(`/spaces/${part(space)}/polls?limit=100`),
  poll: (space: string, id: string) => call<Poll>(`/spaces/${part(space)}/polls/${part(id)}`),
  search: (query: string, dao: string) => call<SearchResult>(`/search?${new URLSearchParams(dao ? { q: query, dao } : { q: query })}`),
  payees: (dao: string, id: string) => call<Payee[]>(`/daos/${part(dao)}/proposals/${part(id)}/payees`),
  draftOffer: () => call<DraftOffer>('/draft'),
  checkDraft: (draft: { text: string; calls: string; dao: string }) => call<DraftAnswer>('/draft', { method: 'POST', body: JSON.stringify(draft) }),
  duties: () => call<Duty[]>('/duties'),
  plugins: () => call<PluginStatus[]>('/plugins'),
  audit: (from: number, limit: number) => call<AuditEntry[]>(`/audit?from=${from}&limit=${limit}&titles=true`),
  verification: () => call<AuditVerification>('/audit/verification'),
  nonce: () => call<{ nonce: string; expiresAt: string }>('/session/nonce'),
  signIn: (message: string, signature: string) =>
    call<Session>('/session', { method: 'POST', body: JSON.stringify({ message, signature }) }),
  statement: (dao: string, id: string, request: StatementRequest) => {
    const query = new URLSearchParams({ kind: request.kind, treasurer: request.treasurer, reason: request.reason });
    request.lifts.forEach((lifted) => query.append('lifts', lifted));
    return call<Statement>(`/daos/${part(dao)}/proposals/${part(id)}/statement?${query}`);
  },
  /** The message that was signed, as it was signed, and the signature. */
  submitStatement: (dao: string, id: string, message: Record<string, unknown>, signature: string) =>
    call<Payout>(`/daos/${part(dao)}/proposals/${part(id)}/statements`, {
      method: 'POST',
      body: JSON.stringify({ ...message, signature }),
    }),
  voteOrder: (dao: string, id: string, request: { support: VoteSupport; operator: string; reason: string }) =>
    call<VoteOrder>(`/daos/${part(dao)}/proposals/${part(id)}/decision?${new URLSearchParams(request)}`),
  submitDecision: (dao: string, id: string, message: Record<string, unknown>, signature: string) =>
    call<Decision>(`/daos/${part(dao)}/proposals/${part(id)}/decisions`, { method: 'POST', body: JSON.stringify({ ...message, signature }) }),
  pauses: (dao: string) => call<Pauses>(`/daos/${part(dao)}/pauses`),
  pauseOrder: (dao: string, request: PauseRequest) => call<PauseOrder>(`/daos/${part(dao)}/pause?${new URLSearchParams({ ...request })}`),
  submitPause: (dao: string, message: Record<string, unknown>, signature: string) =>
    call<Pauses>(`/daos/${part(dao)}/pauses`, { method: 'POST', body: JSON.stringify({ ...message, signature }) }),
  simulateAgain: (dao: string, id: string) =>
    call<unknown>(`/daos/${part(dao)}/proposals/${part(id)}/effects`, { method: 'POST' }),
};

export const EVENTS = `${BASE}/events`;
