import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { votesInBrief, votesInWords, VotesPanel } from './QuorumChart';

afterEach(cleanup);

const units = (votes: number) => `${votes}${'0'.repeat(18)}`;

describe('a quorum', () => {
  it('that nobody knows is not said to come, nor to be 0', () => {
    const votes = { for: '0', against: '0', abstain: '0' };
    const page = render(<VotesPanel votes={votes} />).container;
    expect(page.textContent).toContain('not known: voting has not opened, or the governor does not tell it');
    expect(page.querySelector('.quorum-mark')).toBeNull();
    expect(votesInBrief({ ...votes, for: units(2) })).toContain('quorum not known');
    expect(votesInWords({ ...votes, for: units(2) })).not.toMatch(/reached|Quorum of|yet/);
  });

  it('that is known is told, also where it is 0', () => {
    const votes = { for: units(5), against: '0', abstain: '0' };
    expect(votesInWords({ ...votes, quorum: '0' })).toContain('Quorum of 0 is reached.');
    expect(votesInWords({ ...votes, quorum: units(10) })).toContain('Quorum of 10 is not reached: 50% so far.');
    expect(render(<VotesPanel votes={{ ...votes, quorum: units(10) }} />).container.querySelector('.quorum-mark')).toBeTruthy();
  });
});
