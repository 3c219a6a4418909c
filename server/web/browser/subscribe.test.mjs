// Subscribing in a real Chromium: what is offered, what is told, and what is not.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { serve } from '../dev/serve.mjs';
import { CHANGES, CONFIRMS } from '../dev/subscriptions.mjs';
import { launch, skip } from './chromium.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Every notification that the page shows is noted, too. */
const NOTE = () => {
  window.shown = [];
  window.Notification = class extends window.Notification {
    constructor(title, options) {
      super(title, options);
      window.shown.push([title, options.body, options.tag]);
    }
  };
};

/** A push service of the browser's maker, which no test reaches. */
const PUSH = () => {
  let made = null;
  const bytes = (length) => new Uint8Array(length).fill(4).buffer;
  PushManager.prototype.getSubscription = async () => made;
  PushManager.prototype.subscribe = async ({ applicationServerKey: key }) => {
    const raw = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
    made = {
      endpoint: 'https://push.example/1',
      options: { applicationServerKey: Uint8Array.from(raw, (each) => each.charCodeAt(0)).buffer },
      getKey: (name) => bytes(name === 'auth' ? 16 : 65),
      unsubscribe: async () => ((made = null), true),
    };
    return made;
  };
};

describe('subscribing', { skip }, () => {
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

  async function open({ viewport = { width: 1280, height: 900 }, ...options } = {}, beside = () => {}) {
    const context = await browser.newContext({ viewport, permissions: ['notifications'], ...options });
    await context.addInitScript(NOTE);
    await context.addInitScript(beside);
    const page = await context.newPage();
    await page.goto(`${server.origin}/#/daos/harbour`);
    await page.locator('summary', { hasText: 'Subscribe' }).click();
    return { page, close: () => context.close() };
  }

  for (const [what, options] of [
    ['a phone', { viewport: { width: 360, height: 740 } }],
    ['a dark desktop', { colorScheme: 'dark' }],
  ]) {
    it(`is accessible and not cut off on ${what}`, async () => {
      const { page, close } = await open({ ...options, bypassCSP: true });
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`), []);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= page.viewportSize().width, 'no sideways scrolling');
      await close();
    });
  }

  it('takes an address by keyboard alone, and the links of its mails confirm, change and end it', async () => {
    const { page, close } = await open({ bypassCSP: true });
    const clean = async () => {
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`), []);
    };
    await page.getByLabel('Your mail address').focus();
    await page.keyboard.type('ann@full.example');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'as many subscriptions as it takes' }).waitFor();
    await page.getByLabel('Your mail address').fill('');
    await page.keyboard.type('ann@reader.example');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Open your mail' }).waitFor();
    await clean();

    await page.goto(`${server.origin}/#/subscription/confirm/${CONFIRMS}`);
    await page.getByRole('button', { name: 'Yes, tell me by mail' }).click();
    await page.getByText('It is confirmed').waitFor();
    await clean();

    await page.goto(`${server.origin}/#/subscription/${CHANGES}`);
    assert.ok(await page.getByLabel('A proposal was executed').isChecked(), 'what was ticked by keyboard');
    await page.getByLabel('A delegate whom you follow voted').check();
    await page.getByLabel(/Delegates whom you follow/).fill(`0x${'12'.repeat(20)}`);
    await clean();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('It is saved.').waitFor();
    await clean();
    await page.getByRole('button', { name: 'End it and delete my address' }).click();
    await page.getByText('this server has deleted your address').waitFor();
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'has ended' }).waitFor();
    await close();
  });

  it('is told in the browser by what its push service delivers, once the worker confirmed it', async () => {
    const { page, close } = await open({}, PUSH);
    // The browser's maker is not asked here: the worker gets what its service would deliver.
    const devtools = await page.context().newCDPSession(page);
    const registered = new Promise((resolve) => {
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId));
    });
    await devtools.send('ServiceWorker.enable');
    await page.getByRole('button', { name: 'Subscribe in this browser' }).click();
    await page.getByRole('status').filter({ hasText: 'Wait for the first notification' }).waitFor();
    const registrationId = await registered;
    const deliver = (message) => devtools.send('ServiceWorker.deliverPushMessage', { origin: server.origin, registrationId, data: JSON.stringify(message) });
    const until = (title) =>
      page.evaluate(async (wanted) => {
        for (;;) {
          const all = await (await navigator.serviceWorker.ready).getNotifications();
          const found = all.find((one) => one.title === wanted);
          if (found) return found.body;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }, title);

    await deliver({ tag: 'a', link: CHANGES, confirm: `${'0'.repeat(32)}.${'0'.repeat(32)}` });
    await until('Prytany: this browser is not told yet');
    await deliver({ tag: 'b', link: CHANGES, confirm: CONFIRMS });
    await until('Prytany: this browser is told');
    await deliver({ tag: 'c', link: CHANGES, title: 'A proposal is stopped', body: 'Pier <b>x</b>', page: '#/daos/harbour' });
    assert.equal(await until('A proposal is stopped'), 'Pier <b>x</b>');

    await page.getByText(/This browser is told of/).waitFor();
    await page.getByRole('link', { name: 'Change of which DAOs and what, or end it' }).click();
    await page.getByRole('button', { name: 'End it and delete my address' }).click();
    await page.getByText('this server has deleted your address').waitFor();
    await page.evaluate(async () => {
      while (await caches.has('prytany-push')) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await close();
  });

  it('offers a feed for each kind and a calendar', async () => {
    const { page, close } = await open();
    const addresses = await page.locator('.subscribe a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const feed = '/api/v1/daos/harbour/feed.atom';
    assert.deepEqual(addresses, [feed, ...['stopped', 'waiting', 'votes', 'payouts'].map((kind) => `${feed}?kind=${kind}`), '/api/v1/daos/harbour/deadlines.ics']);
    await close();
  });

  it('tells what was asked for when it happens, once, also after a reload, and nothing else', async () => {
    const { page, close } = await open();
    await page.getByLabel('Tell me: Stopped').click();
    await page.waitForFunction(() => localStorage.getItem('prytany.following') !== null);
    await page.reload();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.locator('.card').first().waitFor();
    await page.locator('summary', { hasText: 'Subscribe' }).click();
    assert.ok(await page.getByLabel('Tell me: Stopped').isChecked());
    assert.ok(!(await page.getByLabel('Tell me: Votes').isChecked()));
    await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => {});
    const name = await page.locator('h1').innerText();
    server.edit('101', (proposal) => {
      proposal.blocked = true;
      proposal.headline = 'Pier \u202e<b>x</b>';
    });
    server.edit('106', (proposal) => {
      proposal.state = 'EXECUTED';
    });
    server.emit({ dao: 'harbour', proposalId: '101', change: 'digest' });
    await page.waitForFunction(() => window.shown.length > 0);
    server.emit({ dao: 'harbour', proposalId: '101', change: 'digest' });
    await page.waitForResponse((response) => response.url().includes('/proposals?'));
    assert.deepEqual(await page.evaluate(() => window.shown), [[`${name}: Stopped`, '“Pier [U+202E]<b>x</b>”', 'harbour/101/stopped']]);
    await close();
  });

  it('says what to do where the browser forbids it', async () => {
    const { page, close } = await open({ permissions: [] });
    await page.getByLabel('Tell me: Stopped').click();
    await page.getByRole('alert').filter({ hasText: 'Allow notifications for it' }).waitFor();
    assert.ok(!(await page.getByLabel('Tell me: Stopped').isChecked()));
    await close();
  });
});
