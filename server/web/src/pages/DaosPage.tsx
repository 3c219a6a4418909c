import { useQuery } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { api } from '../api/client';
import type { Balance, Dao } from '../api/schema';
import { shortened } from '../format/address';
import { formatAmount } from '../format/amount';
import { organisations } from '../format/organisation';
import { NATIVE_COIN, plural } from '../format/words';
import { FullAddress } from '../parts/Address';
import { DueSoon } from '../parts/DueSoon';
import { Plain } from '../parts/Plain';
import { Empty, Failure, Loading } from '../parts/States';
import { Page } from './Page';

export function DaosPage() {
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  const only = daos.data?.length === 1 ? daos.data[0] : undefined;
  if (only) return <Redirect to={`/daos/${encodeURIComponent(only.id)}`} replace />;
  return (
    <Page title="DAOs">
      <DueSoon />
      {daos.isPending && <Loading what="the DAOs" />}
      {daos.isError && <Failure error={daos.error} what="the DAOs" retry={() => void daos.refetch()} />}
      {daos.data?.length === 0 && (
        <Empty title="No DAO is configured">
          The operator lists governor contracts in the configuration file; <code>prytany demo</code> starts a small DAO to look at.
        </Empty>
      )}
      <ul className="cards">
        {organisations(daos.data ?? []).map(({ name, daos: its }) => (
          <li key={name === undefined ? `dao ${its[0]?.id}` : `organisation ${name}`} className="card">
            {name !== undefined && (
              <h2>
                <Link href={`/organisations/${encodeURIComponent(name)}`}>
                  <Plain text={name} />
                </Link>
              </h2>
            )}
            {its.map((dao) => (
              <DaoCard key={dao.id} dao={dao} heading={name === undefined ? 'h2' : 'h3'} />
            ))}
          </li>
        ))}
      </ul>
    </Page>
  );
}

function DaoCard({ dao, heading: Heading }: { dao: Dao; heading: 'h2' | 'h3' }) {
  return (
    <>
      <Heading>
        <Link href={`/daos/${encodeURIComponent(dao.id)}`}>
          <Plain text={dao.name} />
        </Link>
      </Heading>
      <p>
        {plural(dao.proposals, 'proposal')} · chain {dao.chainId}
      </p>
      <Balances dao={dao} />
    </>
  );
}

export function Balances({ dao }: { dao: Dao }) {
  if (dao.balances.length === 0) return null;
  const holders = dao.holders ?? [];
  return (
    <>
      <Amounts balances={dao.balances} label="Treasury" />
      {holders.length > 1 && (
        <details>
          <summary>{plural(holders.length, 'account')} together</summary>
          {holders.map((holder) => (
            <section key={holder.account}>
              <p>
                <Plain text={dao.labels?.[holder.account] ?? holder.role} /> <FullAddress value={holder.account} />
              </p>
              <Amounts balances={holder.balances} label={`Balances of ${holder.account}`} />
            </section>
          ))}
        </details>
      )}
    </>
  );
}

export function Amounts({ balances, label }: { balances: Balance[]; label: string }) {
  return (
    <dl className="balances" aria-label={label}>
      {balances.map((balance) => (
        <div key={balance.token ?? 'native'}>
          <dt>
            <Plain text={balance.symbol ?? (balance.token ? shortened(balance.token) : NATIVE_COIN)} />
          </dt>
          <dd>{formatAmount(balance.amount, balance.decimals ?? (balance.token ? undefined : 18))}</dd>
        </div>
      ))}
    </dl>
  );
}
