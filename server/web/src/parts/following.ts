import { useSyncExternalStore } from 'react';
import { ALL_KINDS, type Kind } from '../format/news';

/** What this browser tells somebody of, by DAO. It is kept in this browser and nowhere else. */
type Following = Record<string, Kind[]>;

const KEY = 'prytany.following';
const listeners = new Set<() => void>();
let known: Following | undefined;

function read(): Following {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return Object.fromEntries(
      Object.entries(stored as Record<string, unknown>)
        .map(([dao, kinds]) => [dao, ALL_KINDS.filter((kind) => Array.isArray(kinds) && kinds.includes(kind))] as const)
        .filter(([, kinds]) => kinds.length > 0),
    );
  } catch {
    return {};
  }
}

function current(): Following {
  return (known ??= read());
}

/** @param wanted whether this browser is to tell somebody of that kind */
export function follow(dao: string, kind: Kind, wanted: boolean): void {
  // What was chosen meanwhile counts, too: the browser may have asked for long.
  const { [dao]: before = [], ...others } = current();
  const kinds = ALL_KINDS.filter((one) => (one === kind ? wanted : before.includes(one)));
  known = kinds.length > 0 ? { ...others, [dao]: kinds } : others;
  try {
    localStorage.setItem(KEY, JSON.stringify(known));
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  // Another tab's choice counts here, too.
  const elsewhere = (event: StorageEvent) => {
    if (event.key !== KEY) return;
    known = undefined;
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', elsewhere);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', elsewhere);
  };
}

export function useFollowing(): Following {
  return useSyncExternalStore(subscribe, current);
}
