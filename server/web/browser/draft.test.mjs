// The check of a draft in a real Chromium, against the fixtures with the real server's headers.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { serve } from '../dev/serve.mjs';
import { launch, skip } from './chromium.mjs';
import { watch } from './watch.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PHONE = { width: 350, height: 740 };
const DESK = { width: 1280, height: 900 };

describe('the check of a draft', { skip }, () => {
  let server;
  let browser;

  before(async () => {
    server = await serve();
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function open(path, { viewport = DESK, ...options } = {}) {
    const context = await browser.newContext({ viewport, ...options });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const seen = await watch(page, server.origin);
    await page.goto(`${server.origin}/#${path}`);
    await page.waitForSelector('h1');
    return { page, seen, close: () => context.close() };
  }

  const texts = (page) => page.getByLabel('Text', { exact: true });
  const calls = (page) => page.getByLabel('Calls', { exact: true });

  async function check(page) {
    await texts(page).fill('# Pay the archive\n\nIts fee is 25,000 dUSD.');
    await calls(page).fill('{"transactions": []}');
    await page.getByRole('button', { name: 'Check this draft' }).click();
    await page.getByRole('heading', { name: /This would be stopped/ }).waitFor();
  }

  it('goes from the navigation to findings, their places and their edits', async () => {
    const { page, seen, close } = await open('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Check a draft' }).click();
    await check(page);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'draft-result');
    assert.match(await page.locator('.verdict').innerText(), /Suggested edit: Make both the same/);
    await page.getByRole('button', { name: 'Show the place in the text' }).first().click();
    await page.locator('mark.active').first().waitFor();
    await page.getByRole('button', { name: 'Show call 1' }).first().click();
    await page.locator('.action.shown').waitFor();
    assert.deepEqual(seen.errors, []);
    assert.deepEqual(seen.outside, []);
    assert.deepEqual(seen.violations, []);
    await close();
  });

  it('reads files from the disk into its fields', async () => {
    const { page, close } = await open('/draft');
    await page.getByLabel('File with the calls').setInputFiles({ name: 'batch.json', mimeType: 'application/json', buffer: Buffer.from('{"transactions": []}') });
    await page.waitForFunction(() => document.getElementById('draft-calls').value === '{"transactions": []}');
    await close();
  });

  it('is used with the keyboard alone', async () => {
    const { page, close } = await open('/draft');
    await texts(page).focus();
    await page.keyboard.type('Its fee is 25,000 dUSD.');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Check this draft');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /This would be stopped/ }).waitFor();
    await close();
  });

  it('gives a link that carries the draft, and sends it nowhere when that is opened', async () => {
    const { page, close } = await open('/draft');
    await texts(page).fill('Zahlt 25.000 € an 給付');
    await page.getByRole('button', { name: 'Copy a link to this draft' }).click();
    await page.getByText(/whoever has it can read it/).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await close();
    const other = await open(link.slice(link.indexOf('#') + 1));
    const sent = [];
    other.page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await other.page.getByText(/came with the link/).waitFor();
    assert.equal(await texts(other.page).inputValue(), 'Zahlt 25.000 € an 給付');
    assert.deepEqual(sent, []);
    await other.close();
  });

  it('names the line of the calls that is wrong', async () => {
    const { page, close } = await open('/draft');
    await calls(page).fill('the treasury pays');
    await page.getByRole('button', { name: 'Check this draft' }).click();
    await page.getByRole('alert').filter({ hasText: 'Line 1 of the calls' }).waitFor();
    await close();
  });

  it('has no accessibility violation and no sideways scrolling, empty, checked and on a phone', async () => {
    for (const [viewport, colorScheme] of [[PHONE, 'light'], [PHONE, 'dark'], [DESK, 'dark'], [DESK, 'light']]) {
      const { page, close } = await open('/draft', { viewport, colorScheme, bypassCSP: true });
      for (const filled of [false, true]) {
        if (filled) await check(page);
        else await texts(page).waitFor();
        await page.addScriptTag({ path: axe });
        const found = await page.evaluate(() => window.axe.run());
        assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`), []);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= viewport.width, 'no sideways scrolling');
      }
      await close();
    }
  });
});
