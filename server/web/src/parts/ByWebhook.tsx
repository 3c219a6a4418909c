import { useId, useState } from 'react';
import { api } from '../api/client';
import { Wanted } from './Wanted';

/** The form that our own programs read; it can be signed. */
const SIGNED = 'webhook';

interface Asked {
  dao: string;
  name: string;
  forms: { word: string; title: string }[];
  kinds: { word: string; title: string }[];
}

/** How somebody has this server tell a program or a chat of theirs of a DAO. */
export function ByWebhook(asked: Asked) {
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={(event) => setOpened((before) => before || event.currentTarget.open)}>
      <summary>By webhook, or in a chat</summary>
      {opened && <Form {...asked} />}
    </details>
  );
}

function Form({ dao, name, forms, kinds }: Asked) {
  const [form, setForm] = useState(forms[0]?.word ?? '');
  const [address, setAddress] = useState('');
  const [secret, setSecret] = useState('');
  const fields = useId();
  return (
    <Wanted
      dao={dao}
      legend={`Tell my program or chat of ${name}`}
      kinds={kinds}
      button="Subscribe by webhook"
      ask={(choice) => api.subscribeByWebhook({ form, address, ...(form === SIGNED && secret !== '' ? { secret } : {}), ...choice })}
      fine="One message comes there with a link to confirm. Only this server keeps the address, for nothing else; each message has a link that ends it and deletes the address, for everybody who reads there. What you subscribe to with it replaces what it was told before."
    >
      <label htmlFor={`${fields}-form`}>What takes the messages</label>
      <select id={`${fields}-form`} value={form} onChange={(event) => setForm(event.target.value)}>
        {forms.map(({ word, title }) => (
          <option key={word} value={word}>
            {title}
          </option>
        ))}
      </select>
      <label htmlFor={`${fields}-address`}>The webhook’s address</label>
      <input id={`${fields}-address`} type="url" required pattern="https://.+/.*" title="It begins with https:// and has a path" placeholder="https://…" autoComplete="off" maxLength={1_000} value={address} onChange={(event) => setAddress(event.target.value)} />
      {form === SIGNED && (
        <>
          <label htmlFor={`${fields}-secret`}>A secret under which each message is signed, if you want that (16 characters or more)</label>
          <input id={`${fields}-secret`} type="text" autoComplete="off" spellCheck={false} minLength={16} maxLength={128} value={secret} onChange={(event) => setSecret(event.target.value)} />
        </>
      )}
    </Wanted>
  );
}
