import type { ReactNode } from 'react';
import { ApiError } from '../api/client';

export function Loading({ what }: { what: string }) {
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">Loading {what}…</span>
      <div className="skeleton wide" aria-hidden="true" />
      <div className="skeleton" aria-hidden="true" />
      <div className="skeleton narrow" aria-hidden="true" />
    </div>
  );
}

/** What failed, and what to do now. */
export function Failure({ error, what, retry }: { error: unknown; what: string; retry?: () => void }) {
  const problem = error instanceof ApiError ? error : undefined;
  return (
    <div className="notice bad" role="alert">
      <p className="notice-title">Could not load {what}</p>
      <p>{problem?.message ?? (error instanceof Error ? error.message : String(error))}</p>
      <Remedy of={error} />
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** Nothing where the problem says itself what to do. */
function Remedy({ of }: { of: unknown }) {
  const words = of instanceof ApiError ? of.remedy : 'Reload the page. If it happens again, tell the operator.';
  return words && <p>{words}</p>;
}

/** Why the server did not do what was asked, and what to do now. */
export function Refused({ error }: { error: Error }) {
  return (
    <div className="notice bad" role="alert">
      <p className="notice-title">{error.message}</p>
      <Remedy of={error} />
    </div>
  );
}

export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p>{children}</p>
    </div>
  );
}
