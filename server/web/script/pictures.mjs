// Takes the pictures of README.md from a running demo (`./prytany demo`), as they come out of a real browser:
//   node server/web/script/pictures.mjs http://127.0.0.1:8080 docs/pictures [names of pictures]
// and of every page, whole, on a desktop and a phone, light and dark, to be looked at:
//   node server/web/script/pictures.mjs http://127.0.0.1:8080 FOLDER every
// Started while the demo plays, it waits until a payout waits for approvals before it takes the payout queue.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { launch } from '../browser/chromium.mjs';

const [origin, folder, ...only] = process.argv.slice(2);
if (!origin || !folder) {
  process.stderr.write('Usage: node pictures.mjs ORIGIN FOLDER [NAME...]\n');
  process.exit(2);
}

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 1320 };
const LARGEST = 400 * 1024;
const PATIENCE = 180_000;

const get = async (path) => {
  const answer = await fetch(origin + path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
};

/** Asks until there is an answer; a demo that has only just started may not even listen yet. */
async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await ask().catch(() => undefined);
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((wake) => setTimeout(wake, 250));
  }
}

const proposals = async () => {
  const [dao] = await get('/api/v1/daos');
  return get(`/api/v1/daos/${dao.id}/proposals`);
};

/** The stopped proposal that pays an address that looks like the one in its text. */
async function lookAlike() {
  for (const { dao, id, blocked } of await proposals()) {
    if (!blocked) continue;
    const { verdict } = await get(`/api/v1/daos/${dao}/proposals/${id}`);
    if (verdict.findings.some((finding) => finding.code === 'LOOKALIKE_ADDRESS')) return `/daos/${dao}/proposals/${id}`;
  }
  return undefined;
}

const waiting = (payout) => !payout.blocked && payout.state === 'QUEUED';

/** Honest payouts of which one is half approved; once all are paid, the stopped ones that stay in the queue. */
async function queue() {
  const payouts = await get('/api/v1/approvals');
  const played = (await proposals()).some((proposal) => proposal.state === 'EXECUTED');
  return played || payouts.some((payout) => waiting(payout) && payout.approvals.given > 0) ? '/payouts' : undefined;
}

/** Everybody has voted: the bars are worth looking at. */
async function list() {
  const all = await proposals();
  return all.length > 0 && all.every((proposal) => !['PENDING', 'ACTIVE', 'UNKNOWN'].includes(proposal.state)) ? `/daos/${all[0].dao}` : undefined;
}

/** Everything that passes is paid. */
async function treasury() {
  const [dao] = await get('/api/v1/daos');
  const left = await get('/api/v1/approvals');
  const paid = (await proposals()).some((proposal) => proposal.state === 'EXECUTED');
  return paid && !left.some(waiting) ? `/daos/${dao.id}/treasury` : undefined;
}

const PICTURES = [
  { name: 'payouts-desktop', of: queue, view: { width: 1280, height: 1010 }, ready: '.card table' },
  { name: 'proposal-desktop', of: lookAlike, view: { width: 1280, height: 1000 }, ready: '.sides' },
  { name: 'treasury-desktop', of: treasury, view: { width: 1280, height: 1100 }, ready: '#recipients' },
  { name: 'proposals-desktop', of: list, view: DESKTOP, ready: '.card' },
  { name: 'proposals-phone', of: list, view: PHONE, scale: 2, ready: '.card' },
];

/** Each page of App.tsx; one that needs something that is not there (a space) is left out. */
async function everyPage() {
  const [dao] = await until('a DAO', () => get('/api/v1/daos'));
  const [space] = await get('/api/v1/spaces').catch(() => []);
  const polls = space ? await get(`/api/v1/spaces/${encodeURIComponent(space.id)}/polls`) : [];
  const seen = await proposals();
  return {
    daos: '/',
    proposals: `/daos/${dao.id}`,
    week: `/daos/${dao.id}/week`,
    treasury: `/daos/${dao.id}/treasury`,
    ...Object.fromEntries(seen.map(({ id }, place) => [`proposal-${place + 1}`, `/daos/${dao.id}/proposals/${id}`])),
    ...(dao.organisation ? { organisation: `/organisations/${encodeURIComponent(dao.organisation)}` } : {}),
    ...(polls[0] ? { poll: `/spaces/${encodeURIComponent(space.id)}/polls/${encodeURIComponent(polls[0].id)}` } : {}),
    ...Object.fromEntries(['payouts', 'votes', 'spaces', 'draft', 'duties', 'plugins', 'audit', 'api'].map((name) => [name, `/${name}`])),
    search: '/search/pay',
    subscription: `/subscription/${'0'.repeat(32)}.${'0'.repeat(32)}`,
    confirm: `/subscription/confirm/${'0'.repeat(32)}.${'0'.repeat(32)}`,
    nowhere: '/nowhere',
  };
}

async function takeEvery(browser) {
  const pages = Object.entries(await everyPage());
  for (const [kind, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
      for (const [name, route] of pages) {
        const page = await context.newPage();
        await page.goto(`${origin}/#${route}`);
        await page.waitForSelector('main h1');
        await page.waitForFunction(() => !document.querySelector('main .skeleton'));
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: join(folder, `${name}-${kind}-${colorScheme}.png`), fullPage: true });
        await page.close();
      }
      await context.close();
    }
  }
  process.stdout.write(`${pages.length} pages, four times each, in ${folder}\n`);
}

async function take(browser, { name, of, view, scale = 1, ready }) {
  const route = await until(name, of);
  const context = await browser.newContext({ viewport: view, deviceScaleFactor: scale, colorScheme: 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${origin}/#${route}`);
  await page.waitForSelector(ready);
  await page.waitForLoadState('load');
  if (name === 'proposal-desktop') await page.waitForSelector('.reading-source .prose');
  await page.evaluate(() => document.fonts.ready);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  await context.close();
  const { size } = statSync(path);
  process.stdout.write(`${path} ${Math.round(size / 1024)} KB\n`);
  if (size > LARGEST) throw new Error(`${path} is larger than ${LARGEST / 1024} KB`);
}

mkdirSync(folder, { recursive: true });
const browser = await launch();
try {
  if (only[0] === 'every') await takeEvery(browser);
  else for (const picture of PICTURES) if (only.length === 0 || only.includes(picture.name)) await take(browser, picture);
} finally {
  await browser.close();
}
