import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import { plural } from '../format/words';
import { StandingBadges } from './Badge';
import { Cell, RowHead } from './Cells';
import { Party } from './Known';
import { Plain } from './Plain';
import { Failure } from './States';

interface Asked {
  dao: string;
  id: string;
  proposer: string;
  happens?: string;
}

/** Earlier proposals of the DAO with a title like this one's, with what became of them, and what this one does above them. */
export function SimilarBeforePanel({ proposal: { dao, id, proposer, happens } }: { proposal: Asked }) {
  const query = useQuery({ queryKey: ['similar', dao, id], queryFn: () => api.similar(dao, id) });
  if (query.isError) return <Failure error={query.error} what="similar proposals" retry={() => void query.refetch()} />;
  if (!query.data) return null;
  const { before, behind, titled } = query.data;
  const missing = behind > 0 && (
    <p className="soft">
      {plural(behind, 'proposal')} of this DAO {behind === 1 ? 'is' : 'are'} not searched yet: more may come.
    </p>
  );
  if (!titled) return missing || <p className="soft">Nothing was looked for: this proposal has no title that this server could read, or is too new.</p>;
  if (before.length === 0) return missing || <p className="soft">No earlier proposal of this DAO on this server has a title like this one’s.</p>;
  return (
    <>
      <p>Titles are their authors’ words, and anybody can copy one. Nothing else was compared: neither the calls, nor who is paid, nor how much.</p>
      {missing}
      <table className="stacked">
        <caption className="visually-hidden">Earlier proposals with a similar title, the likest first</caption>
        <thead>
          <tr>
            <th scope="col">Proposal</th>
            <th scope="col">Proposed by</th>
            <th scope="col">What it does</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <RowHead label="Proposal">This proposal</RowHead>
            <Cell label="Proposed by">
              <Party address={proposer} />
            </Cell>
            <Cell label="What it does">{happens ? <Plain text={happens} /> : 'Not known'}</Cell>
            <Cell label="State">–</Cell>
          </tr>
          {before.map((other) => (
            <tr key={other.proposalId}>
              <RowHead label="Proposal">
                <Link href={`/daos/${encodeURIComponent(other.dao)}/proposals/${encodeURIComponent(other.proposalId)}`}>
                  <Plain text={other.headline} />
                </Link>{' '}
                <span className="soft">block {other.block.toLocaleString('en')}</span>
              </RowHead>
              <Cell label="Proposed by">
                {other.proposer.toLowerCase() === proposer.toLowerCase() ? 'The same account' : <>Another account: <Party address={other.proposer} /></>}
              </Cell>
              <Cell label="What it does">{other.happens ? <Plain text={other.happens} /> : 'Not known'}</Cell>
              <Cell label="State">
                <StandingBadges of={other} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
