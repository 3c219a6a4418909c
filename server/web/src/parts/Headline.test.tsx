import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Headline } from './Headline';

describe('a headline', () => {
  it('says what will happen, with the author’s title beside it', () => {
    const { container } = render(<Headline proposal={{ headline: 'A grant', happens: 'Pay 5 USDC to Writers' }} />);
    expect(container.textContent).toBe('Pay 5 USDC to Writers A grant');
    expect(container.querySelector('.authors-title')?.textContent).toBe('A grant');
  });

  it('is the title where only the title says what it is about', () => {
    const { container } = render(<Headline proposal={{ headline: 'A grant' }} />);
    expect(container.textContent).toBe('A grant');
  });
});
