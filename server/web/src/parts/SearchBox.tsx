import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';

/** In the header of every page: what is typed is looked for once it is entered. */
export function SearchBox() {
  const [location, navigate] = useLocation();
  const [text, setText] = useState('');
  const searched = /^\/search\/([^/]+)/.exec(location)?.[1];
  useEffect(() => {
    if (searched === undefined) return;
    try {
      setText(decodeURIComponent(searched));
    } catch {
      setText(searched);
    }
  }, [searched]);
  return (
    <form
      role="search"
      className="search-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') navigate(`/search/${encodeURIComponent(text.trim())}`);
      }}
    >
      <input type="search" aria-label="Search proposals" placeholder="Words, address, amount" maxLength={200} value={text} onChange={(event) => setText(event.target.value)} />
      <button type="submit">Search</button>
    </form>
  );
}
