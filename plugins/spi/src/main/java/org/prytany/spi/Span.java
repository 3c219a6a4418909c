package org.prytany.spi;

/**
 * A half-open range of UTF-16 offsets into the raw description of a proposal.
 *
 * @param start first offset, at least 0
 * @param end offset after the last, at least {@code start}
 */
public record Span(int start, int end) {

  /**
   * @throws IllegalArgumentException if the range is negative or reversed
   */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: [" + start + ", " + end + ")");
    }
  }

  /**
   * The part of {@code source} under this span.
   *
   * @throws IndexOutOfBoundsException if the span reaches past the source
   */
  public String of(String source) {
    return source.substring(start, end);
  }
}
