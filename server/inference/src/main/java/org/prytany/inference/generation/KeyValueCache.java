package org.prytany.inference.generation;

/**
 * Keys and values of one text. The same memory is the graph's past and its present, so a run adds
 * its rows in place and nothing is copied. What lies behind {@link #length} is no one's: going back
 * is setting the length. Of one text and one thread at a time.
 */
abstract class KeyValueCache implements AutoCloseable {

  private final int capacity;
  private int length;

  KeyValueCache(int capacity) {
    this.capacity = capacity;
  }

  /** Tokens that fit. */
  final int capacity() {
    return capacity;
  }

  /** Tokens that are in it. */
  final int length() {
    return length;
  }

  final void added(int tokens) {
    length += tokens;
  }

  /** Forgets the tokens from this one on. */
  final void truncate(int toLength) {
    if (toLength < 0 || toLength > length) {
      throw new IllegalArgumentException(toLength + " of " + length + " tokens");
    }
    length = toLength;
  }

  @Override
  public abstract void close();
}
