import { describe, expect, it } from 'vitest';
import type { BallotRow, Duty, ProposalSummary } from '../api/schema';
import { ALL_KINDS, newsBetween, standingOf } from './news';

const proposal = (id: string, more: Partial<ProposalSummary> = {}) => ({ id, block: Number(id), headline: `Pier ${id}`, state: 'ACTIVE', blocked: false, ...more }) as ProposalSummary;
const duty = (proposalId: string, by: Duty['by'], dao = 'harbour') => ({ dao, proposalId, by, headline: `Pier ${proposalId}` }) as Duty;
const vote = (proposalId: string, status: string) => ({ dao: 'harbour', proposalId, headline: `Pier ${proposalId}`, ballot: { status } }) as BallotRow;
const before = standingOf('harbour', [proposal('1'), proposal('2', { blocked: true })], [vote('1', 'sent')], [duty('1', 'server'), duty('2', 'treasurers')]);

describe('what is new of a DAO', () => {
  it('is nothing where nothing changed, however much there is', () => {
    expect(newsBetween(before, structuredClone(before), ALL_KINDS)).toEqual([]);
  });

  it('is each change once, by kind', () => {
    const after = standingOf('harbour', [proposal('3'), proposal('1', { blocked: true }), proposal('2', { blocked: true, state: 'EXECUTED' })], [vote('1', 'confirmed')], [duty('1', 'operators'), duty('2', 'treasurers')]);
    expect(newsBetween(before, after, ALL_KINDS).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['proposals 3', 'stopped 1', 'waiting 1', 'votes 1', 'payouts 2']);
    expect(newsBetween(after, after, ALL_KINDS)).toEqual([]);
  });

  it('is no older proposal that comes into the list, and is every change of one that was there', () => {
    const full = standingOf('harbour', [proposal('9'), proposal('8')], [], []);
    const shifted = standingOf('harbour', [proposal('8', { state: 'EXECUTED' }), proposal('3', { state: 'EXECUTED', blocked: true })], [], []);
    expect(newsBetween(full, shifted, ALL_KINDS).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['payouts 8']);
  });

  it('is only what somebody follows, and of their DAO', () => {
    const after = standingOf('harbour', [proposal('3', { blocked: true }), proposal('1')], [], [duty('9', 'operators', 'other')]);
    expect(newsBetween(before, after, ['stopped', 'waiting']).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['stopped 3']);
  });
});
