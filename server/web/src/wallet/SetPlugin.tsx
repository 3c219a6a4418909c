import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiError } from '../api/client';
import type { Dao, PluginConfiguration, PluginStatus, SettingsOrder } from '../api/schema';
import { isoOf } from '../format/time';
import { Plain } from '../parts/Plain';
import { Time } from '../parts/Time';
import { settingsObjections } from './checks';
import { hasRole, useAccess } from './session';
import { SettingField } from './SettingField';
import { bare, type Changes, orderOf, problemOf } from './settings';
import { Dialog, Problem } from './SignIn';
import { SignedData } from './SignedData';
import { SignOrBack, useSigning, WillSign } from './Signing';

/** For operators: shows what can be set for a plugin, and has what they enter signed for. */
export function SetPlugin({ plugin }: { plugin: PluginStatus }) {
  const { signedIn } = useAccess();
  const [open, setOpen] = useState(false);
  if (!hasRole(signedIn?.session, 'operator') || !plugin.sha256) return null;
  return (
    <>
      <p>
        <button type="button" onClick={() => setOpen(true)}>
          Settings…
        </button>
      </p>
      {open && <SetDialog plugin={plugin.id} account={signedIn?.session.address ?? ''} onClose={() => setOpen(false)} />}
    </>
  );
}

function SetDialog({ plugin, account, onClose }: { plugin: string; account: string; onClose: () => void }) {
  const daos = useQuery({ queryKey: ['daos'], queryFn: api.daos });
  // Values are for who signed in: nobody else is shown them.
  const configuration = useQuery({ queryKey: ['plugin-settings', plugin, account], queryFn: () => api.pluginSettings(plugin), gcTime: 0, retry: false });
  const dao = daos.data?.[0];
  return (
    <Dialog title={`Settings of ${plugin}`} onClose={onClose}>
      {dao && configuration.data && <Settings configuration={configuration.data} dao={dao} onClose={onClose} />}
      {daos.data?.length === 0 && <p>This server serves no DAO, so there is nothing to sign for. Its operator adds one to the configuration.</p>}
      <Problem error={daos.error ?? configuration.error} />
    </Dialog>
  );
}

interface Prepared {
  order: SettingsOrder;
  sent: ReturnType<typeof orderOf>;
}

function isSecret(configuration: PluginConfiguration, name: string): boolean {
  return configuration.settings.some((one) => one.name === name && one.secret);
}

/** What can be set, and what of it is to be set otherwise. */
export function Settings({ configuration, dao, onClose }: { configuration: PluginConfiguration; dao: Dao; onClose: () => void }) {
  const { plugin, latest } = configuration;
  const { account: operator, busy, error, attempt, sign } = useSigning(dao, onClose);
  // A setting may be called like what every object has.
  const [changes, setChanges] = useState<Changes>(bare);
  const [prepared, setPrepared] = useState<Prepared>();
  const { origin } = window.location;
  const problems = new Map(
    configuration.settings.flatMap((one): [string, string][] => {
      const value = changes[one.name];
      const problem = typeof value === 'string' ? problemOf(one, value) : undefined;
      return problem ? [[one.name, problem]] : [];
    }),
  );

  function change(name: string, value: string | null | undefined) {
    const next = Object.assign(bare(), changes);
    if (value === undefined) delete next[name];
    else next[name] = value;
    setChanges(next);
  }

  if (prepared) {
    const { order, sent } = prepared;
    return (
      <WillSign>
        <h3>What your signature binds</h3>
        <ul>
          {Object.entries(sent.set).map(([name, { value }]) => (
            <li key={name}>
              <Plain text={isSecret(configuration, name) ? `It sets ${name} to the new secret that you entered.` : `It sets ${name} to: ${value}`} />
            </li>
          ))}
          {sent.unset.map((name) => (
            <li key={name}>
              <Plain text={`It takes back what an order set for ${name}.`} />
            </li>
          ))}
          {order.binds.map((line) => (
            <li key={line} className="bound">
              <Plain text={line} />
            </li>
          ))}
        </ul>
        <p className="fine">
          It can be handed in until <Time iso={isoOf(order.expiry)} relative />.
        </p>
        <SignedData data={order.typedData} name={`configure-plugin-${plugin}`} />
        <SignOrBack
          against={settingsObjections(order, { plugin, set: Object.keys(sent.set), unset: sent.unset, values: sent.values, replaces: latest, operator, server: origin }, dao)}
          busy={busy}
          label="Sign"
          onSign={() =>
            void sign(
              order.typedData,
              (signature) =>
                api.submitSettings(plugin, Object.assign({ signature, salted: sent.set }, order.typedData.message, { governor: dao.governor })),
              'The plugin is started again with these values. Its settings say what came of it.',
            )
          }
          onBack={() => setPrepared(undefined)}
        />
        <Problem error={error} />
      </WillSign>
    );
  }
  const refused = error instanceof ApiError ? error.message : '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (problems.size > 0) {
          event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
          return;
        }
        void attempt(async () => {
          const sent = orderOf(configuration, changes);
          setPrepared({ sent, order: await api.settingsOrder(plugin, { dao: dao.id, operator, server: origin, set: Object.keys(sent.set).join(), unset: sent.unset.join(), values: sent.values }) });
        });
      }}
    >
      <p>
        Version <Plain text={configuration.version || 'not said'} />. What you change is signed by you, and the plugin starts again with it; if it does not start, it goes on as it is. What you set
        here goes before the server’s configuration file.
      </p>
      {configuration.onTrial && <p role="status">What was ordered last is being tried now.</p>}
      {configuration.takenBack && (
        <div className="notice bad" role="alert">
          <p className="notice-title">What was ordered last was taken back</p>
          <p>
            <Plain text={configuration.takenBack} />
          </p>
        </div>
      )}
      {configuration.settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          changed={changes[setting.name]}
          problem={problems.get(setting.name) ?? (refused.includes(`prytany.plugins.config.${plugin}.${setting.name} `) ? refused : undefined)}
          onChange={(value) => change(setting.name, value)}
        />
      ))}
      {configuration.others.map(({ name }) => (
        <p key={name}>
          <label>
            <input type="checkbox" checked={changes[name] === null} onChange={(event) => change(name, event.target.checked ? null : undefined)} /> Take back{' '}
            <Plain text={name} />, which was ordered and which this version does not know
          </label>
        </p>
      ))}
      <button type="submit" className="primary" disabled={busy || Object.keys(changes).length === 0}>
        {busy ? 'Preparing…' : 'Show what I will sign'}
      </button>
      <Problem error={error} />
    </form>
  );
}
