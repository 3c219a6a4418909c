import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import { Badge, StateBadge } from './Badge';
import { Cell, RowHead } from './Cells';
import { Plain } from './Plain';
import { Failure } from './States';

/** Earlier proposals of the DAO with a title like this one's, with what became of them. */
export function SimilarBeforePanel({ dao, id }: { dao: string; id: string }) {
  const query = useQuery({ queryKey: ['similar', dao, id], queryFn: () => api.similar(dao, id) });
  if (query.isError) return <Failure error={query.error} what="similar proposals" retry={() => void query.refetch()} />;
  if (!query.data) return null;
  if (query.data.length === 0) return <p className="soft">No earlier proposal of this DAO on this server has a title like this one’s.</p>;
  return (
    <table className="stacked">
      <caption className="visually-hidden">Earlier proposals with a similar title, the likest first</caption>
      <thead>
        <tr>
          <th scope="col">Proposal</th>
          <th scope="col">What it does</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {query.data.map((before) => (
          <tr key={before.proposalId}>
            <RowHead label="Proposal">
              <Link href={`/daos/${encodeURIComponent(before.dao)}/proposals/${encodeURIComponent(before.proposalId)}`}>
                <Plain text={before.headline} />
              </Link>{' '}
              <span className="soft">block {before.block.toLocaleString('en')}</span>
            </RowHead>
            <Cell label="What it does">{before.happens ? <Plain text={before.happens} /> : 'Not known'}</Cell>
            <Cell label="State">
              <StateBadge state={before.state} /> {before.blocked && <Badge tone="bad">Stopped</Badge>}
            </Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
