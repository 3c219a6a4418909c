// The built page in a real Chromium, against the fixtures with the real server's headers.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { named, payoutOf } from '../dev/fixtures.mjs';
import { serve } from '../dev/serve.mjs';
import { launch, skip } from './chromium.mjs';
import { injectWallet } from './wallet.mjs';
import { parsePolicy, REQUIRED_POLICY, watch } from './watch.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A key of the test alone; its address is listed as a treasurer by the fixtures. */
const KEY = `0x${'5e'.repeat(32)}`;

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

describe('the page', { skip }, () => {
  let server;
  let browser;

  before(async () => {
    const { privateKeyToAccount } = await import('viem/accounts');
    server = await serve({ treasurers: [privateKeyToAccount(KEY).address] });
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function open(path, { viewport = DESK, prepare, ...options } = {}) {
    const context = await browser.newContext({ viewport, ...options });
    const extra = await prepare?.(context);
    const page = await context.newPage();
    const seen = await watch(page, server.origin);
    await page.goto(`${server.origin}/#${path}`);
    await page.waitForSelector('h1');
    return { page, seen, extra, close: () => context.close() };
  }

  async function hostilePage() {
    const opened = await open('/daos/harbour/proposals/103');
    await opened.page.waitForSelector('.prose');
    return opened;
  }

  it('runs nothing that stands in a hostile description, headline or symbol', async () => {
    const { page, seen, close } = await hostilePage();
    await page.getByRole('button', { name: 'As written' }).click();
    await page.getByRole('button', { name: 'Formatted' }).click();
    await page.waitForTimeout(500);
    assert.equal(await page.evaluate(() => window.__ran), undefined);
    assert.deepEqual(seen.errors, []);
    const foreign = 'main :is(script, img, iframe, object, embed, style, form, input, video, audio, [onerror], [onload], [onclick], [style])';
    assert.equal(await page.locator(foreign).count(), 0);
    assert.match(await page.locator('.prose').innerText(), /<script>window\.__ran = 'block script'<\/script>/);
    await close();
  });

  it('sends no request away from its own origin, and breaks no rule of its own policy', async () => {
    const { page, seen, close } = await hostilePage();
    await page.waitForTimeout(500);
    assert.deepEqual(seen.outside, []);
    assert.deepEqual(seen.violations, []);
    await close();
  });

  it('carries a policy that would stop what a mistake let through', async () => {
    const { page, seen, close } = await hostilePage();
    assert.deepEqual(parsePolicy(seen.policy), REQUIRED_POLICY);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.__ran = "inline"';
      document.body.append(script);
      const image = document.createElement('img');
      image.src = 'https://evil.example/pixel.png';
      image.setAttribute('onerror', 'window.__ran = "handler"');
      document.body.append(image);
    });
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.__ran), undefined);
    assert.ok(seen.violations.length >= 2, 'the browser reports both as violations');
    await close();
  });

  it('makes links only of web and mail addresses, and shows where they go', async () => {
    const { page, close } = await hostilePage();
    const links = await page.locator('.prose a').evaluateAll((all) => all.map((link) => ({ href: link.getAttribute('href'), rel: link.rel, next: link.nextElementSibling?.textContent })));
    assert.ok(links.length >= 3);
    for (const { href, rel, next } of links) {
      assert.match(href, /^(https?:|mailto:)/);
      assert.equal(rel, 'noopener noreferrer nofollow');
      assert.equal(next, `[${new URL(href).host}]`);
    }
    const text = await page.locator('.prose').innerText();
    assert.match(text, /not a link: javascript:/);
    assert.match(text, /xn--/);
    assert.match(text, /U\+202E/);
    await close();
  });

  it('lights a sentence’s source on hover and on focus', async () => {
    const { page, close } = await open('/daos/harbour/proposals/101');
    await page.waitForSelector('.prose mark');
    const sentence = page.locator('.sentence').nth(1);
    await sentence.hover();
    assert.match((await page.locator('mark.active').allInnerTexts()).join(''), /^The money covers two technicians/);
    await page.mouse.move(0, 0);
    await sentence.focus();
    assert.ok((await page.locator('mark.active').count()) > 0);
    await page.keyboard.press('Enter');
    assert.equal(await sentence.getAttribute('aria-expanded'), 'true');
    await close();
  });

  it('shows each rule with its condition, its cap or that it has none, and every vote it made', async () => {
    for (const viewport of [DESK, PHONE]) {
      const { page, seen, close } = await open('/votes', { viewport });
      await page.waitForSelector('.rule-yaml');
      const card = (name) => page.locator('.card', { has: page.getByRole('heading', { name, exact: true }) });
      assert.match(await card('small-grants').locator('.rule-yaml').innerText(), /when: payments\.size\(\) > 0 && treasury_share <= 0\.02/);
      assert.match(await card('small-grants').innerText(), /Cap: treasury_share <= 0\.02/);
      assert.equal(await card('small-grants').getByText('no cap').count(), 0);
      assert.equal(await card('working-groups').getByText('no cap').count(), 1);
      assert.match(await card('last-hour').innerText(), /It has decided nothing yet/);
      const row = card('small-grants').locator('tbody tr');
      assert.match(await row.innerText(), /Vote for[\s\S]*A grant within the limit[\s\S]*0x1212[\s\S]*UTC/);
      assert.equal(await row.getByRole('link').getAttribute('href'), '#/daos/harbour/proposals/101');
      assert.match(await card('host').innerText(), /A person was asked[\s\S]*blocks automation/);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'nothing is wider than the screen');
      assert.equal(await page.evaluate(() => window.__ran), undefined);
      assert.deepEqual(seen.errors, []);
      await close();
    }
  });

  it('says that a changed policy file waits, and that the rules stay', async () => {
    const waiting = { sha256: 'ab'.repeat(32), replaces: 'cd'.repeat(32), problem: '' };
    const { page, close } = await open('/votes', {
      viewport: PHONE,
      prepare: (context) => context.route('**/api/v1/rules', (route) => route.fulfill({ json: { strategy: 'policy-cel 1', waiting, rules: [], others: [] } })),
    });
    await page.waitForSelector('.notice');
    assert.match(await page.locator('.notice').innerText(), /A changed policy file is waiting for confirmation[\s\S]*stay in force[\s\S]*abab/);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
    await close();
  });

  it('says so where no policy runs', async () => {
    const { page, close } = await open('/votes', {
      prepare: (context) => context.route('**/api/v1/rules', (route) => route.fulfill({ json: { rules: [], others: [] } })),
    });
    await page.waitForSelector('.empty');
    assert.match(await page.locator('.empty').innerText(), /No policy is running/);
    await close();
  });

  it('opens a sentence’s source below it when tapped on a phone', async () => {
    const { page, close } = await open('/daos/harbour/proposals/101', { viewport: PHONE, hasTouch: true, isMobile: true });
    await page.locator('.sentence').first().tap();
    assert.match(await page.locator('.passage:not([hidden])').innerText(), /We ask the DAO to pay/);
    await close();
  });

  it('puts text and calls side by side where they differ, and marks the characters', async () => {
    const { page, close } = await open('/daos/harbour/proposals/102');
    const verdict = page.locator('.verdict');
    await verdict.waitFor();
    assert.match(await verdict.innerText(), /Stopped: the calls do something else than the text says/);
    const row = page.locator('.sides.bad').first();
    assert.match(await row.innerText(), /Contradicted/);
    assert.deepEqual(await row.locator('.address.diff mark').allInnerTexts(), ['2', 'f']);
    const [left, right] = await row.locator('.side').all();
    assert.ok((await left.boundingBox()).x < (await right.boundingBox()).x, 'the text stands on the left');
    await close();
  });

  it('leads from a finding to its place in the text and to its call', async () => {
    const { page, close } = await open('/daos/harbour/proposals/102');
    await page.waitForSelector('.prose mark');
    await page.getByRole('button', { name: 'Show the place in the text' }).first().press('Enter');
    assert.equal((await page.locator('mark.active').allInnerTexts()).join(''), '25,000 dUSD');
    await page.getByRole('button', { name: 'Show call 1' }).first().press('Enter');
    await page.locator('.action.shown').waitFor();
    assert.match(await page.evaluate(() => document.activeElement.innerText), /Pays 250,000 dUSD/);
    await close();
  });

  it('draws what leaves the treasury, also on a phone', async () => {
    for (const viewport of [DESK, PHONE]) {
      const { page, close } = await open('/daos/harbour/proposals/104', { viewport });
      const arrows = page.locator('.flow-arrow');
      await arrows.first().waitFor();
      assert.equal(await arrows.count(), 2);
      assert.match((await arrows.first().innerText()).replace(/\s+/g, ' '), /12\.5 ETH/);
      const line = await page.locator('.flow-line').first().boundingBox();
      assert.ok(line.width > 20 && line.height > 8, 'the arrow can be seen');
      await close();
    }
  });

  it('copies the digest as Markdown', async () => {
    const { page, seen, close } = await open('/daos/harbour/proposals/101', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^## A digest/);
    assert.deepEqual(seen.errors, []);
    await close();
  });

  it('shows the Markdown to be copied by hand where a page may not copy', async () => {
    const { page, close } = await open('/daos/harbour/week', {
      prepare: (context) => context.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined })),
    });
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    const dialog = page.getByRole('dialog');
    assert.match(await dialog.getByLabel('Markdown').inputValue(), /^## Harbour Commons/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await close();
  });

  it('tells feed readers where the feed is', async () => {
    const { page, close } = await open('/daos/harbour/proposals/101');
    await page.getByRole('link', { name: 'Atom feed' }).waitFor();
    const feed = await page.locator('head link[type="application/atom+xml"]').getAttribute('href');
    assert.equal(feed, '/api/v1/daos/harbour/feed.atom');
    await close();
  });

  it('saves a report about a finding with its evidence, and sends nothing', async () => {
    const { page, seen, close } = await open('/daos/harbour/proposals/102');
    const finding = page.locator('.finding').first();
    await finding.getByText('This finding is wrong').click();
    await finding.getByLabel('What is wrong with it?').fill('The fee was raised in March.');
    const sent = [];
    page.on('request', (request) => sent.push(request.url()));
    const [download] = await Promise.all([page.waitForEvent('download'), finding.getByRole('button', { name: 'Save the report' }).click()]);
    assert.equal(download.suggestedFilename(), 'finding-amount-contradicted.json');
    const report = JSON.parse(await readFile(await download.path(), 'utf8'));
    assert.equal(report.says, 'The fee was raised in March.');
    assert.equal(report.quoted.text, '25,000 dUSD');
    assert.equal(report.origin.proposalId, '102');
    assert.equal(report.case.actions.length, 1);
    assert.deepEqual(sent.filter((url) => !url.startsWith('blob:')), []);
    assert.deepEqual(seen.violations, []);
    await close();
  });

  it('finds proposals from the box in the header, marks why, and shows earlier payments of a payee', async () => {
    for (const viewport of [DESK, PHONE]) {
      const { page, seen, close } = await open('/audit', { viewport });
      await page.getByRole('searchbox', { name: 'Search proposals' }).fill('friendly');
      await page.keyboard.press('Enter');
      await page.locator('.hit-passage mark').first().waitFor();
      assert.match(await page.locator('main').innerText(), /1 proposal[\s\S]*Found in the title/);
      assert.equal(await page.evaluate(() => window.__ran), undefined);
      await page.locator('.card h2 a').click();
      await page.waitForURL(/proposals\/103/);
      await page.goto(`${server.origin}/#/daos/harbour/proposals/104`);
      await page.getByRole('heading', { name: 'The same payee before' }).waitFor();
      assert.deepEqual(seen.errors, []);
      await close();
    }
  });

  it('says what happened in a week and what is due', async () => {
    const { page, seen, close } = await open('/daos/harbour');
    await page.getByRole('link', { name: /^This week/ }).click();
    await page.getByRole('heading', { name: 'What is due', exact: true }).waitFor();
    const text = await page.locator('main').innerText();
    assert.match(text, /At the latest/);
    assert.match(text, /ten times as much/);
    assert.match(text, /What left the treasury[\s\S]*40,000/);
    assert.match(text, /U\+202E/);
    assert.equal(await page.evaluate(() => window.__ran), undefined);
    assert.deepEqual(seen.errors, []);
    await close();
  });

  it('updates by itself when the server says that a proposal changed', async () => {
    const { page, close } = await open('/daos/harbour/proposals/106');
    await page.getByText('Live', { exact: true }).waitFor();
    server.edit('106', (proposal) => {
      proposal.state = 'ACTIVE';
    });
    server.emit({ dao: 'harbour', proposalId: '106', change: 'voting is open' });
    await page.locator('.lead').getByText('Voting open').waitFor();
    await page.getByRole('status').filter({ hasText: 'voting is open' }).waitFor({ state: 'attached' });
    await close();
  });

  for (const path of ['/', '/daos/harbour/proposals/101', '/daos/harbour/proposals/103', '/daos/harbour/proposals/102', '/daos/harbour/proposals/104', '/daos/harbour/week', '/daos/harbour/treasury', '/payouts', '/votes', '/duties', '/plugins', '/audit', '/api', '/search/workshop', '/search/nothing%20of%20it']) {
    it(`has no accessibility violation and no sideways scrolling at ${path}`, async () => {
      for (const [viewport, colorScheme] of [[PHONE, 'light'], [DESK, 'dark'], [DESK, 'light']]) {
        const { page, close } = await open(path, { viewport, colorScheme, bypassCSP: true });
        await page.waitForTimeout(300);
        await page.addScriptTag({ path: axe });
        const found = await page.evaluate(() => window.axe.run());
        assert.deepEqual(
          found.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.target} ${node.any[0]?.message ?? ''}`).join(' | ')}`),
          [],
        );
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= viewport.width, 'no sideways scrolling');
        await close();
      }
    });
  }

  it('can be used with the keyboard from the skip link to a proposal', async () => {
    const { page, close } = await open('/daos/harbour');
    await page.locator('.card').first().waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
    // Past the links to the week and to the money, the delegation, subscribing, and the four filters.
    for (let i = 0; i < 9; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/proposals\/103/);
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await close();
  });

  it('says what to do when no wallet is installed', async () => {
    const { page, close } = await open('/payouts');
    await page.getByRole('button', { name: 'Sign in' }).first().click();
    await page.getByRole('dialog').getByText('This browser has no wallet').waitFor();
    assert.match(await page.getByRole('dialog').innerText(), /Install a wallet extension/);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await close();
  });

  it('lets a treasurer sign in, see what is signed, and approve with a signature', async () => {
    const { page, extra, seen, close } = await open('/payouts', {
      prepare: (context) => injectWallet(context, { privateKey: KEY, chainId: 1 }),
    });
    await page.locator('header').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Continue with Test wallet' }).click();
    await page.getByText('Signed in as').first().waitFor({ state: 'attached' });
    const card = page.locator('.card', { hasText: 'Fund the tide-gauge workshop' });
    await card.getByRole('button', { name: 'Approve…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/Reason/).fill('Invoice checked.');
    await dialog.getByRole('button', { name: 'Show what I will sign' }).click();
    await dialog.getByText('What your signature binds').waitFor();
    assert.match(await dialog.innerText(), /25,000/);
    await dialog.getByText('Domain hash').waitFor();
    assert.match(await dialog.innerText(), /Digest \(what is signed\)\s+0x[0-9a-f]{64}/i);
    assert.equal(extra.asked.some(({ method }) => method === 'eth_signTypedData_v4'), false, 'nothing is signed before it was shown');
    await dialog.getByRole('button', { name: 'Sign the approval' }).click();
    await card.getByText('2 of 2 approved').waitFor();
    assert.equal(server.statements.at(-1).by, extra.address);
    assert.equal(server.statements.at(-1).reason, 'Invoice checked.');
    assert.deepEqual(seen.errors, []);
    await close();
  });

  it('lists who voted, finds one among all by address, and draws what hides in a reason', async () => {
    const { page, seen, close } = await open('/daos/harbour/proposals/101');
    await page.getByText('36 accounts have voted').waitFor();
    assert.equal(await page.locator('.voters > li').count(), 10);
    await page.getByRole('button', { name: 'Show more voters (26 left)' }).click();
    await page.getByRole('button', { name: 'Show more voters (16 left)' }).waitFor();
    await page.getByLabel('Find a voter by address or name').fill(`0x${'3e'.repeat(20)}`);
    await page.waitForFunction(() => document.querySelectorAll('.voters > li').length === 1);
    assert.deepEqual(seen.errors, []);
    await close();
    const hostile = await hostilePage();
    await hostile.page.locator('.voter-reason .hidden-char').first().waitFor();
    assert.equal(await hostile.page.evaluate(() => window.__ran), undefined);
    await hostile.close();
  });

  it('lets whoever has a wallet vote with it, on the right chain, without a sign-in, and shows what was found first', async () => {
    for (const viewport of [{ width: 350, height: 740 }, DESK]) {
      const { page, extra, seen, close } = await open('/daos/harbour/proposals/103', {
        viewport,
        bypassCSP: true,
        prepare: (context) => injectWallet(context, { privateKey: KEY, chainId: 1 }),
      });
      await page.getByRole('button', { name: 'Vote with your wallet…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Use Test wallet' }).click();
      await dialog.getByLabel('Against').check();
      await dialog.getByLabel(/Reason/).fill('Not this.');
      await dialog.getByRole('button', { name: 'Show what I will send' }).click();
      await dialog.getByText('Your vote: Against').waitFor();
      assert.match(await dialog.innerText(), /What was found against this proposal/);
      await page.addScriptTag({ path: axe });
      assert.deepEqual((await page.evaluate(() => window.axe.run())).violations.map(({ id }) => id), []);
      assert.ok(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth), 'no sideways scrolling');
      await dialog.getByRole('button', { name: 'Send the vote' }).click();
      await dialog.getByText('Your wallet says that it was sent').waitFor();
      const sent = extra.asked.filter(({ method }) => method === 'eth_sendTransaction');
      assert.equal(sent.length, 1);
      assert.match(sent[0].params[0].data, /^0x7b3c71d3/);
      assert.equal(sent[0].params[0].chainId, '0x7a69');
      assert.ok(extra.asked.some(({ method }) => method === 'wallet_switchEthereumChain'));
      assert.deepEqual(seen.errors, []);
      await close();
    }
  });

  it('lets whoever has a wallet delegate with it', async () => {
    const { page, extra, close } = await open('/daos/harbour', { prepare: (context) => injectWallet(context, { privateKey: KEY, chainId: 31337 }) });
    await page.getByRole('button', { name: 'Delegate your votes…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Use Test wallet' }).click();
    await dialog.getByRole('button', { name: 'Myself' }).click();
    await dialog.getByRole('button', { name: 'Show what I will send' }).click();
    await dialog.getByRole('button', { name: 'Send the delegation' }).click();
    await dialog.getByText('Your wallet says that it was sent').waitFor();
    const [{ params }] = extra.asked.filter(({ method }) => method === 'eth_sendTransaction');
    assert.equal(params[0].data, `0x5c19a95c${extra.address.slice(2).toLowerCase().padStart(64, '0')}`);
    await close();
  });

  it('tells a treasurer what waits, names each button, goes back to the form, and names both accounts where they differ', async () => {
    const { page, extra, close } = await open('/payouts', { prepare: (context) => injectWallet(context, { privateKey: KEY, chainId: 31337 }) });
    await page.locator('header').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Continue with Test wallet' }).click();
    const waiting = page.getByRole('region', { name: /for you/ });
    assert.match(await waiting.innerText(), /reject or override: .*Pay the archive/i);
    const buttons = await page.locator('.card .acts button').evaluateAll((all) => all.map((each) => each.textContent.replaceAll(/\s+/g, ' ').trim()));
    assert.ok(buttons.length >= 4);
    assert.equal(new Set(buttons).size, buttons.length, `two buttons share a name: ${buttons.join(' | ')}`);
    const card = page.locator('.card', { hasText: 'Pay the archive' });
    await card.getByRole('button', { name: /^Reject/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Show what I will sign' }).click();
    await dialog.getByRole('button', { name: 'Back' }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA');
    await dialog.getByRole('button', { name: 'Show what I will sign' }).click();
    const other = '0x2546BcD3c84621e976D8185a91A922aE77ECEc30';
    extra.share(other);
    await page.setViewportSize({ width: 360, height: 500 });
    await dialog.getByRole('button', { name: 'Sign the rejection' }).click();
    const problem = dialog.getByRole('alert');
    await problem.waitFor();
    const said = await problem.innerText();
    assert.ok(said.includes(extra.address) && said.includes(other), said);
    const box = await problem.boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= 501, 'it is in view');
    assert.equal(extra.asked.some(({ method }) => method === 'eth_signTypedData_v4'), false, 'nothing was signed');
    await close();
  });

  it('copies an address as one word, also where it is shortened', async () => {
    const { page, close } = await open('/daos/harbour/proposals/101');
    for (const selector of ['.address', '.short']) {
      const [copied, text] = await page.locator(selector).first().evaluate((element) => {
        getSelection().selectAllChildren(element);
        return [getSelection().toString(), element.textContent];
      });
      assert.equal(copied, text);
      assert.match(copied, /^0x[0-9a-fA-F]{40}$/);
    }
    assert.equal(await page.evaluate((address) => window.find(address), await page.locator('.address').first().textContent()), true);
    await close();
  });

  it('demands a reason for an override', async () => {
    const { page, close } = await open('/payouts', { prepare: (context) => injectWallet(context, { privateKey: KEY, chainId: 31337 }) });
    await page.locator('header').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Continue with Test wallet' }).click();
    const card = page.locator('.card', { hasText: 'Pay the archive' });
    assert.equal(await card.getByRole('button', { name: 'Approve…' }).count(), 0);
    await card.getByRole('button', { name: 'Override the block…' }).click();
    const dialog = page.getByRole('dialog');
    const go = dialog.getByRole('button', { name: 'Show what I will sign' });
    const ticks = dialog.getByRole('checkbox');
    await ticks.first().waitFor();
    assert.equal(await ticks.count(), payoutOf(named.lookalike).blockedBy.length, 'every finding that blocks is there');
    assert.equal(await go.isDisabled(), true, 'nothing goes on before every finding was ticked');
    for (const tick of await ticks.all()) await tick.check();
    await go.click();
    assert.equal(await dialog.getByText('What your signature binds').count(), 0);
    await dialog.getByLabel(/Reason/).fill('The invoice was corrected; I called the archive.');
    await dialog.getByRole('button', { name: 'Show what I will sign' }).click();
    await dialog.getByRole('button', { name: 'Sign the override' }).click();
    await card.getByText('Block overridden').waitFor();
    await close();
  });

  it('shows every character that is signed on a phone', async () => {
    const { page, close } = await open('/payouts', {
      viewport: PHONE,
      prepare: (context) => injectWallet(context, { privateKey: KEY, chainId: 31337 }),
    });
    await page.locator('header').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Continue with Test wallet' }).click();
    const card = page.locator('.card', { hasText: 'Fund the tide-gauge workshop' });
    await card.getByRole('button', { name: /^Reject/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Show what I will sign' }).click();
    await dialog.getByText('What your signature binds').waitFor();
    await dialog.locator('details summary').first().click();
    const wide = await dialog.evaluate((element) => {
      const inside = element.getBoundingClientRect();
      return [...element.querySelectorAll('code, td, li, dd, p')]
        .filter((each) => each.getBoundingClientRect().right > inside.right + 1 || each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline')
        .map((each) => each.textContent.slice(0, 80));
    });
    assert.deepEqual(wide, []);
    assert.equal(await dialog.evaluate((element) => element.scrollWidth > element.clientWidth + 1), false, 'nothing lies beyond the edge');
    await close();
  });

  it('lets a treasurer pause, and shows everybody who did and why', async () => {
    const { page, seen, close } = await open('/payouts', { prepare: (context) => injectWallet(context, { privateKey: KEY, chainId: 31337 }) });
    await page.locator('header').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Continue with Test wallet' }).click();
    await page.getByRole('button', { name: /^Pause / }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What to pause').selectOption('payouts');
    await dialog.getByLabel(/Reason/).fill('A strange mail.');
    await dialog.getByRole('button', { name: 'Show what I will sign' }).click();
    await dialog.getByRole('button', { name: 'Sign the pause' }).click();
    await page.getByText('is paused: payouts').first().waitFor();
    await page.getByText('A strange mail.').first().waitFor();
    assert.deepEqual(seen.errors, []);
    await close();
  });

  it('says in plain English that the person declined', async () => {
    const { page, close } = await open('/payouts', {
      prepare: (context) => injectWallet(context, { privateKey: KEY, chainId: 31337, decline: (method) => method === 'personal_sign' }),
    });
    await page.locator('header').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Continue with Test wallet' }).click();
    await page.getByText('You declined in the wallet. Nothing was signed.').waitFor();
    await close();
  });
});
