import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { feedOf } from '../api/client';
import { Problem } from '../wallet/SignIn';
import { useAnnounce } from './Announcer';

/** Copies what the server wrote as Markdown; where the browser lets no page copy, shows it to be selected. */
export function CopyMarkdown({ load, what }: { load: () => Promise<string>; what: string }) {
  const announce = useAnnounce();
  const [byHand, setByHand] = useState<string>();
  const [copied, setCopied] = useState(false);
  const copy = useMutation({
    mutationFn: async () => {
      const text = await load();
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        return text;
      }
      return undefined;
    },
    onSuccess: (text) => {
      setByHand(text);
      if (text !== undefined) return;
      setCopied(true);
      announce(`Copied ${what} as Markdown.`);
      setTimeout(() => setCopied(false), 2_500);
    },
  });
  return (
    <>
      <button type="button" disabled={copy.isPending} onClick={() => copy.mutate()}>
        {copy.isPending ? 'Fetching…' : copied ? 'Copied' : 'Copy as Markdown'}
      </button>
      <Problem error={copy.error} />
      {byHand !== undefined && <ByHand text={byHand} close={() => setByHand(undefined)} />}
    </>
  );
}

function ByHand({ text, close }: { text: string; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    dialog.current?.showModal?.();
    area.current?.select();
  }, []);
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="by-hand">
      <div className="dialog-head">
        <h2 id="by-hand">Copy it by hand</h2>
        <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <p>This browser lets the page copy nothing here. The text is selected: copy it with your keyboard.</p>
      <textarea ref={area} readOnly rows={14} value={text} aria-label="Markdown" />
    </dialog>
  );
}

/** A sign of a feed to browsers and feed readers that look for one. */
export function useFeedSign(href: string, name: string): void {
  useEffect(() => {
    const link = document.createElement('link');
    link.rel = 'alternate';
    link.type = 'application/atom+xml';
    link.title = `${name}: proposals`;
    link.href = href;
    document.head.append(link);
    return () => link.remove();
  }, [href, name]);
}

export function FeedLink({ dao, name }: { dao: string; name: string }) {
  const href = feedOf(dao);
  useFeedSign(href, name);
  return (
    <a className="feed" href={href} type="application/atom+xml">
      <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path className="icon-line" d="M2 8a6 6 0 016 6M2 3a11 11 0 0111 11" />
        <circle className="icon-dot" cx="3.4" cy="12.6" r="1.6" />
      </svg>{' '}
      Atom feed
    </a>
  );
}
