import { useState } from 'react';
import { differences, groups, shortened } from '../format/address';
import { useAnnounce } from './Announcer';

/** A whole address in groups of four: for whatever receives money or power. Copies as one word. */
export function FullAddress({ value }: { value: string }) {
  return (
    <code className="address">
      {groups(value).map((group, index) => (
        <span key={index} className="group">
          {group}
        </span>
      ))}
    </code>
  );
}

/** Shortened, the whole one on hover and for screen readers. */
export function ShortHex({ value }: { value: string }) {
  return (
    <code className="short" title={value}>
      {shortened(value)}
    </code>
  );
}

/** Shortened; pressing it copies the whole. */
export function CopyHex({ value, what }: { value: string; what: string }) {
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

  return (
    <button type="button" className="copy" title={value} onClick={() => void copy()}>
      <code>{shortened(value)}</code>
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
