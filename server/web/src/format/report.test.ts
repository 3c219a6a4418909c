import { describe, expect, it } from 'vitest';
import type { Compared } from '../api/asked';
import type { Finding } from '../api/schema';
import { reportOf } from './report';

const description = `${'a'.repeat(400)}25,000 dUSD${'b'.repeat(400)}`;
const call = { index: 0, target: '0x12', valueWei: '7', calldata: '0xabcd', arguments: [], line: 'Pays', nested: [], manner: 'call' };
const compared: Compared = {
  description,
  contentHash: '0xcc',
  digest: { headline: '', sentences: [], shown: [], quoted: [], claims: [], contentHash: '0xcc', stale: false, plugin: 'digest 1', algorithm: 'ranked/4', model: 'm', modelSha256: '', models: [], runtime: '', device: '', notes: [], hash: '', madeAt: '', millis: 1 },
  effects: { actions: [call], succeeded: true, effects: [], effectsHash: '0xee', block: 9, method: 'eth_simulateV1', accounts: [], holdings: [] },
  verdict: { blocked: true, overridden: false, agreement: { kind: 'DIFFERS', words: '', why: '' }, matches: [], findings: [] },
};
const finding: Finding = { code: 'AMOUNT_CONTRADICTED', severity: 'RED', text: 'Ten times.', next: '', start: 400, end: 411, action: 0 };

describe('a report about a finding', () => {
  it('has the finding, its place with what is around it, its call, and what it was made with', () => {
    const report = reportOf(compared, finding, ' It is right. ', { chainId: 1, governor: '0x9', proposalId: '42' });
    expect(report).toMatchObject({
      report: 'prytany.finding/1',
      says: 'It is right.',
      finding,
      quoted: { before: 'a'.repeat(300), text: '25,000 dUSD', after: 'b'.repeat(300) },
      call,
      agreement: { kind: 'DIFFERS' },
      madeWith: { plugin: 'digest 1', algorithm: 'ranked/4' },
      origin: { chainId: 1, governor: '0x9', proposalId: '42', contentHash: '0xcc' },
    });
  });

  it('carries a case that can be digested and counted again', () => {
    expect(reportOf(compared, finding, '', {}).case).toEqual({
      id: '0xcc',
      source: 'reports',
      title: '',
      body: description,
      actions: [{ encoding: 'calldata', target: '0x12', signature: '', value: '7', args: [], calldata: '0xabcd' }],
    });
  });

  it('quotes no place that the text does not have', () => {
    expect(reportOf(compared, { ...finding, end: 5_000 }, '', {}).quoted).toBeUndefined();
    expect(reportOf(compared, { code: 'X', severity: 'NOTE', text: '', next: '', action: -1 }, '', {}).call).toBeUndefined();
  });
});
