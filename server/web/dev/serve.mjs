// Serves dist/ and the fixtures with the headers of the real server: for work on the page, and for browser tests.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { recoverMessageAddress, recoverTypedDataAddress } from 'viem';
import { parseSiweMessage } from 'viem/siwe';
import { daos, payoutOf, proposals } from './fixtures.mjs';
import { audit, duties, period, plugins } from './operation.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.md': 'text/markdown; charset=utf-8',
};

/**
 * @param {{treasurers?: string[], port?: number}} options further treasurers, e.g. a test's own key
 * @returns {Promise<{origin: string, emit: (change: object) => void, stop: () => Promise<void>, statements: object[]}>}
 */
export async function serve({ treasurers = [], port = 0 } = {}) {
  const streams = new Set();
  const statements = [];
  const nonces = new Set();
  const sessions = new Map();
  const state = structuredClone(proposals);
  let origin = '';

  const find = (id) => state.find((proposal) => proposal.id === id);
  const problem = (status, code, detail) => ({ status, body: { type: 'about:blank', title: detail, status, detail, code } });

  function typedData(kind, proposal, expiry, reason) {
    return {
      domain: { name: 'Prytany', version: '1', chainId: 31337, verifyingContract: daos([])[0].governor },
      types: {
        EIP712Domain: [
          { name: 'name', type: 'string' },
          { name: 'version', type: 'string' },
          { name: 'chainId', type: 'uint256' },
          { name: 'verifyingContract', type: 'address' },
        ],
        TreasurerStatement: [
          { name: 'kind', type: 'string' },
          { name: 'proposalId', type: 'uint256' },
          { name: 'actionsHash', type: 'bytes32' },
          { name: 'effectsHash', type: 'bytes32' },
          { name: 'expiry', type: 'uint256' },
          { name: 'reason', type: 'string' },
        ],
      },
      primaryType: 'TreasurerStatement',
      message: { kind, proposalId: proposal.id, actionsHash: proposal.actionsHash, effectsHash: proposal.effects.effectsHash, expiry: String(expiry), reason },
    };
  }

  async function signIn({ message, signature }) {
    const fields = parseSiweMessage(message);
    if (!nonces.delete(fields.nonce)) return problem(401, 'LOGIN_REFUSED', 'The sign-in message was used before or never asked for.');
    if (fields.domain !== new URL(origin).host) return problem(401, 'LOGIN_REFUSED', 'The sign-in message is for another site.');
    const signer = await recoverMessageAddress({ message, signature });
    if (signer !== fields.address) return problem(401, 'LOGIN_REFUSED', 'The signature is not by that address.');
    const token = `fixture-${sessions.size + 1}`;
    const listed = daos(treasurers)[0].treasurers.includes(signer);
    sessions.set(token, signer);
    return { status: 200, body: { token, address: signer, roles: listed ? ['treasurer'] : [], expiresAt: new Date(Date.now() + 900_000).toISOString() } };
  }

  async function submit(id, body, authorization) {
    const signer = sessions.get((authorization ?? '').replace('Bearer ', ''));
    if (!signer) return problem(401, 'LOGIN_REFUSED', 'Sign in first.');
    const proposal = find(id);
    const data = typedData(body.kind, proposal, body.expiry, body.reason);
    const by = await recoverTypedDataAddress({ ...data, signature: body.signature });
    if (by !== signer) return problem(403, 'APPROVAL_REFUSED', 'The signature is not by the signed-in treasurer.');
    statements.push({ id, by, ...body });
    proposal.approvals.statements.push({ kind: body.kind, treasurer: by, reason: body.reason, expiry: body.expiry, counts: true });
    if (body.kind === 'approve') {
      proposal.approvals.given += 1;
      proposal.approvals.missing = Math.max(0, proposal.approvals.missing - 1);
    }
    if (body.kind === 'override') proposal.verdict.overridden = true;
    return { status: 201, body: payoutOf(proposal) };
  }

  async function api(method, url, body, headers) {
    const path = url.pathname.replace('/api/v1', '');
    const [, one, two, three, four, five] = path.split('/');
    if (path === '/daos') return { status: 200, body: daos(treasurers) };
    if (one === 'daos' && two && !three) return { status: 200, body: daos(treasurers).find((dao) => dao.id === two) ?? null };
    if (one === 'daos' && three === 'period') return { status: 200, body: period };
    if (one === 'daos' && three === 'period.md') return { status: 200, text: `## ${period.name}\n\n### What is due\n` };
    if (one === 'daos' && three === 'proposals' && !four) return { status: 200, body: state };
    if (one === 'daos' && three === 'proposals') {
      const proposal = find(decodeURIComponent(four));
      if (!proposal) return problem(404, 'NOT_FOUND', `The DAO ${two} has no proposal ${four}.`);
      if (!five) return { status: 200, body: proposal };
      if (five === 'digest.md') return { status: 200, text: `## A digest\n\nContent hash: \`${proposal.contentHash}\`\n` };
      if (five === 'statement') {
        const kind = url.searchParams.get('kind');
        const expiry = Number(url.searchParams.get('expiry'));
        const reason = url.searchParams.get('reason') ?? '';
        const data = typedData(kind, proposal, expiry, reason);
        const binds = [
          `It counts until ${new Date(expiry * 1000).toISOString()}, while these effects stay.`,
          'the proposal, its chain and its governor', 'its calls, by their hash', 'their simulated effects, by their hash: if they change, your signature no longer counts'];
        return { status: 200, body: { kind, effectsHash: proposal.effects.effectsHash, expiry, reason, binds, typedData: data } };
      }
      if (five === 'statements') return submit(proposal.id, body, headers.authorization);
    }
    if (path === '/approvals') return { status: 200, body: state.filter((proposal) => proposal.state === 'QUEUED').map(payoutOf) };
    if (path === '/duties') return { status: 200, body: duties };
    if (path === '/plugins') return { status: 200, body: plugins };
    if (path === '/audit') return { status: 200, body: audit.filter((entry) => entry.sequence >= Number(url.searchParams.get('from') ?? 1)) };
    if (path === '/audit/verification') return { status: 200, body: { intact: true, entries: audit.length, head: { sequence: audit.length, hash: audit.at(-1)?.hash ?? '' } } };
    if (path === '/session/nonce') {
      const nonce = `fixture${Math.random().toString(36).slice(2, 14)}`;
      nonces.add(nonce);
      return { status: 200, body: { nonce, expiresAt: new Date(Date.now() + 300_000).toISOString() } };
    }
    if (path === '/session' && method === 'POST') return signIn(body);
    return problem(404, 'NOT_FOUND', `There is nothing at ${url.pathname}.`);
  }

  async function file(path) {
    const name = path === '/' ? 'index.html' : normalize(path).replace(/^(\.\.[/\\])+/, '');
    return { body: await readFile(join(root, 'dist', name)), type: TYPES[extname(name)] ?? 'application/octet-stream' };
  }

  async function bodyOf(request) {
    let text = '';
    for await (const chunk of request) text += chunk;
    return text === '' ? undefined : JSON.parse(text);
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
        response.writeHead(status, { 'Content-Type': type });
        response.end(text ?? JSON.stringify(body));
      } else {
        const { body, type } = await file(url.pathname);
        response.writeHead(200, { 'Content-Type': type });
        response.end(body);
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
