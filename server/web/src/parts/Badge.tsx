import type { ReactNode } from 'react';
import { isStopped, key, type Standing, stateOf, type Tone } from '../format/words';

export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}

/** Where a proposal stands, and whether a finding stops it: of what is over, one badge says both. */
export function StandingBadges({ of }: { of: Standing }) {
  const { open } = stateOf(of.state);
  if (!open && of.blocked && key(of.state) === 'EXECUTED') {
    return of.overridden ? <Badge tone="warn">Executed after an override</Badge> : <Badge tone="bad">Executed despite findings</Badge>;
  }
  return (
    <>
      <StateBadge state={of.state} />
      {isStopped(of) && (
        <>
          {' '}
          <Badge tone="bad">Stopped</Badge>
        </>
      )}
      {open && of.overridden && (
        <>
          {' '}
          <Badge tone="warn">Block overridden</Badge>
        </>
      )}
    </>
  );
}

export function StateBadge({ state }: { state: string }) {
  const { label, tone } = stateOf(state);
  return <Badge tone={tone}>{label}</Badge>;
}
