import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AccountFacts, Action, Claim, Dao, Digest, Effect, Proposal } from '../api/schema';
import { StandingBadges } from './Badge';
import { Comparison, differs } from './Comparison';
import { Executes } from './Executes';
import { Flow, shareOf, thicknesses } from './Flow';
import { KnownAccounts, KnownDao } from './Known';
import { Provenance } from './Provenance';
import { QuotedPlaces } from './QuotedPlaces';
import { Statements } from './Record';
import { Sentences } from './Sentences';
import { SourceProvider } from './Source';
import { VerdictBanner } from './Verdict';

afterEach(cleanup);

// jsdom draws nothing, so it cannot scroll either.
beforeAll(() => {
  Element.prototype.scrollIntoView = () => {};
});

const TREASURY = '0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9';
const TOKEN = '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512';
const PAYEE = '0x8ba1f109551bD432803012645Ac136ddd64DBA72';
const OTHER = '0x2546BcD3c84621e976D8185a91A922aE77ECEC30';
const DAO = { id: 'd', name: 'D', treasury: TREASURY, governor: TOKEN, labels: { [OTHER]: 'Harbour guild' } } as unknown as Dao;

function transfer(amount: string, to = PAYEE, more: Partial<Effect> = {}): Effect {
  return { kind: 'TRANSFER', contract: TOKEN, token: TOKEN, from: TREASURY, to, symbol: 'dUSD', decimals: 6, amount, subject: '', value: '', previous: '', line: '', ...more };
}

const facts = (address: string, paidBefore: string): AccountFacts => ({ address, code: 'unknown', used: 'unknown', paidBefore, recent: 'unknown', knownInterface: 'unknown' });

function call(line: string, more: { [field in keyof Action]?: Action[field] | undefined } = {}): Action {
  return { index: 0, target: TOKEN, valueWei: '0', function: 'f()', selector: '0x00000000', calldata: '0x00000000', arguments: [], line, nested: [], ...more } as Action;
}

const TEXT = 'We ask for 25,000 dUSD and nothing else.';
const CLAIM: Claim = { kind: 'payment', text: '25,000 dUSD', amount: '25000', symbol: 'DUSD', start: 11, end: 22 };

function proposal(matches: { claim: number; effect: number; status: string; text: string }[], effects: Effect[], more: Partial<Proposal> = {}): Proposal {
  return {
    description: TEXT,
    contentHash: '0xaa',
    digest: { claims: [CLAIM], sentences: [], contentHash: '0xaa' },
    effects: { effects, actions: [], block: 9, method: 'eth_call', effectsHash: '0xef', succeeded: true },
    verdict: { blocked: false, overridden: false, agreement: { kind: 'AGREES', words: 'The text and the calls agree.', why: 'All is there.' }, matches, findings: [] },
    ...more,
  } as unknown as Proposal;
}

function shown(node: React.ReactNode) {
  return render(
    <KnownDao value={DAO}>
      <SourceProvider>{node}</SourceProvider>
    </KnownDao>,
  ).container;
}

describe('the text against the calls', () => {
  it('stands side by side, what differs first, each with its status in words', () => {
    const page = shown(
      <Comparison
        proposal={proposal(
          [
            { claim: 0, effect: 0, status: 'CONSISTENT', text: '' },
            { claim: -1, effect: 1, status: 'UNMENTIONED', text: 'Nobody said so.' },
            { claim: 0, effect: 2, status: 'CONTRADICTED', text: 'ten times as much' },
          ],
          [transfer('25000000000'), transfer('1', OTHER), transfer('250000000000')],
        )}
      />,
    );
    const rows = [...page.querySelectorAll('.sides')].map((row) => row.getAttribute('aria-label'));
    expect(rows).toEqual(['Contradicted', 'Not mentioned in the text', 'They agree']);
    const second = within(page.querySelectorAll<HTMLElement>('.sides')[1]!);
    expect(second.getByText('Nothing about this.')).toBeTruthy();
    expect(second.getByText('Harbour guild')).toBeTruthy();
    expect(second.getByText('Nobody said so.')).toBeTruthy();
  });

  it('calls a setting that the text keeps quiet about a thing to look at, not a stop', () => {
    const setting: Effect = { ...transfer('0'), kind: 'PARAMETER', subject: 'votingPeriod', previous: '40320', value: '50400' };
    const one = proposal([{ claim: -1, effect: 0, status: 'UNMENTIONED', text: '' }], [setting]);
    expect(differs(one)).toBe(false);
    const page = shown(<Comparison proposal={one} />);
    expect(page.querySelector('.sides.warn')).not.toBeNull();
    expect(page.querySelector('del')?.textContent).toBe('40320');
    expect(page.querySelector('.old-new strong')?.textContent).toBe('50400');
  });

  it('folds many rows that agree', () => {
    const all = Array.from({ length: 9 }, (_, effect) => ({ claim: 0, effect, status: 'CONSISTENT', text: '' }));
    const page = shown(<Comparison proposal={proposal(all, all.map(() => transfer('1')))} />);
    expect(page.querySelectorAll('details .sides')).toHaveLength(6);
    expect(page.querySelector('summary')?.textContent).toBe('6 more that agree');
  });

  it('says so when nothing is to be compared, and when it is not compared yet', () => {
    expect(shown(<Comparison proposal={proposal([], [])} />).textContent).toContain('nothing that could be compared');
    const { verdict: _, ...uncompared } = proposal([], []);
    expect(shown(<Comparison proposal={uncompared} />).textContent).toContain('Not compared yet');
  });

  it('does not trust a claim that points outside of the text', () => {
    const one = proposal([{ claim: 0, effect: -1, status: 'NOT_EXECUTED', text: '' }], [], {
      digest: { claims: [{ ...CLAIM, end: 9_000 }], sentences: [] } as unknown as Digest,
    });
    expect(shown(<Comparison proposal={one} />).textContent).toContain('A place that the text does not have.');
  });
});

describe('the picture of what leaves the treasury', () => {
  it('draws arrows as thick as their share of the largest payment of the same token', () => {
    const [small, large, alone] = thicknesses([transfer('50'), transfer('100'), transfer('3', PAYEE, { contract: OTHER })]);
    expect(large).toBe(9);
    expect(alone).toBe(9);
    expect(small).toBeGreaterThan(1.5);
    expect(small).toBeLessThan(9);
  });

  it('names payer, amount and recipient in words, and whether it is the first payment', () => {
    const page = shown(
      <KnownAccounts value={[facts(PAYEE.toLowerCase(), 'no'), facts(OTHER, 'yes')]}>
        <Flow effects={[transfer('25000000000'), transfer('40000000000', OTHER)]} />
      </KnownAccounts>,
    );
    const items = screen.getAllByRole('listitem').map((item) => item.textContent?.replace(/\s+/g, ' '));
    expect(items[0]).toMatch(/pays 25,000 dUSD.*to 0x8ba1f109551bD432803012645Ac136ddd64DBA72 first payment/);
    expect(items[1]).toMatch(/pays 40,000 dUSD.*to Harbour guild0x2546BcD3c84621e976D8185a91A922aE77ECEc30 paid before/i);
    expect(page.querySelector('[style]')).toBeNull();
  });

  it('is not drawn where nothing leaves the treasury, and counts what it leaves out', () => {
    expect(shown(<Flow effects={[transfer('1', PAYEE, { from: OTHER })]} />).querySelector('figure')).toBeNull();
    const page = shown(<Flow effects={Array.from({ length: 11 }, () => transfer('1'))} />);
    expect(page.textContent).toContain('and 3 more payments in the table below');
  });

  it('says how much of what the treasury has is paid', () => {
    expect(shareOf('25', '100')).toBe('(25% of what it has)');
    expect(shareOf('15', '1000')).toBe('(1.5% of what it has)');
    expect(shareOf('1', '1000000')).toBe('(under 0.1% of what it has)');
    expect(shareOf('101', '100')).toBe('(more than the treasury has)');
    expect(shareOf('1', '0')).toBe('');
  });

  it('concludes nothing from an answer that is missing', () => {
    const page = shown(
      <KnownAccounts value={[facts(PAYEE, 'unknown')]}>
        <Flow effects={[transfer('1')]} />
      </KnownAccounts>,
    );
    expect(page.textContent).not.toMatch(/first payment|paid before/);
  });
});

describe('what it executes', () => {
  it('opens calls within calls as a tree, and marks foreign code and unknown calls in words', () => {
    const inner = call('Pays 5 dUSD', { nested: [call('Deeper still')] });
    const page = shown(
      <Executes
        effects={{
          succeeded: true,
          effects: [],
          effectsHash: '0x',
          block: 1,
          method: 'eth_call',
          accounts: [],
          holdings: [],
          actions: [
            call('Runs a batch', { manner: 'delegatecall', knowledge: 'bundled: Safe', nested: [inner] }),
            call('Does something', { index: 1, function: undefined, selector: '0xdeadbeef', calldata: '0xdeadbeef00' }),
          ],
        }}
      />,
    );
    expect(page.querySelectorAll('.actions .actions .actions')).toHaveLength(1);
    expect(page.textContent).toContain('Delegatecall');
    expect(page.textContent).toContain('bundled: Safe');
    expect(page.textContent).toContain('Not understood');
    expect(page.textContent).toContain('5 bytes');
  });

  it('is where a finding’s call is found', () => {
    const one = proposal([], [], {
      effects: { succeeded: true, effects: [], effectsHash: '0x', block: 1, method: 'eth_call', accounts: [], holdings: [], actions: [call('First'), call('Second', { index: 1 })] },
      verdict: { blocked: true, overridden: false, agreement: { kind: 'DIFFERS', words: 'They differ.', why: 'Look.' }, matches: [], findings: [{ code: 'X', severity: 'RED', text: 'Look there.', next: '', action: 1 }] },
    });
    const page = shown(
      <>
        <VerdictBanner proposal={one} />
        <Executes effects={one.effects} />
      </>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Show call 2' }));
    expect(page.querySelector('.action.shown')?.textContent).toContain('Second');
    expect(document.activeElement).toBe(page.querySelector('.action.shown'));
  });
});

describe('what a finding stops', () => {
  const judged = (state: string, overridden = false) =>
    proposal([], [], {
      state,
      verdict: { blocked: true, overridden, agreement: { kind: 'DIFFERS', words: 'They differ.', why: 'Look.' }, matches: [], findings: [{ code: 'X', severity: 'RED', text: 'Look there.', next: '', action: 1 }] },
    });

  it.each([
    ['QUEUED', 'Stopped: the calls do something else than the text says', 'must be settled'],
    ['EXECUTED', 'Executed despite findings: the calls do something else than the text says', 'No override is known here'],
    ['DEFEATED', 'A finding stops it, and it is over: the calls do something else than the text says', 'Nothing follows'],
  ])('asks for a decision only while somebody can take one: %s', (state, title, follows) => {
    const page = shown(<VerdictBanner proposal={judged(state)} />);
    expect(page.querySelector('h2')?.textContent?.trim()).toBe(title);
    expect(page.textContent).toContain(follows);
    expect(page.textContent?.includes('overridden by a treasurer')).toBe(state === 'QUEUED');
  });

  it('asks nobody about what a reorganisation removed', () => {
    const its = judged('QUEUED');
    const gone = { ...its, removedByReorg: true, verdict: { ...its.verdict!, blocked: false } };
    const page = shown(<VerdictBanner proposal={gone} />);
    expect(page.querySelector('h2')?.textContent).toContain('A finding stops it, and it is over');
  });

  it('accuses nobody of what was compared only afterwards', () => {
    const its = judged('EXECUTED');
    const page = shown(<VerdictBanner proposal={{ ...its, verdict: { ...its.verdict!, blocked: false } }} />);
    expect(page.querySelector('h2')?.textContent).toContain('compared afterwards');
    expect(page.textContent).not.toContain('despite');
  });

  it.each([
    ['QUEUED', true, false, ['Passed, waiting in the timelock', 'Stopped']],
    ['QUEUED', true, true, ['Passed, waiting in the timelock', 'Block overridden']],
    ['EXECUTED', true, false, ['Executed despite findings']],
    ['EXECUTED', true, true, ['Executed after an override']],
    ['EXECUTED', false, false, ['Executed']],
    ['DEFEATED', true, false, ['Defeated']],
  ])('is told in one state of what is over: %s, stopped %s, lifted %s', (state, blocked, overridden, badges) => {
    const page = shown(<StandingBadges of={{ state, blocked, overridden }} />);
    expect([...page.querySelectorAll('.badge')].map((badge) => badge.textContent)).toEqual(badges);
  });

  it('is lifted in words, and named by no code', () => {
    const page = shown(<Statements statements={[{ kind: 'override', treasurer: PAYEE, reason: 'Asked.', name: 'override 1', effects: [], lifts: ['AMOUNT_CONTRADICTED in call 1'], lifted: ['Another amount.'], counter: 1, counts: true }]} />);
    expect(page.textContent).toContain('It lifts:Another amount.');
    expect(page.textContent).not.toContain('AMOUNT_CONTRADICTED');
  });
});

describe('what the line above says', () => {
  const place = { text: 'Pay', start: 0, end: 3 };
  const sentence = (text: string) => ({ text, start: 0, end: 3, repaired: false, pieces: [] });

  it('is not said again in the digest', () => {
    const digest = { ...proposal([], []).digest, sentences: [sentence('Pay it all.'), sentence('It is right.')], shown: [sentence('It is right.')] } as unknown as Digest;
    const page = shown(<Sentences digest={digest} description={TEXT} />);
    expect(page.textContent).toContain('It is right.');
    expect(page.textContent).not.toContain('Pay it all.');
  });

  it('shows where stands what it has out of a list', () => {
    const digest = { ...proposal([], []).digest, sentences: [], quoted: [place, { text: 'Nowhere', start: 0, end: 90_000 }] } as unknown as Digest;
    const page = shown(<QuotedPlaces digest={digest} description={TEXT} />);
    expect(page.querySelectorAll('button')).toHaveLength(1);
    expect(page.textContent).toContain('Show where “Pay” stands');
  });
});

describe('the provenance', () => {
  const digest = {
    ...proposal([], []).digest,
    plugin: 'digest 2',
    algorithm: 'ranker-2',
    model: 'old',
    modelSha256: 'cd'.repeat(32),
    device: 'cpu',
    madeAt: '2026-11-25T12:00:00Z',
    millis: 40,
    stale: false,
    sentences: [],
  } as unknown as Digest;

  it('names every model with its SHA-256, and the runtime where it is known', () => {
    const models = [{ id: 'ranker', sha256: 'ab'.repeat(32) }, { id: 'minilm', sha256: 'ef'.repeat(32) }];
    const page = shown(<Provenance proposal={proposal([], [], { digest: { ...digest, models, runtime: 'ONNX Runtime 1.28.0', notes: ['Preselected.'] } })} />);
    expect(page.textContent).toContain('ranker');
    expect(page.textContent).toContain('minilm');
    expect(page.textContent).not.toContain('old');
    expect(page.textContent).toContain('ONNX Runtime 1.28.0, cpu');
    expect(page.textContent).toContain('Preselected.');
    expect(screen.getByTitle('ab'.repeat(32))).toBeTruthy();
  });

  it('does without what an older server does not say', () => {
    const page = shown(<Provenance proposal={proposal([], [], { digest })} />);
    expect(page.textContent).toContain('old, SHA-256');
    expect(page.textContent).toContain('Yes: it is what would be made now.');
  });

  it('says why a digest is stale, beside the digest too', () => {
    const stale = { ...digest, stale: true, staleReason: 'The proposal was cancelled: nothing of it will be executed.' };
    const page = shown(
      <>
        <Sentences digest={stale} description={TEXT} />
        <Provenance proposal={proposal([], [], { digest: stale })} />
      </>,
    );
    expect(page.querySelector('.notice.warn')?.textContent).toContain('The proposal was cancelled');
    expect(page.querySelector('.facts')?.textContent).toContain('No. The proposal was cancelled');
  });
});
