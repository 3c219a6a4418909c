import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { votesInBrief, votesInWords, VotesPanel } from './QuorumChart';

afterEach(cleanup);

const units = (votes: number) => `${votes}${'0'.repeat(18)}`;

describe('a quorum', () => {
  it('that nobody knows before voting opens is not said to be 0', () => {
    const votes = { for: '0', against: '0', abstain: '0' };
    const page = render(<VotesPanel votes={votes} />).container;
    expect(page.textContent).toContain('not known before voting opens');
    expect(page.querySelector('.quorum-mark')).toBeNull();
    expect(votesInBrief({ ...votes, for: units(2) })).toContain('quorum not known yet');
    expect(votesInWords({ ...votes, for: units(2) })).not.toMatch(/reached|Quorum of/);
  });

  it('that is known is told, also where it is 0', () => {
    const votes = { for: units(5), against: '0', abstain: '0' };
    expect(votesInWords({ ...votes, quorum: '0' })).toContain('Quorum of 0 is reached.');
    expect(votesInWords({ ...votes, quorum: units(10) })).toContain('Quorum of 10 is not reached: 50% so far.');
    expect(render(<VotesPanel votes={{ ...votes, quorum: units(10) }} />).container.querySelector('.quorum-mark')).toBeTruthy();
  });
});
