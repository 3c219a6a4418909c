import { useId, useState } from 'react';
import { api } from '../api/client';
import { Wanted } from './Wanted';

/** How somebody has this server tell them by mail of a DAO. */
export function ByMail({ dao, name, kinds }: { dao: string; name: string; kinds: { word: string; title: string }[] }) {
  const [address, setAddress] = useState('');
  const field = useId();
  return (
    <Wanted
      dao={dao}
      legend={`Tell me by mail of ${name}`}
      kinds={kinds}
      button="Subscribe by mail"
      ask={(choice) => api.subscribeByMail({ address, ...choice })}
      fine="You get one mail with a link to confirm. Only this server keeps your address, for nothing else, and each mail has a link that ends it and deletes the address. What you subscribe to by mail replaces what you subscribed to with that address before."
    >
      <label htmlFor={field}>Your mail address</label>
      <input id={field} type="email" autoComplete="email" required maxLength={254} value={address} onChange={(event) => setAddress(event.target.value)} />
    </Wanted>
  );
}
