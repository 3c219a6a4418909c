import { useId, useState } from 'react';
import type { Compared } from '../api/asked';
import type { Finding } from '../api/schema';
import { reportOf } from '../format/report';
import { useAnnounce } from './Announcer';
import { useDao } from './Known';
import { saveFile } from './save';

/** Makes a file for whoever looks after the findings. The page sends it nowhere. */
export function ReportFinding({ compared, finding, proposalId }: { compared: Compared; finding: Finding; proposalId: string | undefined }) {
  const dao = useDao();
  const announce = useAnnounce();
  const [says, setSays] = useState('');
  const id = useId();

  function download() {
    const origin = { ...(dao && { chainId: dao.chainId, governor: dao.governor }), ...(proposalId !== undefined && { proposalId }) };
    const report = JSON.stringify(reportOf(compared, finding, says, origin), undefined, 2);
    saveFile(`finding-${finding.code.toLowerCase().replaceAll('_', '-')}.json`, 'application/json', report);
    announce('The report is saved.');
  }

  return (
    <details className="report-finding">
      <summary>
        This finding is wrong<span className="visually-hidden">: {finding.text}</span>
      </summary>
      <label htmlFor={id}>What is wrong with it?</label>
      <textarea id={id} rows={3} maxLength={2_000} value={says} onChange={(event) => setSays(event.target.value)} />
      <p className="fine">
        The file has the finding, the whole text, the calls and what the server made of them. Nothing is sent: give it to the operator of this server, or to whoever keeps Prytany’s
        findings.
      </p>
      <button type="button" onClick={download}>
        Save the report
      </button>
    </details>
  );
}
