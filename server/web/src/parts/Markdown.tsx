import type { Element, ElementContent, Root, Text } from 'hast';
import { memo, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import type { Span } from '../api/asked';
import { judgeLink } from '../format/links';
import { align, segments } from '../format/spans';
import { Piece, Plain } from './Plain';
import { overlaps, useSource } from './Source';

/** A link out of hostile text: it shows its host, and nothing but a web or mail address is followed. */
export function OutsideLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  const verdict = judgeLink(href);
  if (verdict.kind === 'inert') {
    return (
      <span className="inert-link">
        {children}{' '}
        <span className="target" title={verdict.why}>
          [not a link: <Plain text={verdict.target.slice(0, 200) || verdict.why} />]
        </span>
      </span>
    );
  }
  return (
    <>
      <a href={verdict.href} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
        {children}
      </a>{' '}
      <span className="target">[{verdict.host}]</span>
    </>
  );
}

function InertImage({ src, alt }: { src: string | undefined; alt: string | undefined }) {
  return (
    <span className="inert-link">
      Image, not loaded{alt ? <>: <Plain text={alt} /></> : ''}{' '}
      <span className="target">
        [<Plain text={(src ?? '').slice(0, 200)} />]
      </span>
    </span>
  );
}

function Sourced({ start, end, children }: Span & { children: ReactNode }) {
  const { active } = useSource();
  return (
    <mark className={overlaps({ start, end }, active) ? 'source active' : 'source'} data-start={start}>
      {children}
    </mark>
  );
}

const ALLOWED = [
  'p', 'br', 'hr', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'img',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'input', 'mark', 'bdi', 'sup', 'section',
];

/** Headings are sunk below the page's own, and nothing keeps an id, a class or a style of its own. */
const COMPONENTS: Components = {
  a: ({ href, children }) => <OutsideLink href={href}>{children}</OutsideLink>,
  img: ({ src, alt }) => <InertImage src={typeof src === 'string' ? src : undefined} alt={alt} />,
  h1: ({ children }) => <h3 dir="auto">{children}</h3>,
  h2: ({ children }) => <h4 dir="auto">{children}</h4>,
  h3: ({ children }) => <h5 dir="auto">{children}</h5>,
  h4: ({ children }) => <h6 dir="auto">{children}</h6>,
  h5: ({ children }) => <h6 dir="auto">{children}</h6>,
  h6: ({ children }) => <h6 dir="auto">{children}</h6>,
  input: ({ checked }) => <span>{checked ? '☑' : '☐'}</span>,
  section: ({ children }) => <div className="footnotes">{children}</div>,
  li: ({ children }) => <li dir="auto">{children}</li>,
  ul: ({ children }) => <ul>{children}</ul>,
  sup: ({ children }) => <sup>{children}</sup>,
  code: ({ children }) => <code>{children}</code>,
  th: ({ children }) => <th dir="auto">{children}</th>,
  td: ({ children }) => <td dir="auto">{children}</td>,
  table: ({ children }) => (
    <div className="scroll" role="region" aria-label="Table in the proposal" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  mark: ({ node, children }) => {
    const start = Number(node?.properties['dataStart']);
    const end = Number(node?.properties['dataEnd']);
    return (
      <Sourced start={start} end={end}>
        {children}
      </Sourced>
    );
  },
  bdi: ({ children }) => <Piece text={String(children ?? '')} />,
  p: ({ children }) => <p dir="auto">{children}</p>,
  blockquote: ({ children }) => <blockquote dir="auto">{children}</blockquote>,
};

function plain(value: string): Element {
  return { type: 'element', tagName: 'bdi', properties: {}, children: [{ type: 'text', value }] };
}

/** Text becomes elements that draw hidden characters, and the parts that a span covers become marks. */
function drawText(node: Text, source: string, spans: readonly Span[]): ElementContent[] {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined || !spans.some((span) => overlaps(span, { start, end }))) {
    return [plain(node.value)];
  }
  const positions = align(node.value, source.slice(start, end));
  return segments(source.slice(start, end), spans, start).flatMap((piece, index, all) => {
    const value = positions
      ? node.value
          .split('')
          .filter((_, at) => {
            const place = start + (positions[at] as number);
            return place >= piece.start && place < piece.end;
          })
          .join('')
      : all.length === 1 || index === 0
        ? node.value
        : '';
    if (value === '') return [];
    if (piece.covers.length === 0) return [plain(value)];
    return [
      {
        type: 'element' as const,
        tagName: 'mark',
        properties: { dataStart: piece.start, dataEnd: piece.end },
        children: [plain(value)],
      },
    ];
  });
}

function draw(parent: Root | Element, source: string, spans: readonly Span[]): void {
  const children = parent.children.flatMap((child): ElementContent[] => {
    if (child.type === 'text') return child.value.trim() === '' ? [child] : drawText(child, source, spans);
    // HTML in the description stays what it is: text that a reader can see.
    if ((child as { type: string }).type === 'raw') return [plain((child as unknown as Text).value)];
    if (child.type === 'element') {
      draw(child, source, spans);
      return [child];
    }
    return [];
  });
  parent.children = children;
}

/** The description as Markdown, with nothing in it that can run, load or hide. */
export const Markdown = memo(function Markdown({ text, spans }: { text: string; spans: readonly Span[] }) {
  const marks = () => (tree: Root) => draw(tree, text, spans);
  return (
    <ReactMarkdown
      remarkPlugins={[[remarkGfm, { singleTilde: false }]]}
      rehypePlugins={[marks]}
      allowedElements={ALLOWED}
      unwrapDisallowed
      components={COMPONENTS}
      urlTransform={(url) => url}
    >
      {text}
    </ReactMarkdown>
  );
});
