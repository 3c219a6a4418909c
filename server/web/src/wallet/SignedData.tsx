import { useMemo } from 'react';
import type { TypedData } from '../api/schema';
import { Plain } from '../parts/Plain';
import { hashesOf } from './hashes';

/** The data field by field and its hashes, as a hardware wallet shows them; computed here, not copied. */
export function SignedData({ data, name }: { data: TypedData; name: string }) {
  const hashes = useMemo(() => {
    try {
      return hashesOf(data);
    } catch {
      return undefined;
    }
  }, [data]);
  return (
    <>
      <h3>What your wallet will show</h3>
      <p>Compare every line with your wallet’s own screen, not with this page alone. A wallet that shows only hashes shows these three.</p>
      {hashes && (
        <dl className="facts signed-hashes">
          <Field name="Domain hash" value={hashes.domainSeparator} />
          <Field name="Message hash" value={hashes.messageHash} />
          <Field name="Digest (what is signed)" value={hashes.digest} />
        </dl>
      )}
      <details>
        <summary>The signed data, field by field ({data.primaryType})</summary>
        <dl className="facts">
          {Object.entries(data.domain).map(([field, value]) => (
            <Field key={`domain.${field}`} name={`domain.${field}`} value={value} />
          ))}
          {Object.entries(data.message).map(([field, value]) => (
            <Field key={field} name={field} value={value} />
          ))}
        </dl>
      </details>
      <p className="fine">
        <a download={`prytany-${name}.json`} href={`data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(data))}`}>
          Download it
        </a>{' '}
        and check it against your own endpoint: <code>./prytany verify --rpc URL FILE</code>
      </p>
    </>
  );
}

function Field({ name, value }: { name: string; value: unknown }) {
  const lines = Array.isArray(value) ? value.map(String) : [String(value)];
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {lines.length === 0 && <span className="soft">none</span>}
        {lines.map((line, index) => (
          <code key={index} className="calldata">
            <Plain text={line} />
          </code>
        ))}
      </dd>
    </>
  );
}
