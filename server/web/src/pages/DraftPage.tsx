import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api/client';
import { MOST_LINK, pack, unpack, type Packed } from '../format/pack';
import { useAnnounce } from '../parts/Announcer';
import { KnownDao } from '../parts/Known';
import { SourceProvider } from '../parts/Source';
import { Empty, Failure, Loading } from '../parts/States';
import { Problem } from '../wallet/SignIn';
import { DraftResult } from './DraftResult';
import { Page } from './Page';

const NOTHING: Packed = { text: '', calls: '', dao: '' };

/**
 * Checks a draft as if it were proposed.
 *
 * @param packed a draft that came with the link
 */
export function DraftPage({ packed }: { packed: string | undefined }) {
  const offer = useQuery({ queryKey: ['draft'], queryFn: api.draftOffer, refetchInterval: false });
  return (
    <Page
      title="Check a draft"
      lead={<p>What would people see if you proposed it? Give the text and the calls; nothing of it is stored, and nothing is proposed.</p>}
    >
      {offer.isPending && <Loading what="whether drafts are checked here" />}
      {offer.isError && <Failure error={offer.error} what="whether drafts are checked here" retry={() => void offer.refetch()} />}
      {offer.data?.perMinute === 0 && (
        <Empty title="This server checks no drafts">
          Run <code>prytany digest FILE.md --actions FILE</code> on your own machine, or ask the operator to switch it on.
        </Empty>
      )}
      {offer.data && offer.data.perMinute > 0 && <Opened key={packed ?? ''} packed={packed} most={offer.data.bytes} />}
    </Page>
  );
}

/** Waits for the draft of the link, if there is one. */
function Opened({ packed, most }: { packed: string | undefined; most: number }) {
  const [draft, setDraft] = useState<Packed | undefined>(packed === undefined ? NOTHING : undefined);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    if (packed === undefined) return;
    let here = true;
    void unpack(packed).then((read) => {
      if (!here) return;
      setBroken(read === undefined);
      setDraft(read ?? NOTHING);
    });
    return () => {
      here = false;
    };
  }, [packed]);
  if (!draft) return <Loading what="the draft of the link" />;
  return (
    <>
      {broken && (
        <div className="notice bad" role="alert">
          <p className="notice-title">The link carries no whole draft</p>
          <p>It was cut off or changed on its way. Ask for it again, or paste the draft below.</p>
        </div>
      )}
      {packed !== undefined && !broken && (
        <div className="notice" role="note">
          <p>This draft came with the link; the server has not seen it. Read it, then check it.</p>
        </div>
      )}
      <DraftForm first={draft} most={most} />
    </>
  );
}

function DraftForm({ first, most }: { first: Packed; most: number }) {
  const [draft, setDraft] = useState(first);
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  const check = useMutation({ mutationFn: api.checkDraft });
  const announce = useAnnounce();
  const result = useRef<HTMLHeadingElement>(null);
  const { data, isPending } = check;
  useEffect(() => {
    if (!data) return;
    announce('The draft is checked.');
    result.current?.focus();
  }, [data, announce]);
  const bytes = new TextEncoder().encode(draft.text + draft.calls).length;
  const empty = draft.text.trim() === '' && draft.calls.trim() === '';
  const change = (part: Partial<Packed>) => setDraft((now) => ({ ...now, ...part }));
  const checked = check.variables;
  const changed = checked !== undefined && (checked.text !== draft.text || checked.calls !== draft.calls || checked.dao !== draft.dao);
  return (
    <>
      <form
        className="draft-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!empty && bytes <= most) check.mutate(draft);
        }}
      >
        <Field id="draft-text" label="Text" hint="Markdown; its first heading is the title." accept=".md,.txt,text/*" value={draft.text} rows={14} onChange={(text) => change({ text })} />
        <Field
          id="draft-calls"
          label="Calls"
          hint="A batch of Safe’s Transaction Builder, what a governor’s propose takes, a Snapshot proposal, a JSON list of calls, or one call a line: 0xTARGET transfer(address,uint256) 0xPAYEE 25000000. Empty if it has none."
          accept=".json,.txt,application/json,text/*"
          value={draft.calls}
          rows={9}
          mono
          onChange={(calls) => change({ calls })}
        />
        <label>
          For which DAO
          <select value={draft.dao} onChange={(event) => change({ dao: event.target.value })}>
            <option value="">None of these: read the calls alone</option>
            {(daos.data ?? []).map((dao) => (
              <option key={dao.id} value={dao.id}>
                {dao.name}
              </option>
            ))}
          </select>
          <span className="hint">With a DAO, its chain is asked what the calls would do now.</span>
        </label>
        {bytes > most && (
          <p className="notice bad" role="alert">
            The draft is too long: {bytes.toLocaleString('en')} bytes, and {most.toLocaleString('en')} are read here. Shorten it, or run{' '}
            <code>prytany digest</code> on your own machine.
          </p>
        )}
        <div className="acts">
          <button type="submit" className="primary" disabled={isPending || empty || bytes > most}>
            {isPending ? 'Checking…' : 'Check this draft'}
          </button>
          <ShareDraft draft={draft} disabled={empty} />
        </div>
      </form>
      <Problem error={check.error} />
      {isPending && <p role="status">Reading the text and the calls. That takes some seconds.</p>}
      {data && !isPending && (
        <section aria-labelledby="draft-result">
          <h2 id="draft-result" ref={result} tabIndex={-1} className="draft-result">
            What people would see
          </h2>
          {changed && (
            <div className="notice warn" role="status">
              <p>You changed the draft since. Check it again to see what is true of it now.</p>
            </div>
          )}
          <KnownDao value={daos.data?.find((dao) => dao.id === checked?.dao)}>
            <SourceProvider>
              <DraftResult answer={data} />
            </SourceProvider>
          </KnownDao>
        </section>
      )}
    </>
  );
}

/** A text to be pasted, or read from a file; the file goes nowhere before it is checked. */
function Field({
  id,
  label,
  hint,
  accept,
  value,
  rows,
  mono = false,
  onChange,
}: {
  id: string;
  label: string;
  hint: string;
  accept: string;
  value: string;
  rows: number;
  mono?: boolean;
  onChange: (value: string) => void;
}) {
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className="draft-field">
      <div className="draft-field-head">
        <label htmlFor={id}>{label}</label>
        <button type="button" onClick={() => file.current?.click()}>
          Open a file<span className="visually-hidden"> with the {label.toLowerCase()}</span>
        </button>
        <input
          ref={file}
          type="file"
          hidden
          accept={accept}
          aria-label={`File with the ${label.toLowerCase()}`}
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) void chosen.text().then(onChange);
            event.target.value = '';
          }}
        />
      </div>
      <p id={`${id}-hint`} className="hint">
        {hint}
      </p>
      <textarea
        id={id}
        aria-describedby={`${id}-hint`}
        className={mono ? 'mono' : undefined}
        rows={rows}
        spellCheck={!mono}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** A link that carries the draft itself: the server neither keeps nor sees it. */
function ShareDraft({ draft, disabled }: { draft: Packed; disabled: boolean }) {
  const announce = useAnnounce();
  const [said, setSaid] = useState('');
  const [byHand, setByHand] = useState('');
  async function share() {
    const packed = await pack(draft);
    setByHand('');
    if (packed === undefined) {
      setSaid(`Too long for a link (${MOST_LINK.toLocaleString('en')} characters). Send the text and the calls as files instead.`);
      return;
    }
    const link = `${window.location.origin}${window.location.pathname}#/draft/${packed}`;
    try {
      await navigator.clipboard.writeText(link);
      setSaid('Copied. The link carries the whole draft: whoever has it can read it.');
      announce('Copied the link to this draft.');
    } catch {
      setSaid('Copy it by hand. The link carries the whole draft: whoever has it can read it.');
      setByHand(link);
    }
  }
  return (
    <>
      <button type="button" disabled={disabled} onClick={() => void share()}>
        Copy a link to this draft
      </button>
      {said && <span className="hint">{said}</span>}
      {byHand && <textarea readOnly rows={3} className="mono" value={byHand} aria-label="Link to this draft" onFocus={(event) => event.target.select()} />}
    </>
  );
}
