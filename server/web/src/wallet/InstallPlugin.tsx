import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Dao, PluginOrder, PluginReport, PluginStatus } from '../api/schema';
import { useAnnounce } from '../parts/Announcer';
import { Plain } from '../parts/Plain';
import { Time } from '../parts/Time';
import { isoOf } from '../format/time';
import { pluginObjections, type PluginAsked } from './checks';
import { hasRole, useAccess } from './session';
import { Dialog, Problem } from './SignIn';
import { SignedData } from './SignedData';
import { SignOrBack, useAttempt, useSigning, WillSign } from './Signing';

/** For operators: uploads a plugin, shows what was found in it, and has it signed for. */
export function UploadPlugin() {
  const { signedIn } = useAccess();
  const announce = useAnnounce();
  const { busy, error, attempt } = useAttempt();
  const [file, setFile] = useState<File>();
  const [report, setReport] = useState<PluginReport>();
  if (!hasRole(signedIn?.session, 'operator')) return null;
  return (
    <section className="card" aria-label="Upload a plugin">
      <h2>Upload a plugin</h2>
      <p>The server looks into the file and reports. Nothing in it runs before you sign for that very file.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(async () => {
            setReport(undefined);
            if (!file) return;
            const found = await api.uploadPlugin(file);
            setReport(found);
            announce(found.waits ? 'Nothing was found against the plugin. It waits for your signature.' : 'The plugin was refused. The reasons are shown.');
          });
        }}
      >
        <label>
          The plugin’s WAR file, 64 MiB at most{' '}
          <input type="file" accept=".war" required onChange={(event) => setFile(event.target.files?.[0])} />
        </label>
        <button type="submit" disabled={busy}>
          {busy ? 'Uploading…' : 'Upload and look into it'}
        </button>
      </form>
      <Problem error={error} />
      {report && <Report report={report} onDone={() => setReport(undefined)} />}
    </section>
  );
}

function Report({ report, onDone }: { report: PluginReport; onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const downgrade = report.action === 'downgrade-plugin';
  return (
    <div role="group" aria-label="What was found in the upload">
      <h3>
        {report.id ? <Plain text={`${report.id} ${report.version}`} /> : 'No plugin that could be read'} {report.kind && <span className="soft">{report.kind}</span>}
      </h3>
      <p className="fine">
        SHA-256 <code className="calldata">{report.sha256}</code>
        {report.spi && (
          <>
            , for interfaces <Plain text={report.spi} />
          </>
        )}
        , {report.classes} classes read, none run
      </p>
      {report.refusals.length > 0 && (
        <div className="notice bad" role="alert">
          <p className="notice-title">It was refused, and nothing of it was kept</p>
          <ul>
            {report.refusals.map(({ reason, next }) => (
              <li key={reason}>
                <Plain text={reason} />. {next}
              </li>
            ))}
          </ul>
        </div>
      )}
      <h4>What it may do</h4>
      {report.asks.length === 0 ? (
        <p>Compute, and nothing else.</p>
      ) : (
        <ul>
          {report.asks.map(({ permission, words, uses }) => (
            <li key={permission}>
              It {words} ({permission}), in {uses} places.
            </li>
          ))}
        </ul>
      )}
      {report.changes.length > 0 && (
        <>
          <h4>Against the version in service</h4>
          <ul>
            {report.changes.map((line) => (
              <li key={line}>
                <Plain text={line} />
              </li>
            ))}
          </ul>
        </>
      )}
      {report.waits && (
        <p>
          <button type="button" className={downgrade ? undefined : 'primary'} onClick={() => setOpen(true)}>
            {downgrade ? 'Sign for this downgrade…' : 'Sign for it…'}
          </button>
        </p>
      )}
      {open && (
        <OrderDialog
          title={downgrade ? 'Go back to an older version' : 'Put this plugin in service'}
          asked={{ action: report.action, plugin: report.id, version: report.version, sha256: report.sha256, replaces: report.replaces?.sha256 }}
          onClose={() => setOpen(false)}
          onDone={onDone}
        />
      )}
    </div>
  );
}

/** For operators: takes a plugin out of service. */
export function RemovePlugin({ plugin }: { plugin: PluginStatus }) {
  const { signedIn } = useAccess();
  const [open, setOpen] = useState(false);
  if (!hasRole(signedIn?.session, 'operator') || !plugin.kind || !plugin.sha256) return null;
  return (
    <>
      <p>
        <button type="button" onClick={() => setOpen(true)}>
          Take out of service…
        </button>
      </p>
      {open && (
        <OrderDialog
          title="Take this plugin out of service"
          asked={{ action: 'remove-plugin', plugin: plugin.id, version: plugin.version, sha256: plugin.sha256, replaces: undefined }}
          onClose={() => setOpen(false)}
          onDone={() => {}}
        />
      )}
    </>
  );
}

interface Ordering {
  title: string;
  asked: PluginAsked;
  onClose: () => void;
  onDone: () => void;
}

function OrderDialog(ordering: Ordering) {
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  const dao = daos.data?.[0];
  return (
    <Dialog title={ordering.title} onClose={ordering.onClose}>
      {dao && <Order {...ordering} dao={dao} />}
      {daos.data?.length === 0 && <p>This server serves no DAO, so there is nothing to sign for. Its operator adds one to the configuration.</p>}
      <Problem error={daos.error} />
    </Dialog>
  );
}

function Order({ asked, dao, onClose, onDone }: Ordering & { dao: Dao }) {
  const { account: operator, busy, error, attempt, sign } = useSigning(dao, onClose);
  const [order, setOrder] = useState<PluginOrder>();
  const { origin } = window.location;
  if (!order) {
    const which = asked.action === 'remove-plugin' ? { remove: asked.plugin } : { sha256: asked.sha256 };
    return (
      <>
        <p>
          <Plain text={`${asked.plugin} ${asked.version}`} />, for all DAOs of this server.
        </p>
        <button type="button" className="primary" disabled={busy} onClick={() => void attempt(async () => setOrder(await api.pluginOrder({ dao: dao.id, operator, server: origin, ...which })))}>
          {busy ? 'Preparing…' : 'Show what I will sign'}
        </button>
        <Problem error={error} />
      </>
    );
  }
  return (
    <WillSign>
      <h3>What your signature binds</h3>
      <ul>
        {order.binds.map((line) => (
          <li key={line} className="bound">
            <Plain text={line} />
          </li>
        ))}
      </ul>
      <p className="fine">
        It can be handed in until <Time iso={isoOf(order.expiry)} relative />.
      </p>
      <SignedData data={order.typedData} name={`${order.action}-${order.plugin}`} />
      <SignOrBack
        against={pluginObjections(order, { ...asked, operator, server: origin }, dao)}
        busy={busy}
        label={asked.action === 'downgrade-plugin' ? 'Sign the downgrade' : 'Sign'}
        onSign={() =>
          void sign(
            order.typedData,
            async (signature) => {
              await api.submitPluginOrder({ ...order.typedData.message, governor: dao.governor, signature });
              onDone();
            },
            asked.action === 'remove-plugin' ? 'The plugin is taken out of service.' : 'The plugin is put in service. This page says how it does.',
          )
        }
        onBack={() => setOrder(undefined)}
      />
      <Problem error={error} />
    </WillSign>
  );
}
