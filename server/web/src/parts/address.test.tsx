import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Dao } from '../api/schema';
import { explorerLink } from '../format/links';
import { CopyHex, FullAddress, ShortHex } from './Address';
import { Announcer } from './Announcer';
import { Away, KnownDao } from './Book';
import { Named, Party } from './Known';

afterEach(cleanup);

const PAYEE = '0x8ba1f109551bD432803012645Ac136ddd64DBA72';
const EXPLORER = 'https://explorer.example/address/{address}';

function shown(node: React.ReactNode, dao: Partial<Dao> = {}) {
  return render(
    <Announcer>
      <KnownDao value={{ id: 'd', treasury: '0x1', governor: '0x2', labels: {}, ...dao } as Dao}>{node}</KnownDao>
    </Announcer>,
  ).container;
}

describe('an address', () => {
  it('is one word, whole or shortened, for whoever looks for it or copies it', () => {
    expect(shown(<FullAddress value={PAYEE.toLowerCase()} />).querySelector('.address')?.textContent).toBe(PAYEE);
    cleanup();
    const short = shown(<ShortHex value={PAYEE} />).querySelector('.short');
    expect(short?.textContent).toBe(PAYEE);
    // A screen reader does not spell out what nobody sees.
    expect(short?.querySelector('[aria-hidden]')?.textContent).toBe(PAYEE.slice(6, -4));
  });

  it('that is shortened says so by its name: nobody hears two ends as one short value', () => {
    shown(<CopyHex value={PAYEE} what="account" />);
    expect(screen.getByRole('button', { name: `${PAYEE.slice(0, 6)} … ${PAYEE.slice(-4)} copy the account` })).toBeTruthy();
    cleanup();
    shown(
      <button type="button">
        <ShortHex value={PAYEE} />
      </button>,
    );
    expect(screen.getByRole('button', { name: `${PAYEE.slice(0, 6)} … ${PAYEE.slice(-4)}` })).toBeTruthy();
  });

  it('has a button that copies it, named by the address', () => {
    shown(<FullAddress value={PAYEE} />);
    expect(screen.getByRole('button', { name: `Copy the address ${PAYEE}` })).toBeTruthy();
  });

  it('is linked only where the operator named an explorer, and never on another chain', () => {
    expect(shown(<FullAddress value={PAYEE} />).querySelector('a')).toBeNull();
    cleanup();
    const link = shown(<FullAddress value={PAYEE} />, { explorer: EXPLORER }).querySelector('a');
    expect(link?.href).toBe(`https://explorer.example/address/${PAYEE}`);
    expect(link?.rel).toContain('noopener');
    expect(link?.textContent).toContain(PAYEE);
    cleanup();
    expect(shown(<Away value={true}><FullAddress value={PAYEE} /></Away>, { explorer: EXPLORER }).querySelector('a')).toBeNull();
  });

  it.each([undefined, 'javascript:alert(1)//{address}', 'http://explorer.example/{address}', 'https://explorer.example/', 'https://user@explorer.example/{address}'])(
    'is not linked by %s',
    (template) => expect(explorerLink(template, PAYEE)).toBeUndefined(),
  );

  it('that is none is not linked either', () => {
    expect(explorerLink(EXPLORER, '0x12')).toBeUndefined();
    expect(explorerLink(EXPLORER, `${PAYEE}/../..`)).toBeUndefined();
  });

  it('that the operator knows goes by its name', () => {
    expect(shown(<Named address={PAYEE} />, { labels: { [PAYEE.toLowerCase()]: 'Harbour guild' } }).textContent).toBe(`Harbour guild ${PAYEE}`);
  });

  it('that its chain has a name for goes by that, which says by whom, after the operator\'s own and beside the whole address', () => {
    const ensNames = { [PAYEE]: 'alice.eth' };
    expect(shown(<Party address={PAYEE.toLowerCase()} />, { ensNames }).querySelector('.party')?.textContent).toMatch(new RegExp(`^alice\\.eth, by ENS ${PAYEE}`));
    cleanup();
    expect(shown(<Named address={PAYEE} />, { ensNames }).textContent).toBe(`alice.eth, by ENS ${PAYEE}`);
    cleanup();
    expect(shown(<Named address={PAYEE} />, { ensNames, labels: { [PAYEE]: 'Harbour guild' } }).textContent).toBe(`Harbour guild ${PAYEE}`);
    cleanup();
    expect(shown(<Named address={`0x${'a1'.repeat(20)}`} />, { ensNames }).textContent).not.toContain('alice');
  });

  it('on another chain has no name of this one', () => {
    expect(shown(<Away value={true}><Named address={PAYEE} /></Away>, { ensNames: { [PAYEE]: 'alice.eth' } }).textContent).toBe(PAYEE);
  });
});
