// The documentation as a site: what its build refuses, and how it reads in a real Chromium.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { serve } from '../dev/serve.mjs';
import { makeSite } from '../script/site.mjs';
import { launch, skip } from './chromium.mjs';
import { watch } from './watch.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('the site’s build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prytany-site-'));
  after(() => rmSync(folder, { recursive: true }));

  function faults(files) {
    const docs = mkdtempSync(join(folder, 'docs-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(docs, name)), { recursive: true });
      writeFileSync(join(docs, name), text);
    }
    return makeSite(docs, join(folder, 'out')).faults;
  }

  it('takes links to pages, to places in them, and to files beside them', () => {
    assert.deepEqual(faults({ 'index.md': '# A\n\n[b](b.md) [c](b.md#a-place) [d](#a) [e](f/x.yaml) https://example.org', 'b.md': '# B\n\n## A place\n\nSee `docs/index.md`.', 'f/x.yaml': 'a: 1' }), []);
  });

  for (const [what, text, fault] of [
    ['a page that is not there', '[x](gone.md)', 'index.md: gone.md leads to nothing in the documentation'],
    ['a place that is not there', '[x](b.md#gone)', 'index.md: b.md has no place #gone'],
    ['a place of its own that is not there', '[x](#gone)', 'index.md: index.md has no place #gone'],
    ['a picture that is not there', '![x](gone.png)', 'index.md: gone.png leads to nothing in the documentation'],
    ['what lies outside', '[x](../secret.txt)', 'index.md: ../secret.txt leads to nothing in the documentation'],
    ['a page that is only named', 'See `docs/gone.md`.', 'index.md: there is no page docs/gone.md'],
    ['a record that is only named', 'See docs/decisions/9999 for it.', 'index.md: there is no page docs/decisions/9999'],
  ]) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(faults({ 'index.md': `# A\n\n[b](b.md)\n\n${text}`, 'b.md': '# B' }), [fault]);
    });
  }

  it('refuses a page to which the first one does not lead', () => {
    assert.deepEqual(faults({ 'index.md': '# A', 'b.md': '# B' }), ['index.md: it does not lead to b.md']);
  });
});

describe('the documentation', { skip }, () => {
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

  async function open(path, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const seen = await watch(page, server.origin);
    await page.goto(`${server.origin}/docs/${path}`);
    return { page, seen, close: () => context.close() };
  }

  it('is linked from every page', async () => {
    const { page, close } = await open('../#/');
    await page.getByRole('link', { name: 'Documentation' }).click();
    await page.getByRole('heading', { level: 1, name: 'Documentation' }).waitFor();
    await close();
  });

  it('is searched without a server, and a hit leads to its place', async () => {
    const { page, seen, close } = await open('index.html');
    await page.getByLabel('Search').fill('zzzqqq');
    await page.getByText('Nothing has “zzzqqq”').waitFor();
    await page.getByLabel('Search').fill('receipt for a treasurer');
    const hit = page.locator('#found a', { hasText: 'For a treasurer' });
    await hit.click();
    await page.getByRole('heading', { name: 'For a treasurer' }).waitFor();
    assert.match(page.url(), /tour\.html#for-a-treasurer$/);
    assert.deepEqual(seen.errors, []);
    await close();
  });

  for (const path of ['index.html', 'tour.html', 'rest-api.html', 'configuration.html', 'decisions/index.html']) {
    it(`has no accessibility violation and no sideways scrolling at ${path}`, async () => {
      for (const [viewport, colorScheme] of [
        [{ width: 360, height: 740 }, 'light'],
        [{ width: 1280, height: 900 }, 'dark'],
      ]) {
        const { page, close } = await open(path, { viewport, colorScheme, bypassCSP: true });
        await page.addScriptTag({ path: axe });
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target)}`), []);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= viewport.width, 'no sideways scrolling');
        await close();
      }
    });
  }
});
