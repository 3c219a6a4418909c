// What a page did: requests, script errors, policy violations, and the headers of its document.

/** @param {import('playwright-core').Page} page */
export async function watch(page, origin) {
  const seen = { outside: [], errors: [], violations: [], policy: undefined };
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('about:')) seen.outside.push(url);
  });
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) seen.policy = response.headers()['content-security-policy'];
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) seen.violations.push(message.text());
  });
  page.on('dialog', (dialog) => {
    seen.errors.push(`a dialog opened: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return seen;
}

/** The policy that every answer with a page must carry. */
export const REQUIRED_POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'font-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

export function parsePolicy(header = '') {
  return Object.fromEntries(
    header
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => {
        const space = part.indexOf(' ');
        return space < 0 ? [part, ''] : [part.slice(0, space), part.slice(space + 1)];
      }),
  );
}
