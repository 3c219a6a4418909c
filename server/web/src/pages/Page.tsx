import { useEffect, useRef, type ReactNode } from 'react';

/** A page's heading takes the focus when one navigates to it, so that a screen reader starts there. */
export function Page({ title, heading, lead, children }: { title: string; heading?: ReactNode; lead?: ReactNode; children: ReactNode }) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Prytany`;
  }, [title]);
  useEffect(() => {
    // The first page after loading leaves the focus where the browser put it: before the skip link.
    if (navigator.userActivation?.hasBeenActive) element.current?.focus();
  }, []);
  return (
    <>
      <h1 ref={element} tabIndex={-1}>
        {heading ?? title}
      </h1>
      {lead && <div className="lead">{lead}</div>}
      {children}
    </>
  );
}
