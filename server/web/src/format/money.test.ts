import { describe, expect, it } from 'vitest';
import type { Spending } from '../api/schema';
import { byRecipient, csvOf, currentMonth, spanOf } from './money';

const ALICE = '0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A';
const BOB = '0x1563915e194D8CfBA1943570603F7606A3115508';
const TOKEN = '0x8ba1f109551bD432803012645Ac136ddd64DBA72';

const payment = (amount: string, more: { [Field in keyof Spending]?: Spending[Field] | undefined } = {}): Spending =>
  ({
  at: '2026-10-03T09:00:00Z', about: false, proposalId: '1', headline: 'Grant', to: ALICE, symbol: 'USDX', token: TOKEN, decimals: 6, amount, line: '', receipt: 'as-simulated',
  transactionHash: '0x1', ...more,
}) as Spending;

describe('a calendar month or year', () => {
  it('is asked for from its first day to its last one', () => {
    expect(spanOf('2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28', title: 'February 2026', before: '2026-01', after: '2026-03' });
    expect(spanOf('2028-02')?.to).toBe('2028-02-29');
    expect(spanOf('2026-12')).toMatchObject({ to: '2026-12-31', before: '2026-11', after: '2027-01' });
    expect(spanOf('2026')).toEqual({ from: '2026-01-01', to: '2026-12-31', title: '2026', before: '2025', after: '2027' });
  });

  it('is none where an address names none', () => {
    for (const bad of ['0000', '9999', '0050-01', '2014', '2026-13', '2026-00', 'last', '26-1', '2026-1', '']) expect(spanOf(bad), bad).toBeUndefined();
  });

  it('is that of UTC, as the server reckons days', () => {
    expect(currentMonth(Date.parse('2026-11-30T23:59:00Z'))).toBe('2026-11');
  });
});

describe('payments by recipient', () => {
  it('are summed per asset exactly, the largest first, and what nobody is known to have got stands apart', () => {
    const huge = 2n ** 120n;
    const rows = byRecipient([
      payment('1'), payment(huge.toString(), { to: BOB }), payment('2', { to: ALICE.toLowerCase() }), payment('5', { symbol: 'ETH', token: undefined, decimals: 18 }), payment('9', { to: undefined, receipt: 'differs' }), payment('8', { to: undefined }),
    ]);
    expect(rows.map(({ to, symbol, amount, payments }) => [to, symbol, amount, payments])).toEqual([
      [BOB, 'USDX', huge.toString(), 1],
      [undefined, 'USDX', '9', 1],
      [undefined, 'USDX', '8', 1],
      [ALICE, 'USDX', '3', 2],
      [ALICE, 'ETH', '5', 1],
    ]);
    expect(rows.map(({ nobody }) => nobody)).toEqual([false, false, true, false, false]);
    expect(rows[4]?.share).toBe(100);
  });
});

const file = (payments: Spending[], more: object = {}) => csvOf({ payments, unlisted: [], unknown: [], ...more }).slice(1);

/** As a spreadsheet reads it that was told a separator: quotation marks count at the start of a cell alone, and what follows a closed pair still belongs to the cell. */
function opened(text: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const one = text.charAt(at);
    if (quoted && one === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (one === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && (one === separator || one === '\r' || one === '\n')) {
      cells.push(cell);
      cell = '';
    } else cell += one;
  }
  return [...cells, cell];
}

describe('payments for a spreadsheet', () => {
  it('have exact amounts, and quotation marks and line ends stay in their cell', () => {
    const text = file([payment('25000500000', { headline: 'A "grand", plan\nfor all' })]);
    expect(opened(text, ',').filter((cell) => cell !== '').slice(13)).toEqual([
      '2026-10-03T09:00:00Z', 'yes', '1', 'A "grand", plan\nfor all', ALICE, '25000.5', 'USDX', TOKEN, '25000500000', 'as simulated', '0x1',
    ]);
    expect(csvOf({ payments: [], unlisted: [], unknown: [] }).codePointAt(0)).toBe(0xfeff);
  });

  it.each([',', ';', '\t', '|'])('run nothing in a spreadsheet that takes %j for the separator, whatever a stranger called a proposal or a token', (separator) => {
    const formulas = ['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1+1', '＋1', '－1', '＠A1', '"=1+1', '\n=1'];
    const evils = [...formulas, ...formulas.flatMap((formula) => [',', ';', '\t', '|', '";', '"; "'].map((before) => `Grant${before}${formula};x`))];
    const cells = evils.flatMap((evil) => opened(file([payment('1', { headline: evil, symbol: evil, name: evil })]), separator));
    expect(cells.length).toBeGreaterThan(evils.length);
    expect(cells.filter((cell) => /^[\s"]*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
  });

  it('say base units where nobody knows the token’s decimals', () => {
    expect(file([payment('77', { decimals: undefined })])).toContain('"","USDX"');
  });

  it('tell what is in no sum and what is not known apart', () => {
    const text = file([payment('1', { to: undefined }), payment('2', { to: undefined, receipt: 'differs' })], {
      unlisted: [payment('9', { from: BOB })],
      unknown: [{ proposalId: '7', headline: 'Old grant', why: 'It is not known when.' }],
    });
    const [, burned, lost, other, old] = text.split('\r\n');
    expect(burned).toMatch(/Nobody got it/);
    expect(lost).toMatch(/"differs from its simulation".*not known who got it/);
    expect(other).toContain(`paid by ${BOB}`);
    expect(old).toMatch(/^"","","7","Old grant",.*"It is not known when\."$/);
  });
});
