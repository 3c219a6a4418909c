import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client';
import type { AuditEntry } from '../api/schema';
import { plural } from '../format/words';
import { ShortHex } from '../parts/Address';
import { Cell, RowHead } from '../parts/Cells';
import { Plain } from '../parts/Plain';
import { Empty, Failure, Loading } from '../parts/States';
import { Time } from '../parts/Time';
import { Page } from './Page';

const AUDIT_PAGE = 100;

/** As many as the server gives at once. */
const MOST = 1_000;

/** Pages that are read by themselves for whoever looks for something. */
const PAGES_AT_ONCE = 10;

/** How long somebody types no further before older entries are asked for, in milliseconds. */
const TYPED = 400;

/** What was typed, once nothing more is. */
function useTyped(words: string): string {
  const [typed, setTyped] = useState(words);
  useEffect(() => {
    const soon = setTimeout(() => setTyped(words), TYPED);
    return () => clearTimeout(soon);
  }, [words]);
  return typed;
}

/** The entries before that one, newest first. */
async function entriesBefore(before: number): Promise<AuditEntry[]> {
  const from = Math.max(1, before - AUDIT_PAGE);
  const read = await api.audit(from, before - from);
  return read.filter(({ sequence }) => sequence < before).reverse();
}

/** The newest entries, from some before the last one that was checked: later ones, and broken ones, are entries as well. */
async function newestEntries(checked: number): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for (let from = Math.max(1, checked - AUDIT_PAGE + 1); ; ) {
    const read = await api.audit(from, MOST);
    all.push(...read);
    const last = read.at(-1);
    if (!last || read.length < MOST) return all.reverse();
    from = last.sequence + 1;
  }
}

function has(entry: AuditEntry, words: string): boolean {
  const text = [entry.actor, entry.subject, entry.about?.headline ?? '', ...Object.values(entry.details)].join(' ').toLowerCase();
  return text.includes(words.trim().toLowerCase());
}

export function AuditPage() {
  const verification = useQuery({ queryKey: ['audit', 'verification'], queryFn: api.verification });
  const [act, setAct] = useState('');
  const [words, setWords] = useState('');
  const newest = verification.data && (verification.data.head?.sequence ?? verification.data.entries);
  const entries = useInfiniteQuery({
    queryKey: ['audit', 'entries', newest],
    queryFn: ({ pageParam }) => (pageParam === undefined ? newestEntries(newest ?? 0) : entriesBefore(pageParam)),
    enabled: newest !== undefined,
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => {
      const oldest = last.at(-1)?.sequence ?? 1;
      return oldest > 1 ? oldest : undefined;
    },
    placeholderData: keepPreviousData,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = entries;
  const all = entries.data?.pages.flat() ?? [];
  const acts = [...new Set(all.map((entry) => entry.act))].sort();
  const shown = all.filter((entry) => (act === '' || entry.act === act) && (words.trim() === '' || has(entry, words)));
  const pages = entries.data?.pages.length ?? 0;
  const typed = useTyped(words.trim());
  const wish = `${act} ${typed}`;
  const [further, setFurther] = useState({ wish: '', pages: 0 });
  const most = further.wish === wish ? further.pages : PAGES_AT_ONCE;
  const filtered = act !== '' || words.trim() !== '';
  const more = filtered && hasNextPage && !entries.isError;
  // "None" is only true of what was looked at; far back the server is asked only if somebody wants it.
  const looking = more && (typed !== words.trim() || pages < most);
  const ask = looking && typed === words.trim();
  useEffect(() => {
    if (ask && !isFetchingNextPage) void fetchNextPage();
  }, [ask, pages, isFetchingNextPage, fetchNextPage]);
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
      {entries.isPending && !verification.isError && <Loading what="the audit log" />}
      {verification.isError && <Failure error={verification.error} what="the audit log" retry={() => void verification.refetch()} />}
      {entries.isError && <Failure error={entries.error} what="the audit log" retry={() => void entries.refetch()} />}
      {entries.isSuccess && all.length === 0 && <Empty title="The log is empty">It fills with the first act.</Empty>}
      {all.length > 0 && (
        <form className="filters" role="search" aria-label="Entries" onSubmit={(event) => event.preventDefault()}>
          <label>
            Act{' '}
            <select value={act} onChange={(event) => setAct(event.target.value)}>
              <option value="">all</option>
              {acts.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </label>
          <label>
            With the words <input type="search" value={words} onChange={(event) => setWords(event.target.value)} />
          </label>
        </form>
      )}
      {looking && <p role="status">Looking through older entries: {plural(all.length, 'entry', 'entries')} so far…</p>}
      {all.length > 0 && shown.length === 0 && !looking && (
        <Empty title="None of these">
          {hasNextPage ? `None of the newest ${plural(all.length, 'entry', 'entries')} is like that.` : 'No entry of the log is like that.'}
        </Empty>
      )}
      {shown.length > 0 && (
        <table className="stacked">
          <caption className="visually-hidden">Audit log, newest first</caption>
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
            {shown.map((entry) => (
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
                    <summary>{entry.about ? <Plain text={entry.about.headline} /> : <ShortHex value={entry.subject} />}</summary>
                    {entry.about && (
                      <p>
                        <Link href={`/daos/${encodeURIComponent(entry.about.dao)}/proposals/${encodeURIComponent(entry.about.proposalId)}`}>
                          Go to the proposal<span className="visually-hidden"> of entry {entry.sequence}</span>
                        </Link>
                      </p>
                    )}
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
      {hasNextPage && !looking && (
        <button
          type="button"
          disabled={isFetchingNextPage}
          onClick={() => (more ? setFurther({ wish, pages: pages + PAGES_AT_ONCE }) : void fetchNextPage())}
        >
          {isFetchingNextPage ? 'Loading…' : more ? 'Look further' : 'Earlier entries'}
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
