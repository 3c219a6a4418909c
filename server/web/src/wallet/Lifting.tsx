import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { Finding, Payout } from '../api/schema';
import { key, plural } from '../format/words';
import { Differences } from '../parts/Comparison';
import { Plain } from '../parts/Plain';
import { Failure, Loading } from '../parts/States';

/** The findings that an override lifts. */
export function blocking(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => key(finding.severity) === 'RED');
}

/** As an override names a finding. */
export function nameOf(finding: Finding): string {
  return finding.action < 0 ? finding.code : `${finding.code} in call ${finding.action + 1}`;
}

/** Everything that an override takes responsibility for, in words and side by side; each is ticked before anything is signed. */
export function Lifting({ payout, onRead }: { payout: Payout; /** Whether all was ticked as it stands now. */ onRead: (all: boolean) => void }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const proposal = useQuery({
    queryKey: ['proposal', payout.dao, payout.proposalId],
    queryFn: () => api.proposal(payout.dao, payout.proposalId),
    refetchOnMount: 'always',
  });
  const findings = blocking(proposal.data?.verdict?.findings ?? []);
  // Words that change meanwhile have not been read.
  const marks = findings.map((finding, index) => `${index} ${nameOf(finding)} ${finding.text}`);
  const same = JSON.stringify(findings.map(nameOf).sort()) === JSON.stringify([...payout.blockedBy].sort());
  const all = proposal.isSuccess && !proposal.isFetching && same && marks.every((mark) => ticked.has(mark));
  useEffect(() => onRead(all), [all, onRead]);

  function tick(mark: string, on: boolean) {
    const next = new Set(ticked);
    if (on) next.add(mark);
    else next.delete(mark);
    setTicked(next);
  }

  if (proposal.isPending) return <Loading what="what is to be lifted" />;
  if (proposal.isError) return <Failure error={proposal.error} what="what is to be lifted" retry={() => void proposal.refetch()} />;
  if (!same) {
    return (
      <div className="notice bad" role="alert">
        <p className="notice-title">What blocks this payout has changed</p>
        <p>Close this, reload the page and read the findings again.</p>
      </div>
    );
  }
  return (
    <fieldset className="lifting">
      <legend>You lift {plural(findings.length, 'finding')}. Tick each that you have read.</legend>
      {findings.map((finding, index) => (
        <label key={index} className="finding red">
          <input type="checkbox" checked={ticked.has(marks[index] ?? '')} onChange={(event) => tick(marks[index] ?? '', event.target.checked)} />
          <span>
            <Plain text={finding.text} />
            {finding.action >= 0 && <span className="next-step">In call {finding.action + 1}</span>}
          </span>
        </label>
      ))}
      <Differences proposal={proposal.data} />
    </fieldset>
  );
}
