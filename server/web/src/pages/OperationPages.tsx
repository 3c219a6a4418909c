import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client';
import { dutyLabel, keptLine, key, plural } from '../format/words';
import { ShortHex } from '../parts/Address';
import { Badge } from '../parts/Badge';
import { Cell, RowHead } from '../parts/Cells';
import { Plain } from '../parts/Plain';
import { Empty, Failure, Loading } from '../parts/States';
import { Time } from '../parts/Time';
import { Page } from './Page';

export function DutiesPage() {
  const duties = useQuery({ queryKey: ['duties'], queryFn: api.duties });
  return (
    <Page title="Duties" lead={<p>What the server has to do next, and the latest time at which it still helps.</p>}>
      <KeptDuties />
      {duties.isPending && <Loading what="the duties" />}
      {duties.isError && <Failure error={duties.error} what="the duties" retry={() => void duties.refetch()} />}
      {duties.data?.length === 0 && <Empty title="Nothing is due">New proposals bring new duties.</Empty>}
      {duties.data && duties.data.length > 0 && (
        <table className="stacked">
          <caption className="visually-hidden">Open duties, soonest first</caption>
          <thead>
            <tr>
              <th scope="col">Duty</th>
              <th scope="col">Proposal</th>
              <th scope="col">From</th>
              <th scope="col">At the latest</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {duties.data.map((duty) => (
              <tr key={`${duty.dao}/${duty.proposalId}/${duty.kind}`}>
                <RowHead label="Duty">
                  {dutyLabel(duty.kind)}
                </RowHead>
                <Cell label="Proposal">
                  <Link href={`/daos/${encodeURIComponent(duty.dao)}/proposals/${encodeURIComponent(duty.proposalId)}`}>
                    {duty.dao} <ShortHex value={duty.proposalId} />
                  </Link>
                </Cell>
                <Cell label="From">
                  <Time iso={duty.notBefore} />
                </Cell>
                <Cell label="At the latest">
                  <Time iso={duty.latestSafe} relative />
                </Cell>
                <Cell label="State">
                  {duty.leased ? <Badge tone="busy">working on it</Badge> : <Badge tone="plain">waiting</Badge>}
                  {duty.attempts > 0 && ` ${plural(duty.attempts, 'try', 'tries')}`}
                  {duty.problem && (
                    <p className="fine">
                      <Plain text={duty.problem} />
                    </p>
                  )}
                </Cell>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}

/** Met of those that fell due, and why the last missed ones were. */
function KeptDuties() {
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  if (!daos.data || daos.data.length === 0) return null;
  return (
    <section aria-label="Met and missed">
      <ul className="plain-list">
        {daos.data.map((dao) => (
          <li key={dao.id}>
            <Plain text={dao.name} />: {keptLine('vote', dao.kept.votes)}; {keptLine('payout', dao.kept.payouts)}.
            {dao.kept.missed.map((one) => (
              <p className="fine" key={`${one.duty}/${one.proposalId}`}>
                Missed {one.duty} on{' '}
                <Link href={`/daos/${encodeURIComponent(dao.id)}/proposals/${encodeURIComponent(one.proposalId)}`}>
                  <ShortHex value={one.proposalId} />
                </Link>
                : <Plain text={one.reason} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

const PLUGIN_WORDS: Record<string, { label: string; tone: 'good' | 'bad' | 'plain' | 'warn' }> = {
  STAGED: { label: 'staged', tone: 'warn' },
  STARTING: { label: 'starting', tone: 'plain' },
  ACTIVE: { label: 'active', tone: 'good' },
  STANDBY: { label: 'standby', tone: 'plain' },
  FAILED: { label: 'failed', tone: 'bad' },
  REFUSED: { label: 'refused', tone: 'bad' },
  QUARANTINED: { label: 'quarantined', tone: 'bad' },
  GONE: { label: 'gone', tone: 'plain' },
};

export function PluginsPage() {
  const plugins = useQuery({ queryKey: ['plugins'], queryFn: api.plugins });
  return (
    <Page title="Plugins" lead={<p>The modules that read, decide and plan. They hold no keys and send nothing; the server checks all they say.</p>}>
      {plugins.isPending && <Loading what="the plugins" />}
      {plugins.isError && <Failure error={plugins.error} what="the plugins" retry={() => void plugins.refetch()} />}
      {plugins.data?.length === 0 && (
        <Empty title="No plugin is installed">Copy a plugin’s WAR into the server’s plugins folder and list its SHA-256 in the configuration.</Empty>
      )}
      <ul className="cards">
        {plugins.data?.map((plugin) => {
          const words = PLUGIN_WORDS[key(plugin.state)] ?? { label: plugin.state, tone: 'plain' as const };
          return (
            <li key={`${plugin.id}/${plugin.file ?? ''}`} className="card">
              <div className="card-badges">
                <Badge tone={words.tone}>{words.label}</Badge>
              </div>
              <h2>
                <Plain text={plugin.id} /> <span className="soft">{plugin.version}</span>
              </h2>
              {plugin.kind && <p>{plugin.kind}</p>}
              {plugin.reason && (
                <p>
                  <Plain text={plugin.reason} />
                </p>
              )}
              {plugin.file && (
                <p className="fine">
                  {plugin.file}
                  {plugin.sha256 && (
                    <>
                      , SHA-256 <code className="calldata">{plugin.sha256}</code>
                    </>
                  )}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Page>
  );
}

const AUDIT_PAGE = 100;

export function AuditPage() {
  const verification = useQuery({ queryKey: ['audit', 'verification'], queryFn: api.verification });
  const entries = useInfiniteQuery({
    queryKey: ['audit', 'entries'],
    queryFn: ({ pageParam }) => api.audit(pageParam, AUDIT_PAGE),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.length < AUDIT_PAGE ? undefined : (last.at(-1)?.sequence ?? 0) + 1),
  });
  const all = entries.data?.pages.flat() ?? [];
  return (
    <Page title="Audit log" lead={<p>Every act of the server and of people, each entry sealed with the hash of the one before.</p>}>
      {verification.data && (
        <div className={verification.data.intact ? 'notice good' : 'notice bad'} role={verification.data.intact ? undefined : 'alert'}>
          <p className="notice-title">
            {verification.data.intact
              ? `Intact: ${plural(verification.data.entries, 'entry', 'entries')} checked`
              : `Broken at entry ${verification.data.firstBroken ?? '?'}`}
          </p>
          {!verification.data.intact && (
            <p>
              {verification.data.problem && `What is wrong: ${verification.data.problem}. `}Somebody changed the log behind the
              server’s back. Stop the server and compare with a backup.
            </p>
          )}
          {verification.data.intact && (
            <p>
              {verification.data.witness
                ? `The witness outside the store agrees up to entry ${verification.data.witness.sequence}.`
                : 'No witness outside the store saw it yet.'}
              {verification.data.witness &&
                verification.data.witness.unseen > 0 &&
                ` It did not see ${plural(verification.data.witness.unseen, 'entry', 'entries')}, from ${verification.data.witness.firstUnseen} on: another server wrote them, or somebody who can write to the store.`}
            </p>
          )}
        </div>
      )}
      {entries.isPending && <Loading what="the audit log" />}
      {entries.isError && <Failure error={entries.error} what="the audit log" retry={() => void entries.refetch()} />}
      {entries.isSuccess && all.length === 0 && <Empty title="The log is empty">It fills with the first act.</Empty>}
      {all.length > 0 && (
        <table className="stacked">
          <caption className="visually-hidden">Audit log, oldest first</caption>
          <thead>
            <tr>
              <th scope="col">Number</th>
              <th scope="col">Time</th>
              <th scope="col">Who</th>
              <th scope="col">Act</th>
              <th scope="col">About</th>
            </tr>
          </thead>
          <tbody>
            {all.map((entry) => (
              <tr key={entry.sequence}>
                <RowHead label="Number">
                  {entry.sequence}
                </RowHead>
                <Cell label="Time">
                  <Time iso={entry.at} />
                </Cell>
                <Cell label="Who">{/^0x/.test(entry.actor) ? <ShortHex value={entry.actor} /> : <Plain text={entry.actor} />}</Cell>
                <Cell label="Act">
                  <Plain text={entry.act} />
                </Cell>
                <Cell label="About">
                  <details>
                    <summary>
                      <ShortHex value={entry.subject} />
                    </summary>
                    <dl className="facts">
                      <dt>Subject</dt>
                      <dd className="calldata">
                        <Plain text={entry.subject} />
                      </dd>
                      {Object.entries(entry.details).map(([name, value]) => (
                        <Detail key={name} name={name} value={value} />
                      ))}
                      <Detail name="hash" value={entry.hash} />
                    </dl>
                  </details>
                </Cell>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {entries.hasNextPage && (
        <button type="button" disabled={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {entries.isFetchingNextPage ? 'Loading…' : 'Later entries'}
        </button>
      )}
    </Page>
  );
}

function Detail({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="calldata">
        <Plain text={value} />
      </dd>
    </>
  );
}
