import type { Compared } from '../api/asked';
import { CopyHex } from './Address';
import { readAlone } from './Executes';
import { Plain } from './Plain';
import { Time } from './Time';

/** Every model that took part, whichever way the server says it. */
function modelsOf(digest: NonNullable<Compared['digest']>): { id: string; sha256: string }[] {
  if (digest.models && digest.models.length > 0) return digest.models;
  return digest.model ? [{ id: digest.model, sha256: digest.modelSha256 ?? '' }] : [];
}

/** What the digest was made from and with: the same again gives the same text, byte for byte. */
export function Provenance({ proposal }: { proposal: Compared }) {
  const { digest, effects } = proposal;
  return (
    <>
      {digest?.notes?.map((note, index) => (
        <p key={index} className="notice">
          <Plain text={note} />
        </p>
      ))}
      <dl className="facts">
        <dt>Content</dt>
        <dd>
          <CopyHex value={proposal.contentHash} what="content hash" /> over the text and the calls
          {digest && digest.contentHash !== proposal.contentHash && (
            <>
              ; the digest was made from <CopyHex value={digest.contentHash} what="digest’s content hash" />
            </>
          )}
        </dd>
        {digest && (
          <>
            <dt>Digest</dt>
            <dd>
              {digest.plugin}
              {digest.algorithm && <>, {digest.algorithm}</>}
            </dd>
            {modelsOf(digest).map((model) => (
              <Model key={model.id + model.sha256} {...model} />
            ))}
            <dt>Ran on</dt>
            <dd>
              {[digest.runtime, digest.device].filter(Boolean).join(', ') || 'an unnamed device'}, in {digest.millis.toLocaleString('en')} ms,{' '}
              <Time iso={digest.madeAt} />
            </dd>
            <dt>Up to date</dt>
            <dd>{digest.stale ? <Stale reason={digest.staleReason} /> : 'Yes: it is what would be made now.'}</dd>
          </>
        )}
        {effects && (
          <>
            <dt>Effects</dt>
            <dd>
              {readAlone(effects) ? 'read from the calls alone' : `at block ${effects.block.toLocaleString('en')}, with ${effects.method}`}, <CopyHex value={effects.effectsHash} what="effects hash" />
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function Stale({ reason }: { reason: string | undefined }) {
  return (
    <>
      No. <Plain text={reason ?? 'Text, calls or models have changed since.'} />
    </>
  );
}

function Model({ id, sha256 }: { id: string; sha256: string }) {
  return (
    <>
      <dt>Model</dt>
      <dd>
        <Plain text={id} />
        {sha256 && (
          <>
            , SHA-256 <CopyHex value={sha256} what={`SHA-256 of ${id}`} />
          </>
        )}
      </dd>
    </>
  );
}
