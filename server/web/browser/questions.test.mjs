// The five questions that people come with, asked as they would, and the clicks that each answer takes.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../dev/serve.mjs';
import { launch, skip } from './chromium.mjs';
import { injectWallet } from './wallet.mjs';

const KEY = `0x${'5e'.repeat(32)}`;

describe('an answer takes few clicks', { skip }, () => {
  let server;
  let browser;

  before(async () => {
    const { privateKeyToAccount } = await import('viem/accounts');
    server = await serve({ operators: [privateKeyToAccount(KEY).address] });
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** A reader who counts every click, on a phone as on a desktop. */
  async function reader(path, prepare = async () => {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await prepare(context);
    const page = await context.newPage();
    await page.goto(`${server.origin}/#${path}`);
    await page.waitForSelector('h1');
    let clicks = 0;
    return {
      page,
      click: async (locator) => {
        await locator.click();
        clicks += 1;
      },
      took: async (question, most) => {
        console.log(`  ${clicks} of at most ${most}: ${question}`);
        assert.ok(clicks <= most, `${clicks} clicks: ${question}`);
        await context.close();
      },
    };
  }

  /** Whether it is on the first screen of the page, where nobody has to scroll. */
  async function inView(locator) {
    await locator.waitFor();
    const { y } = await locator.boundingBox();
    return y >= 0 && y < 900;
  }

  it('to what a proposal does and whether it is honest, from its link', async () => {
    const { page, took } = await reader('/daos/harbour/proposals/102');
    assert.ok(await inView(page.getByText('Stopped: the calls do something else than the text says')));
    assert.ok(await inView(page.locator('.card-does')));
    await took('What does it do, is it honest?', 0);
  });

  it('to what I am asked to sign, without signing in', async () => {
    const { page, click, took } = await reader('/');
    await click(page.getByRole('link', { name: 'Payouts', exact: true }));
    const card = page.locator('.card', { hasText: 'Fund the tide-gauge workshop' });
    await card.locator('table').first().waitFor();
    assert.match(await card.innerText(), /25,000 dUSD[\s\S]*1 of 2 approved|1 of 2 approved[\s\S]*25,000/);
    assert.match(await card.locator('.next').innerText(), /^Treasurers approve or reject it\.$/, 'what the server says of one that nobody rejects');
    assert.equal((await card.innerText()).match(/of 2 appro/g).length, 1, 'how many approved stands there once');
    assert.match(await card.locator('.address').first().evaluate((element) => element.textContent), /^0x[0-9a-fA-F]{40}$/);
    await took('What am I asked to sign?', 1);
  });

  it('to what is due this week, on the first page of an operator who is signed in', async () => {
    const { page, took } = await reader('/', (context) => injectWallet(context, { privateKey: KEY, chainId: 31337 }));
    assert.equal(await page.getByRole('region', { name: 'Due this week' }).count(), 0, 'others see no operator’s page');
    // Signing in is no part of the question.
    await page.locator('header').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Continue with Test wallet' }).click();
    const due = page.getByRole('region', { name: 'Due this week' });
    await due.locator('li').first().waitFor();
    assert.match(await due.innerText(), /vote .*by the server, at the latest[\s\S]*decide: reject or override .*by treasurers/, 'what has a deadline stands first');
    assert.ok(await inView(due));
    await took('What is due this week?', 0);
  });

  it('to what my delegate voted and why', async () => {
    const { page, click, took } = await reader('/');
    await click(page.getByRole('link', { name: 'Votes', exact: true }));
    const rule = page.locator('.card', { has: page.getByRole('heading', { name: 'small-grants', exact: true }) });
    await rule.locator('tbody tr').waitFor();
    assert.match(await rule.innerText(), /when: payments\.size\(\) > 0[\s\S]*Vote for[\s\S]*A grant within the limit[\s\S]*0x1212/);
    await took('What did my delegate vote, and why?', 1);
  });

  it('to where the money went last month', async () => {
    const { page, click, took } = await reader('/');
    await click(page.getByRole('link', { name: 'Where the money went', exact: true }));
    await click(page.getByRole('link', { name: 'Last month', exact: true }));
    const recipients = page.getByRole('region', { name: 'By recipient' });
    await recipients.waitFor();
    assert.match((await recipients.innerText()).replaceAll(/\s+/g, ' '), /Tide-gauge workshop .*15,000 dUSD token 0x.* 100 % 1/);
    assert.match(page.url(), /\/treasury\/\d{4}-\d{2}$/);
    await took('Where did the money go last month?', 2);
  });
});
