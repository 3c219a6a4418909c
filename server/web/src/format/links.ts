export type LinkVerdict =
  | { kind: 'link'; href: string; host: string }
  | { kind: 'inert'; target: string; why: string };

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/**
 * Whether a link out of hostile text may be followed, and where it goes.
 *
 * Only absolute http, https and mailto addresses are links. The host is the one that the browser would
 * contact, in its ASCII form, so that look-alike letters show.
 */
export function judgeLink(href: string | undefined): LinkVerdict {
  const target = (href ?? '').trim();
  if (target === '') return { kind: 'inert', target: '', why: 'no target' };
  let url: URL;
  try {
    url = new URL(target);
  } catch {
    return { kind: 'inert', target, why: 'not a complete web address' };
  }
  if (!SCHEMES.has(url.protocol)) return { kind: 'inert', target, why: `${url.protocol} is not followed from here` };
  if (url.username !== '' || url.password !== '') {
    return { kind: 'inert', target, why: `it hides its real host, ${url.host}, behind a user name` };
  }
  if (url.protocol === 'mailto:') return { kind: 'link', href: url.href, host: `mail to ${url.pathname}` };
  return { kind: 'link', href: url.href, host: url.host };
}

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

/**
 * Where an explorer shows an address.
 *
 * @param template the operator's, with {address} in its place; anything but https leads nowhere
 */
export function explorerLink(template: string | undefined, address: string): { href: string; host: string } | undefined {
  if (!template || !ADDRESS.test(address)) return undefined;
  const verdict = judgeLink(template.replaceAll('{address}', address));
  return verdict.kind === 'link' && verdict.href.startsWith('https:') && verdict.href.includes(address) ? { href: verdict.href, host: verdict.host } : undefined;
}
