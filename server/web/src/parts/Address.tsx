import { differences, groups, shortened } from '../format/address';

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

/** An address with the characters marked in which it differs from another one. */
export function AddressAgainst({ value, other }: { value: string; other: string }) {
  return (
    <code className="address diff">
      {differences(value, other).map((part, index) => (part.differs ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>))}
    </code>
  );
}
