// The page as the real server serves it. server/acceptance starts that server with a chain and says where it is:
//   PRYTANY_TEST_ORIGIN          the server's address
//   PRYTANY_TEST_HOSTILE         dao/id of a proposal whose text attacks the page
//   PRYTANY_TEST_PAYOUT          dao/id of an honest proposal that passed and waits for approvals
//   PRYTANY_TEST_TREASURER_KEYS  private keys of as many treasurers as have to approve, with commas
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { launch, skip as noBrowser } from './chromium.mjs';
import { injectWallet } from './wallet.mjs';
import { parsePolicy, REQUIRED_POLICY, watch } from './watch.mjs';

const origin = process.env.PRYTANY_TEST_ORIGIN;
const hostile = process.env.PRYTANY_TEST_HOSTILE;
const payout = process.env.PRYTANY_TEST_PAYOUT;
const keys = (process.env.PRYTANY_TEST_TREASURER_KEYS ?? '').split(',').filter(Boolean);
const skip = noBrowser || (origin ? false : 'PRYTANY_TEST_ORIGIN is not set: server/acceptance runs this against a real server');

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** How long the server may take to queue and pay. */
const PATIENCE = 120_000;

function route(name) {
  const [dao, id] = name.split('/');
  return `/daos/${dao}/proposals/${id}`;
}

describe('the page of the real server', { skip }, () => {
  let browser;

  before(async () => {
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
  });

  async function open(path, { prepare, ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const extra = await prepare?.(context);
    const page = await context.newPage();
    const seen = await watch(page, origin);
    await page.goto(`${origin}/#${path}`);
    await page.waitForSelector('h1');
    return { page, seen, extra, close: () => context.close() };
  }

  async function shoot(page, name, fullPage = true) {
    const folder = process.env.PRYTANY_TEST_SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage });
  }

  it('comes with its policy, and so does every other answer', async () => {
    for (const path of ['/', '/api/v1/daos', '/api/v1/nothing-here', '/nothing-here']) {
      const { headers } = await fetch(origin + path);
      assert.deepEqual(parsePolicy(headers.get('content-security-policy') ?? ''), REQUIRED_POLICY, path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    }
  });

  it('lists the proposals and stays live', async () => {
    const { page, seen, close } = await open('/');
    await page.locator('.card').first().waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await shoot(page, 'proposals');
    assert.deepEqual([seen.outside, seen.errors, seen.violations], [[], [], []]);
    await close();
  });

  it('runs, loads and follows nothing of a hostile text', async () => {
    const { page, seen, close } = await open(route(hostile));
    await page.waitForSelector('.prose');
    await page.getByRole('button', { name: 'As written' }).click();
    await page.getByRole('button', { name: 'Formatted' }).click();
    await page.waitForTimeout(1_000);
    await shoot(page, 'hostile');
    assert.equal(await page.evaluate(() => window.__ran), undefined);
    assert.deepEqual([seen.outside, seen.errors, seen.violations], [[], [], []]);
    assert.equal(await page.locator('main :is(script, img, iframe, object, embed, style, form, input, [onerror], [onload], [onclick])').count(), 0);
    for (const href of await page.locator('.prose a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) {
      assert.match(href, /^(https?:|mailto:)/);
    }
    assert.match(await page.locator('.prose').innerText(), /<script>/);
    await close();
  });

  it('offers its digests as a feed and as Markdown in which hostile text does nothing', async () => {
    const [dao, id] = hostile.split('/');
    const feed = await fetch(`${origin}/api/v1/daos/${dao}/feed.atom`);
    assert.equal(feed.status, 200);
    assert.match(feed.headers.get('content-type'), /^application\/atom\+xml/);
    const { page, close } = await open('/');
    const read = await page.evaluate(async (address) => {
      const document = new DOMParser().parseFromString(await (await fetch(address)).text(), 'application/xml');
      return { root: document.documentElement.localName, entries: document.getElementsByTagName('entry').length, active: document.querySelectorAll('script, img, iframe, a').length };
    }, `/api/v1/daos/${dao}/feed.atom`);
    await close();
    assert.deepEqual(read, { root: 'feed', entries: 2, active: 0 });
    const again = await fetch(`${origin}/api/v1/daos/${dao}/feed.atom`, { headers: { 'If-None-Match': feed.headers.get('etag') } });
    assert.ok(again.status === 304 || again.headers.get('etag') !== feed.headers.get('etag'), 'an unchanged feed is not sent again');
    const markdown = await (await fetch(`${origin}/api/v1/daos/${dao}/proposals/${id}/digest.md`)).text();
    assert.match(markdown, /### What it executes/);
    assert.doesNotMatch(markdown, /<script|<img|<iframe|!\[/);
    const week = await (await fetch(`${origin}/api/v1/daos/${dao}/period`)).json();
    assert.ok(week.happened.some(({ kind, proposalId }) => kind === 'proposed' && proposalId === id));
    assert.ok(week.blocked.some(({ proposalId }) => proposalId === id));
    assert.equal((await fetch(`${origin}/api/v1/daos/${dao}/period?from=tomorrow`)).status, 400);
  });

  for (const path of ['/', `/daos/${(payout ?? '').split('/')[0]}/week`, '/payouts', '/votes', '/duties', '/plugins', '/audit', ...(payout ? [route(payout)] : [])]) {
    it(`is accessible and fits a phone at ${path.split('/').slice(0, 4).join('/')}`, async () => {
      const { page, seen, close } = await open(path, { viewport: { width: 360, height: 740 }, bypassCSP: true });
      await page.waitForTimeout(1_000);
      assert.equal(await page.getByText(/^Could not load/).count(), 0);
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`),
        [],
      );
      const wide = await page.evaluate(() =>
        document.documentElement.scrollWidth <= 360
          ? []
          : [...document.querySelectorAll('body *')]
              .filter((element) => element.getBoundingClientRect().right > 361)
              .map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}: ${element.textContent.slice(0, 60)}`),
      );
      assert.deepEqual(wide, [], 'wider than a phone');
      assert.deepEqual(seen.errors, []);
      await close();
    });
  }

  it('takes a payout from sign-in over every approval to its receipt', async () => {
    const [, id] = payout.split('/');
    const { chainId } = (await (await fetch(`${origin}/api/v1/daos`)).json())[0];
    for (const privateKey of keys) {
      const { page, extra, seen, close } = await open('/payouts', { prepare: (context) => injectWallet(context, { privateKey, chainId }) });
      const card = page.locator('.card', { has: page.locator(`h2 a[href$="${id}"]`) });
      await card.waitFor({ timeout: PATIENCE });
      await page.locator('header').getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Continue with Test wallet' }).click();
      await card.getByRole('button', { name: 'Approve…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/Reason/).fill('Checked against the proposal’s text.');
      await dialog.getByRole('button', { name: 'Show what I will sign' }).click();
      await dialog.getByText('What your signature binds').waitFor();
      await shoot(page, 'signing', false);
      await dialog.getByRole('button', { name: 'Sign the approval' }).click();
      await dialog.waitFor({ state: 'detached' });
      const approvals = await (await fetch(`${origin}/api/v1/daos/${route(payout).split('/')[2]}/proposals/${id}`)).json();
      assert.ok(approvals.approvals.statements.some(({ treasurer, counts }) => treasurer === extra.address && counts));
      assert.deepEqual(seen.errors, []);
      await close();
    }
    const { page, close } = await open(route(payout));
    await page.getByRole('heading', { name: 'What was paid' }).waitFor({ timeout: PATIENCE });
    await page.locator('.lead').getByText('Executed').waitFor();
    await page.getByText('Exactly as simulated', { exact: true }).waitFor();
    await shoot(page, 'paid');
    await close();
  });
});
