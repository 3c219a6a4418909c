// How heavy the list is, and what a slow phone shows first.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../dev/serve.mjs';
import { launch, skip } from './chromium.mjs';

/** What everything that the list of a DAO needs may weigh on the way to a reader, in bytes. */
const MOST = 200_000;

/** So many elements a page has at most when it is opened: what a slow phone draws without a pause. */
const MOST_ELEMENTS = 2_000;

/** 1.6 Mbit/s in bytes a second, and the time that a mobile network takes to answer, in milliseconds. */
const SLOW = { offline: false, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, latency: 150 };

describe('the list', { skip }, () => {
  let server;
  let browser;

  before(async () => {
    server = await serve({ times: 8 });
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Opens it cold, and weighs what came over the wire. */
  async function open(prepare = async () => {}) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const names = new Map();
    const weighed = [];
    await session.send('Network.enable');
    session.on('Network.requestWillBeSent', ({ requestId, request }) => names.set(requestId, new URL(request.url).pathname));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => weighed.push({ name: names.get(requestId), bytes: encodedDataLength }));
    await prepare(session);
    await page.goto(`${server.origin}/#/daos/harbour`);
    await page.locator('.card').nth(24).waitFor();
    await page.evaluate(() => document.fonts.ready);
    return { page, weighed, close: () => context.close() };
  }

  it('weighs less than it may, with as many proposals as a real one has', async () => {
    const { weighed, close } = await open();
    const sum = weighed.reduce((total, { bytes }) => total + bytes, 0);
    for (const { name, bytes } of weighed.sort((a, b) => b.bytes - a.bytes)) console.log(`  ${String(Math.round(bytes)).padStart(7)} ${name}`);
    console.log(`  ${String(Math.round(sum)).padStart(7)} together`);
    assert.ok(weighed.some(({ name }) => name.endsWith('/proposals')), 'the proposals were weighed, too');
    assert.ok(sum <= MOST, `${sum} bytes are more than ${MOST}`);
    await close();
  });

  it('shows something before its program is there', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    // The program never comes.
    await page.route('**/*.js', () => {});
    await page.goto(`${server.origin}/`, { waitUntil: 'commit' });
    await page.getByRole('status').waitFor();
    assert.match(await page.locator('body').innerText(), /Prytany[\s\S]*Loading/);
    // Its styles may come a little later than its words.
    await page.waitForFunction(() => document.querySelector('.skeleton')?.getBoundingClientRect().height > 0);
    await context.close();
  });

  it('tells how soon a slow phone shows it', async () => {
    const { page, close } = await open(async (session) => {
      await session.send('Network.emulateNetworkConditions', SLOW);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    });
    const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
    const cards = await page.evaluate(() => performance.now());
    // Told, not asserted: it depends on how busy the machine is.
    console.log(`  first contentful paint ${Math.round(painted)} ms, all cards ${Math.round(cards)} ms (1.6 Mbit/s, 150 ms, processor 4 times slower)`);
    await close();
  });
});

describe('long lists', { skip }, () => {
  let servers;
  let browser;

  before(async () => {
    // 300 proposals and 100 payouts, and 2,004 with 668.
    servers = [await serve({ times: 50 }), await serve({ times: 334 })];
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    for (const server of servers ?? []) await server.stop();
  });

  /** How many elements a page has when it is drawn, and for how long its script ran. */
  async function drawn(server, path) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    await page.goto(`${server.origin}/#${path}`);
    await page.locator('.card').nth(9).waitFor();
    await page.waitForTimeout(500);
    const elements = await page.evaluate(() => document.querySelectorAll('*').length);
    const { metrics } = await session.send('Performance.getMetrics');
    const script = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
    await context.close();
    return { elements, script };
  }

  for (const path of ['/daos/harbour', '/payouts']) {
    it(`are drawn as far as one reads, however long they are, at ${path}`, async () => {
      const [short, long] = [await drawn(servers[0], path), await drawn(servers[1], path)];
      // Told, not asserted: how long it takes depends on how busy the machine is.
      console.log(`  ${path}: ${short.elements} and ${long.elements} elements, ${Math.round(short.script * 1000)} and ${Math.round(long.script * 1000)} ms of script`);
      assert.ok(long.elements < short.elements * 1.1, 'the longer list draws no more');
      assert.ok(long.elements <= MOST_ELEMENTS, `${long.elements} elements are more than ${MOST_ELEMENTS}`);
    });
  }
});
