import { Fragment, useState } from 'react';
import { checksummed, differences, ends, groups, isAddress } from '../format/address';
import { useAnnounce } from './Announcer';
import { useExplorer } from './Book';
import { Plain } from './Plain';

/** A whole address in groups of four: for whatever receives money or power. Copies and is found as one word. */
export function FullAddress({ value }: { value: string }) {
  // Where no chain was asked, a name may stand in the place of an account that nobody gave.
  if (!isAddress(value)) return <Plain text={value} />;
  return (
    <span className="whole-address">
      <code className="address">
        {groups(value).map((group, index) => (
          <Fragment key={index}>
            {/* Where a line may end; no character of the address. */}
            {index > 0 && <wbr />}
            <span className="group">{group}</span>
          </Fragment>
        ))}
      </code>{' '}
      <CopySign value={checksummed(value)} what={`address ${checksummed(value)}`} />
      <ExplorerLink value={value} />
    </span>
  );
}

/** Leads to the address at the operator's explorer; nothing where there is none. */
export function ExplorerLink({ value }: { value: string }) {
  const explorer = useExplorer(value);
  if (!explorer) return null;
  return (
    <>
      {' '}
      <a className="explorer" href={explorer.href} target="_blank" rel="noopener noreferrer nofollow" title={`Shown by ${explorer.host}`}>
        <span aria-hidden="true">↗</span>
        <span className="visually-hidden">
          {checksummed(value)} at {explorer.host}
        </span>
      </a>
    </>
  );
}

/** Its ends can be seen; all of it is there to be found in the page, and to be copied. */
export function ShortHex({ value }: { value: string }) {
  return (
    <code className="short" title={value}>
      <Ends value={value} />
    </code>
  );
}

function Ends({ value }: { value: string }) {
  const parts = ends(value);
  if (!parts) return <>{checksummed(value)}</>;
  return (
    <>
      {parts.first}
      {/* Drawn by the style sheet and read out by its name: no character of what is copied or found. */}
      <span className="left-out" role="img" aria-label="…" />
      <span className="unseen" aria-hidden="true">
        {parts.middle}
      </span>
      {parts.last}
    </>
  );
}

/** Puts a value into the clipboard; true for a moment after that. */
function useCopy(value: string, what: string) {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      announce(`Copied the ${what}.`);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      // Without a secure page there is no clipboard: the whole value is shown to select instead.
      window.prompt(`The ${what}:`, value);
    }
  }

  return { copied, copy };
}

function CopySign({ value, what }: { value: string; what: string }) {
  const { copied, copy } = useCopy(value, what);
  return (
    <button type="button" className="copy only" onClick={() => void copy()}>
      <span className={copied ? 'copy-sign done' : 'copy-sign'} aria-hidden="true" />
      <span className="visually-hidden">Copy the {what}</span>
    </button>
  );
}

/** Shortened; pressing it copies the whole. */
export function CopyHex({ value, what }: { value: string; what: string }) {
  const { copied, copy } = useCopy(value, what);
  return (
    <button type="button" className="copy" title={value} onClick={() => void copy()}>
      <code className="short">
        <Ends value={value} />
      </code>
      <span className={copied ? 'copy-sign done' : 'copy-sign'} aria-hidden="true" />
      <span className="visually-hidden"> copy the {what}</span>
    </button>
  );
}

/** An address with the characters marked in which it differs from another one. */
export function AddressAgainst({ value, other }: { value: string; other: string }) {
  return (
    <code className="address diff">
      {differences(value, other).map((part, index) => (part.differs ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>))}
    </code>
  );
}
