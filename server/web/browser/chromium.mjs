// A real Chromium for the browser tests: found, never downloaded.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.PRYTANY_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export const executable = CANDIDATES.find((path) => path && existsSync(path));

/** Why the tests cannot run here; false if they can. With CI=true a missing browser is a failure. */
export const skip =
  executable === undefined && process.env.CI !== 'true'
    ? 'no Chromium found: install chromium or name it in PRYTANY_CHROMIUM'
    : false;

/** A busy machine draws a long page late; no browser test is about how fast. */
const PATIENCE = 180_000;

export async function launch() {
  if (!executable) throw new Error('no Chromium found: install chromium or name it in PRYTANY_CHROMIUM');
  const browser = await chromium.launch({
    executablePath: executable,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(PATIENCE);
    return context;
  };
  return browser;
}
