import type { ReactNode } from 'react';
import { stateOf, type Tone } from '../format/words';

export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}

export function StateBadge({ state }: { state: string }) {
  const { label, tone } = stateOf(state);
  return <Badge tone={tone}>{label}</Badge>;
}
