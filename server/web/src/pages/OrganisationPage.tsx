import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { Dao, Period } from '../api/schema';
import { type Held, held, together } from '../format/organisation';
import { plural } from '../format/words';
import { Plain } from '../parts/Plain';
import { Empty, Failure, Loading } from '../parts/States';
import { ChainAhead, chainAhead, KnownChainTime } from '../parts/Time';
import { Amounts } from './DaosPage';
import { Page } from './Page';
import { ProposalCard } from './ProposalsPage';
import { PeriodParts } from './WeekPage';

/** Of each governor; the rest is on its own page. */
const NEWEST = 50;

/** Several governors of one organisation: what it has, what is due, and its proposals, together. */
export function OrganisationPage({ name }: { name: string }) {
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  const its = daos.data?.filter((dao) => dao.organisation === name) ?? [];
  return (
    <Page title={its.length > 0 ? name : 'Organisation'} heading={its.length > 0 ? <Plain text={name} /> : 'Organisation'} lead={daos.data && <p>{plural(its.length, 'governor')}</p>}>
      {daos.isPending && <Loading what="the organisation" />}
      {daos.isError && <Failure error={daos.error} what="the organisation" retry={() => void daos.refetch()} />}
      {daos.data && its.length === 0 && <Empty title="There is no such organisation">No governor here is configured with this name.</Empty>}
      {its.length > 0 && <Known name={name} daos={its} />}
    </Page>
  );
}

function Known({ name, daos }: { name: string; daos: Dao[] }) {
  const behind = daos.find((dao) => dao.synced)?.synced?.at;
  return (
    <KnownChainTime value={chainAhead(behind)}>
      <ChainAhead at={behind} />
      <ul className="plain-list" aria-label="Governors">
        {daos.map((dao) => (
          <li key={dao.id}>
            <Link href={`/daos/${encodeURIComponent(dao.id)}`}>
              <Plain text={dao.name} />
            </Link>{' '}
            <span className="soft">
              {plural(dao.proposals, 'proposal')} · chain {dao.chainId}
            </span>
            {dao.problem && (
              <p className="notice warn" role="alert">
                <Plain text={dao.problem} />
              </p>
            )}
          </li>
        ))}
      </ul>
      {held(daos).map((of) => (
        <Treasuries key={of.chainId} {...of} />
      ))}
      <Week name={name} daos={daos} />
      <Proposals daos={daos} />
    </KnownChainTime>
  );
}

function Treasuries({ chainId, balances, unread, partly }: Held) {
  return (
    <>
      <Amounts balances={balances} label={`Treasuries together, chain ${chainId}`} />
      {unread.length > 0 && (
        <p className="fine">
          Not read yet, and not in it: <Plain text={unread.join(', ')} />
        </p>
      )}
      {partly.map(({ symbol, token, governors }) => (
        <p key={token ?? 'native'} className="fine">
          <Plain text={symbol ?? token ?? 'The native coin'} />: what the accounts of <Plain text={governors.join(', ')} /> hold. The other governors’ accounts are not asked for it.
        </p>
      ))}
    </>
  );
}

function Week({ name, daos }: { name: string; daos: Dao[] }) {
  const periods = useQueries({ queries: daos.map((dao) => ({ queryKey: ['period', dao.id, 0], queryFn: () => api.period(dao.id, '', '') })) });
  const read = periods.map(({ data }) => data).filter((period): period is Period => period !== undefined);
  const failed = periods.find(({ isError }) => isError);
  const [first, ...others] = read;
  return (
    <>
      {failed && <Failure error={failed.error} what="the week" retry={() => periods.forEach((period) => void period.refetch())} />}
      {read.length < daos.length && !failed && <Loading what="the week" />}
      {first && read.length === daos.length && <PeriodParts period={together(name, [first, ...others])} />}
    </>
  );
}

function Proposals({ daos }: { daos: Dao[] }) {
  const parts = useQueries({ queries: daos.map((dao) => ({ queryKey: ['newest', dao.id], queryFn: () => api.proposals(dao.id, NEWEST) })) });
  const failed = parts.find(({ isError }) => isError);
  const all = parts.flatMap(({ data }) => data ?? []);
  const changed = (at: string | undefined) => (at ? Date.parse(at) : 0);
  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">Proposals</h2>
      {failed && <Failure error={failed.error} what="the proposals" retry={() => parts.forEach((part) => void part.refetch())} />}
      {parts.some(({ isPending }) => isPending) && <Loading what="the proposals" />}
      <ul className="cards">
        {all
          .sort((a, b) => changed(b.updatedAt) - changed(a.updatedAt))
          .map((proposal) => (
            <ProposalCard key={`${proposal.dao}/${proposal.id}`} proposal={proposal} governor={daos.find(({ id }) => id === proposal.dao)?.name} />
          ))}
      </ul>
      {daos.some((dao) => dao.proposals > NEWEST) && <p className="fine">The newest {NEWEST} of each governor; all are on its own page.</p>}
    </section>
  );
}
