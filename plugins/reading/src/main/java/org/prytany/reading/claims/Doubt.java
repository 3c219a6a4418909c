package org.prytany.reading.claims;

import org.prytany.spi.Span;

/**
 * Something in a text that keeps its statements from being all that there is to say.
 *
 * @param span place in the description
 */
public record Doubt(Kind kind, Span span) {

  /** What it is. */
  public enum Kind {
    /** An amount, the span of whose claim it is, that the text names and does not ask for. */
    NAMED,
    /** A sentence that takes back what the text asks for. */
    TAKEN_BACK,
    /** A block or a sentence in a language whose words are not read. */
    UNREAD,
    /** A sentence that is read, and has none of the words that English sentences have. */
    NOT_ENGLISH
  }
}
