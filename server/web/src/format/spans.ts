import type { Span } from '../api/asked';

export interface Segment extends Span {
  text: string;
  /** Indices of the spans that cover this piece. */
  covers: number[];
}

/** Whether a span lies in a text of that length and covers something. */
export function fits(span: Span, length: number): boolean {
  return Number.isInteger(span.start) && Number.isInteger(span.end) && span.start >= 0 && span.start < span.end && span.end <= length;
}

/**
 * Cuts `text` at every border of the spans. The pieces' texts, joined, are `text` again.
 *
 * @param offset where `text` begins in the document that the spans point into (UTF-16)
 */
export function segments(text: string, spans: readonly Span[], offset = 0): Segment[] {
  const end = offset + text.length;
  const borders = new Set([offset, end]);
  for (const span of spans) {
    if (span.start > offset && span.start < end) borders.add(span.start);
    if (span.end > offset && span.end < end) borders.add(span.end);
  }
  const sorted = [...borders].sort((a, b) => a - b);
  const pieces: Segment[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const from = sorted[i] as number;
    const to = sorted[i + 1] as number;
    const covers = spans.flatMap((span, index) => (span.start < span.end && span.start <= from && span.end >= to ? [index] : []));
    pieces.push({ start: from, end: to, text: text.slice(from - offset, to - offset), covers });
  }
  return pieces;
}

/** The span with some of its surroundings, cut at spaces where possible. */
export function excerpt(text: string, span: Span, around = 90): { before: string; inside: string; after: string } {
  const from = Math.max(0, span.start - around);
  const to = Math.min(text.length, span.end + around);
  let before = text.slice(from, span.start);
  let after = text.slice(span.end, to);
  if (from > 0) before = `…${before.slice(Math.max(0, before.indexOf(' ')))}`;
  if (to < text.length) after = `${after.slice(0, after.lastIndexOf(' ') > 0 ? after.lastIndexOf(' ') : undefined)} …`;
  return { before, inside: text.slice(span.start, span.end), after };
}

/**
 * Where each character of a rendered text came from in its source: markup that a renderer dropped
 * (escapes, quote marks, entities) is skipped. Undefined if the two cannot be aligned.
 */
export function align(rendered: string, source: string): number[] | undefined {
  const positions: number[] = [];
  let at = 0;
  for (const unit of rendered.split('')) {
    while (at < source.length && source[at] !== unit) at++;
    if (at >= source.length) return undefined;
    positions.push(at++);
  }
  return positions;
}
