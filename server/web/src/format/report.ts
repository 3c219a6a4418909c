import type { Compared } from '../api/asked';
import type { Action, Finding } from '../api/schema';

/** Who proposed what where; absent of a draft. */
export interface Origin {
  chainId?: number;
  governor?: string;
  proposalId?: string;
}

const AROUND = 300;

/**
 * What somebody who was not there needs to judge whether a finding is wrong: all of it stands on the page. `case` is a line of
 * proposals as `prytany digest --jsonl` reads them, and `prytany evaluate claims` counts them.
 */
export function reportOf(compared: Compared, finding: Finding, says: string, origin: Origin) {
  const { description, contentHash, digest, effects, verdict } = compared;
  const { start, end } = finding;
  const placed = start !== undefined && end !== undefined && start <= end && end <= description.length;
  return {
    report: 'prytany.finding/1',
    says: says.trim(),
    finding,
    quoted: placed ? { before: description.slice(Math.max(0, start - AROUND), start), text: description.slice(start, end), after: description.slice(end, end + AROUND) } : undefined,
    call: effects?.actions.find(({ index }) => index === finding.action),
    agreement: verdict?.agreement,
    findings: (verdict?.findings ?? []).map(({ code, severity }) => `${severity} ${code}`),
    effects: effects && { succeeded: effects.succeeded, revertReason: effects.revertReason, effects: effects.effects, block: effects.block, method: effects.method },
    claims: digest?.claims ?? [],
    madeWith: digest && { plugin: digest.plugin, algorithm: digest.algorithm, model: digest.model, models: digest.models, runtime: digest.runtime, device: digest.device },
    origin: { ...origin, contentHash },
    case: { id: origin.proposalId ?? contentHash, source: 'reports', title: '', body: description, actions: (effects?.actions ?? []).map(callOf) },
  };
}

function callOf({ target, valueWei, calldata }: Action) {
  return { encoding: 'calldata', target, signature: '', value: valueWei, args: [], calldata };
}
