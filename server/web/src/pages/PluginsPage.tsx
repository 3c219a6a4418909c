import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { key } from '../format/words';
import { Badge } from '../parts/Badge';
import { Plain } from '../parts/Plain';
import { Empty, Failure, Loading } from '../parts/States';
import { RemovePlugin, UploadPlugin } from '../wallet/InstallPlugin';
import { SetPlugin } from '../wallet/SetPlugin';
import { Page } from './Page';

const PLUGIN_WORDS: Record<string, { label: string; tone: 'good' | 'bad' | 'plain' | 'warn' }> = {
  STAGED: { label: 'staged', tone: 'warn' },
  STARTING: { label: 'starting', tone: 'plain' },
  ACTIVE: { label: 'active', tone: 'good' },
  STANDBY: { label: 'standby', tone: 'plain' },
  FAILED: { label: 'failed', tone: 'bad' },
  REFUSED: { label: 'refused', tone: 'bad' },
  QUARANTINED: { label: 'quarantined', tone: 'bad' },
  GONE: { label: 'gone', tone: 'plain' },
};

export function PluginsPage() {
  const plugins = useQuery({ queryKey: ['plugins'], queryFn: api.plugins });
  return (
    <Page title="Plugins" lead={<p>The modules that read, decide and plan. They hold no keys and send nothing; the server checks all they say.</p>}>
      <UploadPlugin />
      {plugins.isPending && <Loading what="the plugins" />}
      {plugins.isError && <Failure error={plugins.error} what="the plugins" retry={() => void plugins.refetch()} />}
      {plugins.data?.length === 0 && (
        <Empty title="No plugin is installed">Sign in as an operator and upload a plugin’s WAR here, or copy it into the server’s plugins folder and list its SHA-256 in the configuration.</Empty>
      )}
      <ul className="cards">
        {plugins.data?.map((plugin) => {
          const words = PLUGIN_WORDS[key(plugin.state)] ?? { label: plugin.state, tone: 'plain' as const };
          return (
            <li key={`${plugin.id}/${plugin.file ?? ''}`} className="card">
              <div className="card-badges">
                <Badge tone={words.tone}>{words.label}</Badge>
              </div>
              <h2>
                <Plain text={plugin.id} /> <span className="soft">{plugin.version}</span>
              </h2>
              <RemovePlugin plugin={plugin} />
              <SetPlugin plugin={plugin} />
              {plugin.kind && <p>{plugin.kind}</p>}
              {plugin.reason && (
                <p>
                  <Plain text={plugin.reason} />
                </p>
              )}
              {plugin.file && (
                <p className="fine">
                  {plugin.file}
                  {plugin.sha256 && (
                    <>
                      , SHA-256 <code className="calldata">{plugin.sha256}</code>
                    </>
                  )}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Page>
  );
}
