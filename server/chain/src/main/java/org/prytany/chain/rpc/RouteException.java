package org.prytany.chain.rpc;

import java.time.Duration;
import java.util.Optional;

/** An address gave no answer that is one. Internal to this package; it names no address. */
final class RouteException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What was wrong. */
  enum Kind {
    /** Too many requests: it asks us to wait. */
    THROTTLED,
    /** We send no more now: it bears less than is asked of it. */
    OUR_LIMIT,
    /** Nobody there, or a server's error. */
    DOWN,
    /** It took too long. */
    SLOW,
    /** The answer, or the question, is too large. */
    TOO_LARGE,
    /** No JSON-RPC. */
    GARBLED,
    /** It wants nothing to do with us: a wrong key, for example. */
    REFUSED,
    /** It serves another chain. */
    WRONG_CHAIN
  }

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;

  /**
   * @param words what it does, to stand behind "The RPC endpoint of DAO 'x' "
   */
  RouteException(Kind kind, String words, Optional<Duration> retryAfter) {
    super(words, null, false, false);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  RouteException(Kind kind, String words) {
    this(kind, words, Optional.empty());
  }

  Kind kind() {
    return kind;
  }

  String words() {
    return String.valueOf(getMessage());
  }

  /** How long it asks us to wait. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Whether fewer questions in one request may be answered. */
  boolean mayBeOfSize() {
    return kind == Kind.TOO_LARGE
        || kind == Kind.SLOW
        || kind == Kind.GARBLED
        || kind == Kind.REFUSED;
  }

  /** Whether the same question may be answered by the same address a moment later. */
  boolean passes() {
    return kind == Kind.THROTTLED
        || kind == Kind.OUR_LIMIT
        || kind == Kind.DOWN
        || kind == Kind.GARBLED;
  }
}
