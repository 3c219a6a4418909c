import { describe, expect, it } from 'vitest';
import type { Dao, Duty, Payout, Poll, Session, Space } from '../api/schema';
import { type Due, dueOf, dueOfPoll, dueWithin, mostUrgent } from './due';
import { tasksOf } from './tasks';

const ME = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const OTHER = '0x2546BcD3c84621e976D8185a91A922aE77ECEC30';
const treasurer: Session = { token: 't', address: ME, roles: ['treasurer'], expiresAt: '' };
const dao = { id: 'd', treasurers: [ME.toLowerCase(), OTHER] } as unknown as Dao;

const payout = (more: object = {}, statements: object[] = []) =>
  ({ dao: 'd', proposalId: '1', headline: 'Pay', state: 'QUEUED', blocked: false, overridden: false, asked: 'approve or reject', approvals: { missing: 2, statements }, ...more }) as unknown as Payout;
const said = (kind: string, by: string, counts = true) => ({ kind, treasurer: by, counts });
const what = (one: Payout, session = treasurer, daos = [dao]) => tasksOf(session, daos, [one], []).map((task) => task.what);

describe('what waits for whoever is signed in', () => {
  it('is a payout that they did not speak about', () => {
    expect(what(payout())).toEqual(['approve or reject']);
    expect(what(payout({}, [said('approve', OTHER)]))).toEqual(['approve or reject']);
    expect(what(payout({}, [said('approve', ME, false)]))).toEqual(['approve or reject']);
  });

  it('is an attack, to reject or to override', () => {
    const attack = { blocked: true, asked: 'decide: reject or override' };
    expect(what(payout(attack))).toEqual(['decide: reject or override']);
    expect(what(payout(attack, [said('approve', ME)]))).toEqual(['decide: reject or override']);
    expect(what(payout({ blocked: true, overridden: true }))).toEqual(['approve or reject']);
    expect(what(payout({ blocked: true, overridden: true }, [said('approve', ME)]))).toEqual([]);
  });

  it('is nothing after they spoke, where the server says that it is not their turn, or where they are nobody', () => {
    expect(what(payout({}, [said('approve', ME)]))).toEqual([]);
    expect(what(payout({ asked: undefined }))).toEqual([]);
    expect(what(payout({ asked: undefined, blocked: true }, [said('reject', OTHER)]))).toEqual([]);
    expect(what(payout(), treasurer, [{ ...dao, treasurers: [OTHER] }])).toEqual([]);
  });

  it('is a vote that the rules left to people, for operators', () => {
    const duties = [
      { dao: 'd', proposalId: '2', headline: 'Ask', what: 'choose: for, against or abstain', by: 'operators' },
      { dao: 'd', proposalId: '3', headline: 'Server', what: 'vote', by: 'server' },
    ].map((one) => dueOf(one as unknown as Duty));
    expect(tasksOf({ ...treasurer, roles: ['operator'] }, [dao], [], duties)).toEqual([
      { dao: 'd', proposalId: '2', headline: 'Ask', what: 'choose: for, against or abstain', href: '/daos/d/proposals/2' },
    ]);
    expect(tasksOf(treasurer, [dao], [], duties)).toEqual([]);
  });

  it('is a vote off chain that waits, for operators', () => {
    const space = { id: 'example', name: 'Example DAO' } as Space;
    const poll = { id: '0x01', title: 'Signal' } as Poll;
    expect(tasksOf({ ...treasurer, roles: ['operator'] }, [dao], [], [dueOfPoll({ space, poll })])).toMatchObject([
      { headline: 'Signal', what: 'choose', href: '/spaces/example/polls/0x01' },
    ]);
  });
});

it('what is due before a moment stands in the order in which it has to be done', () => {
  const due = (proposalId: string, notBefore: string, latestSafe?: string) => ({ proposalId, notBefore, latestSafe }) as Due;
  const all = [
    due('later', '2026-12-09T00:00:00Z'), due('waits', '2026-11-20T00:00:00Z'), due('second', '2026-12-01T00:00:00Z', '2026-12-05T00:00:00Z'),
    due('waits since long', '2026-11-01T00:00:00Z'), due('first', '2026-12-02T00:00:00Z', '2026-12-03T00:00:00Z'),
  ];
  const sorted = dueWithin(all, Date.parse('2026-12-08T00:00:00Z'));
  expect(sorted.map(({ proposalId }) => proposalId)).toEqual(['first', 'second', 'waits since long', 'waits']);
  expect(mostUrgent(sorted, 1, Date.parse('2026-12-06T00:00:00Z')).map(({ proposalId }) => proposalId)).toEqual(['first', 'second']);
  expect(mostUrgent(sorted, 3, Date.parse('2026-12-01T00:00:00Z'))).toHaveLength(3);
});
