package org.prytany.store.body;

import org.prytany.spi.Span;

/** A half-open range of UTF-16 offsets into the description. */
public record SpanBody(int start, int end) {

  static SpanBody of(Span span) {
    return new SpanBody(span.start(), span.end());
  }

  Span toDomain() {
    return new Span(start, end);
  }
}
