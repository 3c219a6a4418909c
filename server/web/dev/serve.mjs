// Serves dist/ and the fixtures with the headers of the real server: for work on the page, and for browser tests.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { hashDomain, hashStruct, hashTypedData, recoverMessageAddress, recoverTypedDataAddress } from 'viem';
import { parseSiweMessage } from 'viem/siwe';
import { draftOf } from './draft.mjs';
import { daos, payoutOf, proposals } from './fixtures.mjs';
import { audit, duties, period, plugins, rules } from './operation.mjs';
import { subscriptionsOf } from './subscriptions.mjs';
import { votersOf } from './voters.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The description of the API, as the real server serves it. */
export const CONTRACT = join(root, '../app/src/main/resources/META-INF/openapi.json');

export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.md': 'text/markdown; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
};

/**
 * @param {{treasurers?: string[], operators?: string[], port?: number, times?: number}} options further treasurers and operators, e.g. a test's own key;
 *   how often the list has each proposal, for a list as long as a real one
 * @returns {Promise<{origin: string, emit: (change: object) => void, stop: () => Promise<void>, statements: object[]}>}
 */
export async function serve({ treasurers = [], operators = [], port = 0, times = 1 } = {}) {
  const streams = new Set();
  const statements = [];
  const nonces = new Set();
  const sessions = new Map();
  const state = structuredClone(proposals);
  const subscriptions = subscriptionsOf();
  let origin = '';

  const find = (id) => state.find((proposal) => proposal.id === id);
  const problem = (status, code, detail) => ({ status, body: { type: 'about:blank', title: detail, status, detail, code } });

  const counters = new Map();
  const pauses = [];
  const text = (name) => ({ name, type: 'string' });
  const types = {
    TreasurerStatement: [
      text('kind'), { name: 'proposalId', type: 'uint256' }, { name: 'effects', type: 'string[]' }, { name: 'lifts', type: 'string[]' }, text('reason'),
      { name: 'treasurer', type: 'address' }, { name: 'executor', type: 'address' }, { name: 'counter', type: 'uint64' }, { name: 'expiry', type: 'uint64' },
      { name: 'contentHash', type: 'bytes32' }, { name: 'actionsHash', type: 'bytes32' }, { name: 'effectsHash', type: 'bytes32' },
    ],
    PrytanyPause: [
      text('kind'), text('scope'), { name: 'ends', type: 'string[]' }, text('reason'),
      { name: 'treasurer', type: 'address' }, { name: 'executor', type: 'address' }, { name: 'counter', type: 'uint64' },
    ],
  };
  const executor = `0x${'11'.repeat(20)}`;
  const next = (treasurer) => String((counters.get(treasurer.toLowerCase()) ?? 0) + 1);

  function typed(primaryType, message) {
    return {
      types: {
        EIP712Domain: [text('name'), text('version'), { name: 'chainId', type: 'uint256' }, { name: 'verifyingContract', type: 'address' }],
        [primaryType]: types[primaryType],
      },
      primaryType,
      domain: { name: 'Prytany', version: '2', chainId: 31337, verifyingContract: daos([])[0].governor },
      message,
    };
  }

  function hashesOf(data) {
    return {
      domainSeparator: hashDomain({ domain: data.domain, types: data.types }),
      messageHash: hashStruct({ data: data.message, primaryType: data.primaryType, types: data.types }),
      digest: hashTypedData(data),
    };
  }

  const whole = (amount, decimals) => (Number(amount) / 10 ** decimals).toLocaleString('en-US');
  const wordsOf = ({ kind, amount, symbol, decimals, contract, from, to }) =>
    kind === 'TRANSFER' ? `Transfer ${whole(amount, decimals ?? 0)} ${symbol} (token ${contract}) from ${from} to ${to}` : `${kind} on ${contract} to ${to ?? 'nobody'}`;

  function statementOf(kind, proposal, treasurer, lifts, reason) {
    const binds = kind === 'approve' || kind === 'override';
    const payout = payoutOf(proposal);
    const expiry = binds ? Math.floor(Date.now() / 1000) + 7 * 86_400 : 0;
    return typed('TreasurerStatement', {
      kind,
      proposalId: proposal.id,
      effects: binds ? payout.effects.map(wordsOf) : [],
      lifts: kind === 'override' && lifts.length === 0 ? payout.blockedBy : lifts,
      reason,
      treasurer,
      executor,
      counter: next(treasurer),
      expiry: String(expiry),
      contentHash: proposal.contentHash,
      actionsHash: proposal.actionsHash,
      effectsHash: binds ? proposal.effects.effectsHash : `0x${'0'.repeat(64)}`,
    });
  }

  /** Who signed a message of a type; undefined if not the one whom it names. */
  async function author(primaryType, { signature, ...message }) {
    const by = await recoverTypedDataAddress({ ...typed(primaryType, message), signature });
    return by.toLowerCase() === String(message.treasurer).toLowerCase() && message.counter === next(by) ? by : undefined;
  }

  async function signIn({ message, signature }) {
    const fields = parseSiweMessage(message);
    if (!nonces.delete(fields.nonce)) return problem(401, 'LOGIN_REFUSED', 'The sign-in message was used before or never asked for.');
    if (fields.domain !== new URL(origin).host) return problem(401, 'LOGIN_REFUSED', 'The sign-in message is for another site.');
    const signer = await recoverMessageAddress({ message, signature });
    if (signer !== fields.address) return problem(401, 'LOGIN_REFUSED', 'The signature is not by that address.');
    const token = `fixture-${sessions.size + 1}`;
    const treasurer = daos(treasurers)[0].treasurers.includes(signer);
    sessions.set(token, signer);
    return { status: 200, body: { token, address: signer, roles: [...(treasurer ? ['treasurer'] : []), ...(operators.includes(signer) ? ['operator'] : [])], expiresAt: new Date(Date.now() + 900_000).toISOString() } };
  }

  async function submit(id, body, authorization) {
    const signer = sessions.get((authorization ?? '').replace('Bearer ', ''));
    if (!signer) return problem(401, 'LOGIN_REFUSED', 'Sign in first.');
    const proposal = find(id);
    const by = await author('TreasurerStatement', body);
    if (by !== signer) return problem(403, 'APPROVAL_REFUSED', 'The signature is not by the signed-in treasurer.');
    counters.set(by.toLowerCase(), Number(body.counter));
    statements.push({ id, by, ...body });
    const said = proposal.approvals.statements;
    if (body.kind === 'withdraw') said.filter(({ name }) => body.lifts.includes(name)).forEach((one) => Object.assign(one, { counts: false, why: 'It was withdrawn.' }));
    said.push({
      kind: body.kind, treasurer: by, reason: body.reason, lifts: body.lifts, lifted: body.kind === 'override' ? payoutOf(proposal).reasons : body.lifts, name: `${body.kind} ${body.counter} by ${by}`, effects: body.effects, counter: Number(body.counter), counts: true,
      ...(body.expiry === '0' ? {} : { expiry: new Date(Number(body.expiry) * 1000).toISOString() }),
    });
    if (body.kind === 'approve') {
      proposal.approvals.given += 1;
      proposal.approvals.missing = Math.max(0, proposal.approvals.missing - 1);
    }
    if (body.kind === 'override') proposal.overridden = proposal.verdict.overridden = true;
    return { status: 201, body: payoutOf(proposal) };
  }

  async function api(method, url, body, headers) {
    const path = url.pathname.replace('/api/v1', '');
    const [, one, two, three, four, five] = path.split('/');
    if (path === '/daos') return { status: 200, body: served() };
    if (one === 'daos' && two && !three) return { status: 200, body: served().find((dao) => dao.id === two) ?? null };
    if (one === 'daos' && three === 'pause') {
      const asked = (name) => url.searchParams.get(name) ?? '';
      const data = typed('PrytanyPause', {
        kind: asked('kind'),
        scope: asked('kind') === 'resume' ? 'all' : asked('scope'),
        ends: asked('kind') === 'resume' ? pauses.map(({ name }) => name) : [],
        reason: asked('reason'),
        treasurer: asked('treasurer'),
        executor,
        counter: next(asked('treasurer')),
      });
      return { status: 200, body: { kind: asked('kind'), typedData: data, hashes: hashesOf(data) } };
    }
    if (one === 'daos' && three === 'pauses' && method === 'POST') {
      const by = await author('PrytanyPause', body);
      if (!by) return problem(422, 'APPROVAL_REFUSED', 'The signature is not by the treasurer whom it names.');
      counters.set(by.toLowerCase(), Number(body.counter));
      if (body.kind === 'pause') {
        pauses.push({ name: `pause ${body.counter} of ${body.scope} by ${by}`, scope: body.scope, by, since: new Date().toISOString(), reason: body.reason, resumedBy: [] });
      } else {
        pauses.forEach((pause) => pause.resumedBy.push(by));
      }
      return { status: 201, body: { inForce: pauses, needed: 2 } };
    }
    if (one === 'daos' && three === 'pauses') return { status: 200, body: { inForce: pauses, needed: 2 } };
    if (one === 'daos' && three === 'period') return { status: 200, body: periodOf(url.searchParams) };
    if (one === 'daos' && three === 'period.md') return { status: 200, text: `## ${period.name}\n\n### What is due\n` };
    if (one === 'daos' && three === 'proposals' && !four) return { status: 200, body: listed(url.searchParams) };
    if (one === 'daos' && three === 'proposals') {
      const proposal = find(decodeURIComponent(four));
      if (!proposal) return problem(404, 'NOT_FOUND', `The DAO ${two} has no proposal ${four}.`);
      if (!five) return { status: 200, body: proposal };
      if (five === 'payees') return { status: 200, body: payeesOf(proposal) };
      if (five === 'similar') return { status: 200, body: similarTo(proposal) };
      if (five === 'votes') return { status: 200, body: votersOf(proposal.id, url.searchParams) };
      if (five === 'digest.md') return { status: 200, text: `## A digest\n\nContent hash: \`${proposal.contentHash}\`\n` };
      if (five === 'statement') {
        const asked = (name) => url.searchParams.get(name) ?? '';
        const data = statementOf(asked('kind'), proposal, asked('treasurer'), url.searchParams.getAll('lifts'), asked('reason'));
        const { kind, reason, effects, effectsHash, expiry } = data.message;
        const binds = [`Proposal ${proposal.id} of the governor ${data.domain.verifyingContract} on chain 31337.`, ...effects, `This server, which acts with the account ${executor}.`];
        return { status: 200, body: { kind, effectsHash, expiry: Number(expiry), reason, binds, typedData: data, hashes: hashesOf(data) } };
      }
      if (five === 'statements') return submit(proposal.id, body, headers.authorization);
    }
    if (path === '/approvals') return { status: 200, body: copies.filter((proposal) => proposal.state === 'QUEUED').map(payoutOf) };
    if (path === '/rules') return { status: 200, body: rules };
    if (path === '/search') return search(url.searchParams.get('q') ?? '');
    if (path.startsWith('/subscriptions')) return subscriptions.answer(path, url.searchParams, body);
    if (path === '/draft') return method === 'POST' ? draftOf(body) : { status: 200, body: { perMinute: 6, bytes: 262_144 } };
    if (path === '/ballots') return { status: 200, body: state.filter(({ ballot }) => ballot).map(({ dao, id, headline, ballot }) => ({ dao, proposalId: id, headline, ballot })) };
    if (path === '/duties') return { status: 200, body: duties };
    if (path === '/plugins') return { status: 200, body: plugins };
    if (path === '/audit') return { status: 200, body: audit.filter((entry) => entry.sequence >= Number(url.searchParams.get('from') ?? 1)).slice(0, Number(url.searchParams.get('limit') ?? 100)) };
    if (path === '/audit/verification') return { status: 200, body: { intact: true, entries: audit.length, head: { sequence: audit.length, hash: audit.at(-1)?.hash ?? '' } } };
    if (path === '/session/nonce') {
      const nonce = `fixture${Math.random().toString(36).slice(2, 14)}`;
      nonces.add(nonce);
      return { status: 200, body: { nonce, expiresAt: new Date(Date.now() + 300_000).toISOString() } };
    }
    if (path === '/session' && method === 'POST') return signIn(body);
    return problem(404, 'NOT_FOUND', `There is nothing at ${url.pathname}.`);
  }

  /** Word by word in title, calls and text: enough to work on the page. */
  function search(q) {
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return problem(400, 'INVALID_INPUT', 'There is nothing to look for: write a word of two letters, a number or an address.');
    const hits = state.flatMap((proposal) => {
      const places = { title: proposal.headline, calls: (proposal.effects?.effects ?? []).map(({ line }) => line).join('. '), text: proposal.description };
      const where = Object.keys(places).find((place) => words.every((word) => places[place].toLowerCase().includes(word)));
      if (!where) return [];
      const begin = Math.max(0, places[where].toLowerCase().indexOf(words[0]) - 60);
      const passage = places[where].slice(begin, begin + 220);
      const found = words.map((word) => passage.toLowerCase().indexOf(word)).flatMap((start, index) => (start < 0 ? [] : [{ start, end: start + words[index].length }]));
      const { dao, id, headline, happens, state: at, blocked, overridden, block } = proposal;
      return [{ dao, daoName: 'Harbour Commons', proposalId: id, headline, happens, state: at, blocked, overridden, block, where, passage, found }];
    });
    return { status: 200, body: { hits, more: false, behind: 0 } };
  }

  function payeesOf(proposal) {
    const pays = (one, to) => (one.effects?.effects ?? []).filter((effect) => effect.kind === 'TRANSFER' && effect.to === to).map(({ amount, symbol, decimals }) => `${whole(amount, decimals ?? 0)} ${symbol}`);
    const accounts = [...new Set((proposal.effects?.effects ?? []).filter(({ kind }) => kind === 'TRANSFER').map(({ to }) => to))];
    const outcome = ({ state: at }) => ({ EXECUTED: 'paid', DEFEATED: 'not paid' })[at] ?? 'promised';
    return accounts.map((account) => ({
      account,
      pays: pays(proposal, account),
      before: state
        .filter((other) => other.block < proposal.block && pays(other, account).length > 0)
        .map((other) => ({ dao: other.dao, daoName: 'Harbour Commons', proposalId: other.id, headline: other.headline, state: other.state, block: other.block, pays: pays(other, account), outcome: outcome(other) })),
      more: false,
    }));
  }

  // Earlier ones with a word of five letters of the title.
  function similarTo(proposal) {
    const words = ({ headline }) => headline.toLowerCase().match(/\p{L}{5,}/gu) ?? [];
    const before = state
      .filter((other) => other.block < proposal.block && words(other).some((word) => words(proposal).includes(word)))
      .map(({ dao, id, headline, proposer, happens, state: at, blocked, overridden, block }) => ({ dao, proposalId: id, headline, proposer, happens, state: at, blocked, overridden, block }));
    return { before, behind: 0, titled: true };
  }

  /** The payments of the days that are asked for, or all, and what they come to. */
  function periodOf(asked) {
    const [from, to] = ['from', 'to'].map((name) => asked.get(name) ?? '');
    const payments = period.payments.filter(({ at: when }) => when >= from && (to === '' || when.slice(0, 10) <= to.slice(0, 10)));
    const paid = [...new Set(payments.map(({ token }) => token))].map((token) => {
      const its = payments.filter((one) => one.token === token);
      const amount = its.reduce((sum, one) => sum + BigInt(one.amount), 0n).toString();
      const { symbol, decimals } = its[0];
      return { symbol, ...(token && { token }), decimals, amount, payments: its.length, line: `${whole(amount, decimals)} ${symbol}` };
    });
    return { ...period, ...(from && { from, to }), payments, paid };
  }

  /** A list as long as a real one: each proposal so many times, of which only the first ones have a page. */
  const copies = Array.from({ length: times }, (_, copy) => state.map((proposal) => (copy === 0 ? proposal : { ...proposal, id: `${proposal.id}${copy}`, block: proposal.block - copy * 10 }))).flat();

  function standsAs(standing, { state: at, blocked, overridden }) {
    const open = !['CANCELED', 'DEFEATED', 'EXPIRED', 'EXECUTED'].includes(at);
    return { open, closed: !open, stopped: open && blocked && !overridden }[standing] ?? true;
  }

  /** The DAOs, each with as many proposals as are listed. */
  function served() {
    const count = (standing) => copies.filter((proposal) => standsAs(standing, proposal)).length;
    const counts = { all: copies.length, open: count('open'), stopped: count('stopped'), unjudged: 0, closed: count('closed') };
    return daos(treasurers).map((dao) => ({ ...dao, proposals: copies.length, counts }));
  }

  function listed(asked) {
    const before = Number(asked.get('before') ?? Infinity);
    return copies
      .filter((proposal) => proposal.block < before && standsAs(asked.get('standing'), proposal))
      .slice(0, Number(asked.get('limit') ?? 50))
      .map(summaryOf);
  }

  // What a list of the real server has of a proposal.
  function summaryOf({ dao, id, headline, happens, state: at, proposer, block, contentHash, votes, opens, deadline, blocked, overridden, findings, executes, nextDuty, updatedAt }) {
    return { dao, id, headline, happens, state: at, proposer, block, contentHash, votes, opens, deadline, blocked, overridden, findings, executes, nextDuty, updatedAt };
  }

  async function file(path) {
    const name = path.endsWith('/') ? `${path}index.html` : normalize(path).replace(/^(\.\.[/\\])+/, '');
    return { body: await readFile(join(root, 'dist', name)), type: TYPES[extname(name)] ?? 'application/octet-stream' };
  }

  async function bodyOf(request) {
    let text = '';
    for await (const chunk of request) text += chunk;
    return text === '' ? undefined : JSON.parse(text);
  }

  /** Compressed, as the real server sends it. */
  function send(request, response, status, type, body) {
    const compressed = /gzip/.test(request.headers['accept-encoding'] ?? '') && !type.startsWith('font/');
    response.writeHead(status, compressed ? { 'Content-Type': type, 'Content-Encoding': 'gzip' } : { 'Content-Type': type });
    response.end(compressed ? gzipSync(body) : body);
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('Content-Security-Policy', CSP);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    try {
      if (url.pathname === '/api/v1/events') {
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
        response.write(': hello\n\n');
        streams.add(response);
        request.on('close', () => streams.delete(response));
      } else if (url.pathname.startsWith('/api/')) {
        const { status, body, text } = await api(request.method, url, await bodyOf(request), request.headers);
        const type = text === undefined ? (status < 400 ? 'application/json' : 'application/problem+json') : 'text/markdown;charset=utf-8';
        send(request, response, status, type, text ?? JSON.stringify(body));
      } else if (url.pathname === '/openapi') {
        send(request, response, 200, 'application/json', await readFile(CONTRACT));
      } else {
        const { body, type } = await file(url.pathname);
        send(request, response, 200, type, body);
      }
    } catch (error) {
      response.writeHead(error.code === 'ENOENT' ? 404 : 500, { 'Content-Type': 'text/plain' });
      response.end(String(error.message));
    }
  });

  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    statements,
    emit: (change) => streams.forEach((stream) => stream.write(`event: proposal\ndata: ${JSON.stringify(change)}\n\n`)),
    edit: (id, work) => work(find(id)),
    stop: () =>
      new Promise((resolve) => {
        streams.forEach((stream) => stream.end());
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { origin } = await serve({ port: Number(process.env.PORT ?? 0) });
  process.stdout.write(`fixtures at ${origin}\n`);
}
