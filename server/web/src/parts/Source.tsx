import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Span } from '../api/asked';

/**
 * Which place of the description is lit, and which call is shown. Hovering or focusing lights it; revealing also brings it into
 * view.
 */
interface Source {
  active: Span | undefined;
  /** Counts reveals, so that the same place can be brought into view twice. */
  revealed: { count: number; jump: boolean };
  light: (span: Span | undefined) => void;
  /** @param jump whether the page itself may scroll to the place: on a phone the text is far below */
  reveal: (span: Span, jump: boolean) => void;
  /** The call that is shown, and how often one was asked for. */
  call: { index: number; count: number };
  showCall: (index: number) => void;
}

const SourceContext = createContext<Source>({
  active: undefined,
  revealed: { count: 0, jump: false },
  light: () => {},
  reveal: () => {},
  call: { index: -1, count: 0 },
  showCall: () => {},
});

export function SourceProvider({ children }: { children: ReactNode }) {
  const [active, setActive] = useState<Span | undefined>();
  const [revealed, setRevealed] = useState({ count: 0, jump: false });
  const light = useCallback((span: Span | undefined) => setActive(span), []);
  const reveal = useCallback((span: Span, jump: boolean) => {
    setActive(span);
    setRevealed(({ count }) => ({ count: count + 1, jump }));
  }, []);
  const [call, setCall] = useState({ index: -1, count: 0 });
  const showCall = useCallback((index: number) => setCall(({ count }) => ({ index, count: count + 1 })), []);
  const value = useMemo(
    () => ({ active, revealed, light, reveal, call, showCall }),
    [active, revealed, light, reveal, call, showCall],
  );
  return <SourceContext.Provider value={value}>{children}</SourceContext.Provider>;
}

export function useSource(): Source {
  return useContext(SourceContext);
}

/** How often this call was asked for; 0 while another one is shown. */
export function useShownCall(index: number | undefined): number {
  const { call } = useSource();
  return index !== undefined && call.index === index ? call.count : 0;
}

export function overlaps(a: Span, b: Span | undefined): boolean {
  return b !== undefined && a.start < b.end && b.start < a.end;
}
