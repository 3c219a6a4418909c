import { useId } from 'react';
import type { PluginSetting } from '../api/schema';
import { Plain } from '../parts/Plain';
import { listed, ofLines } from './settings';

const COMES_FROM: Record<string, string> = {
  order: 'set by an order',
  file: 'set in the configuration file',
  default: 'not set: the default counts',
  nothing: 'not set',
};

interface Field {
  setting: PluginSetting;
  /** What it is to be; null: what an order set is taken back; undefined: as it is. */
  changed: string | null | undefined;
  problem: string | undefined;
  onChange: (value: string | null | undefined) => void;
}

/** One thing that can be set: what it is, what it may be, what it is now, and where to change it. */
export function SettingField({ setting, changed, problem, onChange }: Field) {
  const field = useId();
  const { name, title, description, expected, secret, required, byDefault, from, type, choices } = setting;
  const said = `${field}-said`;
  const wrong = `${field}-wrong`;
  return (
    <div className="setting">
      <label htmlFor={field}>
        <Plain text={title || name} />
        {required && ' (required)'}
      </label>
      <Input setting={setting} changed={changed} id={field} described={problem ? `${said} ${wrong}` : said} invalid={problem !== undefined} onChange={onChange} />
      <p id={said} className="fine">
        {description && (
          <>
            <Plain text={description} />{' '}
          </>
        )}
        <Plain text={`${name}: ${expected}.`} /> Now {COMES_FROM[from] ?? from}
        {type === 'array' && choices.length === 0 && !secret && ', one a line'}
        {secret && '; a secret, which is never shown'}.
        {byDefault !== undefined && (
          <>
            {' '}
            Default: <Plain text={byDefault} />.
          </>
        )}
      </p>
      {problem && (
        <p id={wrong} className="problem" role="alert">
          <Plain text={problem} />
        </p>
      )}
      {from === 'order' && (
        <label>
          <input type="checkbox" checked={changed === null} onChange={(event) => onChange(event.target.checked ? null : undefined)} /> Take back what the order set
        </label>
      )}
    </div>
  );
}

interface InputField {
  setting: PluginSetting;
  changed: string | null | undefined;
  id: string;
  described: string;
  invalid: boolean;
  onChange: (value: string | undefined) => void;
}

function Input({ setting, changed, id, described, invalid, onChange }: InputField) {
  const { type, choices, secret, from } = setting;
  const now = secret ? '' : (setting.value ?? '');
  const value = changed ?? now;
  const shared = { id, 'aria-describedby': described, 'aria-invalid': invalid, disabled: changed === null };
  // What is as it was is not ordered.
  const enter = (text: string) => onChange(text === now ? undefined : text);
  if (type === 'array' && choices.length > 0) {
    const chosen = listed(value);
    return (
      <span id={id} role="group" aria-label={setting.title || setting.name} aria-describedby={described}>
        {choices.map((one) => (
          <label key={one}>
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              disabled={changed === null}
              onChange={(event) => enter(choices.filter((its) => (its === one ? event.target.checked : chosen.includes(its))).join(', '))}
            />{' '}
            <Plain text={one} />
          </label>
        ))}
      </span>
    );
  }
  if (type === 'boolean' || choices.length > 0) {
    return (
      <select {...shared} value={value} onChange={(event) => enter(event.target.value)}>
        <option value="">{secret && from !== 'nothing' ? 'as it is' : 'choose'}</option>
        {(type === 'boolean' ? ['true', 'false'] : choices).map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    );
  }
  if (type === 'array' && !secret) {
    return <Lines shared={shared} value={value} enter={enter} />;
  }
  return (
    <input
      {...shared}
      type={secret ? 'password' : 'text'}
      autoComplete={secret ? 'new-password' : 'off'}
      inputMode={type === 'integer' ? 'numeric' : type === 'number' ? 'decimal' : undefined}
      placeholder={secret && (from === 'order' || from === 'file') ? 'set; type to replace it' : ''}
      value={value}
      onChange={(event) => enter(event.target.value)}
    />
  );
}

/** One text a line; what is sent has commas between. */
function Lines({ shared, value, enter }: { shared: object; value: string; enter: (text: string) => void }) {
  return <textarea {...shared} rows={3} defaultValue={listed(value).join('\n')} onChange={(event) => enter(ofLines(event.target.value))} />;
}
