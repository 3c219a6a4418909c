import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { SearchHit } from '../api/schema';
import { isStopped, plural } from '../format/words';
import { StandingBadges } from '../parts/Badge';
import { Headline } from '../parts/Headline';
import { Plain } from '../parts/Plain';
import { Empty, Failure, Loading } from '../parts/States';
import { Page } from './Page';

const WHERE: Record<string, string> = {
  title: 'in the title',
  text: 'in the text',
  calls: 'in what it executes',
  number: 'by its number or its proposer',
};

/** Proposals that have all the words, addresses and amounts that were looked for. */
export function SearchPage({ query }: { query: string }) {
  const [dao, setDao] = useState('');
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  const search = useQuery({
    queryKey: ['search', query, dao],
    queryFn: () => api.search(query, dao),
    enabled: query.trim() !== '',
    refetchInterval: false,
  });
  const found = search.data;
  return (
    <Page
      title={query ? `Search: ${query}` : 'Search'}
      heading="Search"
      lead={
        query && (
          <p>
            For “<Plain text={query} />”, in titles, texts and what proposals execute
          </p>
        )
      }
    >
      {(daos.data?.length ?? 0) > 1 && (
        <label className="search-dao">
          Of which DAO
          <select value={dao} onChange={(event) => setDao(event.target.value)}>
            <option value="">All of them</option>
            {(daos.data ?? []).map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {query.trim() === '' && <Empty title="Nothing was looked for">Write words, an address or an amount into the box at the top.</Empty>}
      {search.isLoading && <Loading what="what was found" />}
      {search.isError && <Failure error={search.error} what="what was found" retry={() => void search.refetch()} />}
      {found && (
        <>
          <p role="status">
            {found.hits.length === 0 ? 'Nothing was found.' : `${plural(found.hits.length, 'proposal')}${found.more ? ', the newest of more' : ''}.`}
          </p>
          {found.behind > 0 && (
            <p className="notice">
              {plural(found.behind, 'proposal')} {found.behind === 1 ? 'is' : 'are'} not searched yet. Search again in a minute.
            </p>
          )}
          {found.hits.length === 0 && (
            <Empty title="No proposal has all of that">
              Try fewer words, or only the beginning of one. A number is looked for as a whole: 25,000 and not 25 of it.
            </Empty>
          )}
          <ul className="cards">
            {found.hits.map((hit) => (
              <Hit key={`${hit.dao}/${hit.proposalId}`} hit={hit} />
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

function Hit({ hit }: { hit: SearchHit }) {
  return (
    <li className={isStopped(hit) ? 'card stopped' : 'card'}>
      <div className="card-badges">
        <StandingBadges of={hit} />
      </div>
      <h2>
        <Link href={`/daos/${encodeURIComponent(hit.dao)}/proposals/${encodeURIComponent(hit.proposalId)}`}>
          <Headline proposal={hit} />
        </Link>
      </h2>
      {hit.passage && (
        <p className="hit-passage">
          <Marked hit={hit} />
        </p>
      )}
      <p className="fine">
        Found {WHERE[hit.where] ?? ''} · <Plain text={hit.daoName} />, block {hit.block.toLocaleString('en')}
      </p>
    </li>
  );
}

/** The passage with what was looked for marked. Places that do not fit are left out. */
function Marked({ hit }: { hit: SearchHit }) {
  const parts = [];
  let at = 0;
  for (const { start, end } of [...hit.found].sort((a, b) => a.start - b.start)) {
    if (start < at || end > hit.passage.length || end <= start) continue;
    parts.push(<Plain key={`before-${at}`} text={hit.passage.slice(at, start)} />);
    parts.push(
      <mark key={start}>
        <Plain text={hit.passage.slice(start, end)} />
      </mark>,
    );
    at = end;
  }
  parts.push(<Plain key="end" text={hit.passage.slice(at)} />);
  return <>{parts}</>;
}
