import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { Payee } from '../api/schema';
import { plural } from '../format/words';
import { Badge } from './Badge';
import { Cell, RowHead } from './Cells';
import { Party } from './Known';
import { Plain } from './Plain';
import { Failure } from './States';

const OUTCOMES: Record<string, { words: string; tone: 'good' | 'warn' | 'plain' }> = {
  paid: { words: 'paid', tone: 'good' },
  'paid otherwise': { words: 'executed, but not as simulated', tone: 'warn' },
  promised: { words: 'promised', tone: 'plain' },
  'not paid': { words: 'not paid', tone: 'plain' },
};

/** Earlier proposals that pay the same accounts, with what became of each. */
export function PaidBeforePanel({ dao, id }: { dao: string; id: string }) {
  const query = useQuery({ queryKey: ['payees', dao, id], queryFn: () => api.payees(dao, id) });
  if (query.isError) return <Failure error={query.error} what="earlier payments" retry={() => void query.refetch()} />;
  if (!query.data) return null;
  const known = query.data.filter((payee) => payee.before.length > 0);
  if (known.length === 0) return <p className="soft">No earlier proposal on this server pays {query.data.length === 1 ? 'this account' : 'any of these accounts'}.</p>;
  const others = query.data.length - known.length;
  return (
    <>
      {known.map((payee) => (
        <Payments key={payee.account} payee={payee} />
      ))}
      {others > 0 && <p className="soft">No earlier proposal pays the {plural(others, 'other account')}.</p>}
    </>
  );
}

function Payments({ payee }: { payee: Payee }) {
  return (
    <>
      <p>
        <Party address={payee.account} />
      </p>
      <table className="stacked">
        <caption className="visually-hidden">Earlier proposals that pay {payee.label ?? payee.account}</caption>
        <thead>
          <tr>
            <th scope="col">Proposal</th>
            <th scope="col">Amount</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {payee.before.map((before) => {
            const outcome = OUTCOMES[before.outcome] ?? { words: before.outcome, tone: 'plain' as const };
            return (
              <tr key={`${before.dao}/${before.proposalId}`}>
                <RowHead label="Proposal">
                  <Link href={`/daos/${encodeURIComponent(before.dao)}/proposals/${encodeURIComponent(before.proposalId)}`}>
                    <Plain text={before.headline} />
                  </Link>{' '}
                  <span className="soft">
                    <Plain text={before.daoName} />, block {before.block.toLocaleString('en')}
                  </span>
                </RowHead>
                <Cell label="Amount">
                  {before.pays.map((amount) => (
                    <div key={amount}>
                      <Plain text={amount} />
                    </div>
                  ))}
                </Cell>
                <Cell label="Outcome">
                  <Badge tone={outcome.tone}>{outcome.words}</Badge>
                </Cell>
              </tr>
            );
          })}
        </tbody>
      </table>
      {payee.more && <p className="soft">There are more; the newest are shown.</p>}
    </>
  );
}
