/** A draft, as a link carries it behind its `#`: no server sees it there. */
export interface Packed {
  text: string;
  calls: string;
  dao: string;
}

/** Longer addresses are cut by mail programs and chats. */
export const MOST_LINK = 16_000;

/** What a link may unpack to: a small one can stand for very much. */
const MOST_UNPACKED = 400_000;

async function through(bytes: Uint8Array<ArrayBuffer>, by: CompressionStream | DecompressionStream, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const writer = by.writable.getWriter();
  // What goes wrong shows where it is read.
  void writer.write(bytes).catch(() => {});
  void writer.close().catch(() => {});
  const reader = by.readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError('too long');
    }
    parts.push(part.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The draft as letters, digits, "-" and "_"; undefined if it would be longer than a link may be, or unpack to more than is unpacked. */
export async function pack(draft: Packed): Promise<string | undefined> {
  const json = new TextEncoder().encode(JSON.stringify([draft.text, draft.calls, draft.dao]));
  if (json.length > MOST_UNPACKED) return undefined;
  const packed = await through(json, new CompressionStream('deflate-raw'), MOST_UNPACKED);
  if (packed.length > MOST_LINK) return undefined;
  const text = btoa(String.fromCharCode(...packed))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  return text.length > MOST_LINK ? undefined : text;
}

/** The draft that was packed; undefined if it is none, cut off, or unpacks to more than a draft has. */
export async function unpack(packed: string): Promise<Packed | undefined> {
  if (packed.length > MOST_LINK || !/^[A-Za-z0-9_-]+$/.test(packed)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    const json = await through(bytes, new DecompressionStream('deflate-raw'), MOST_UNPACKED);
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
    if (!Array.isArray(read) || read.length !== 3 || !read.every((part) => typeof part === 'string')) return undefined;
    const [text, calls, dao] = read as [string, string, string];
    return { text, calls, dao };
  } catch {
    return undefined;
  }
}
