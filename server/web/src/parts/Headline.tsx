import type { ProposalSummary } from '../api/schema';
import { Plain } from './Plain';

const UNTITLED = 'Proposal without a title';

/** What will happen, and the author's title beside it; the title alone where only it says. */
export function Headline({ proposal }: { proposal: Pick<ProposalSummary, 'headline' | 'happens'> }) {
  const title = proposal.headline || UNTITLED;
  if (!proposal.happens) return <Plain text={title} />;
  return (
    <>
      <Plain text={proposal.happens} />{' '}
      <span className="authors-title">
        <Plain text={title} />
      </span>
    </>
  );
}
