package org.prytany.governance.proof;

/**
 * A word, number or account of a sentence.
 *
 * @param kind what it is
 * @param key the same for two tokens that say the same
 * @param word as it stands, in lower case
 * @param start first unit in the sentence
 * @param end after its last unit
 */
record Token(Kind kind, String key, String word, int start, int end) {

  /** What a token is; what a reader could be wronged by comes first. */
  enum Kind {
    /** A number with its sign: of an amount, a share, a date, a version. */
    NUMBER,
    /** An account, hash or link. */
    ACCOUNT,
    /** A name: begins with a capital within a sentence, or is written like code. */
    NAME,
    /** Says that something is not so. */
    NEGATION,
    /** May, would, must, if. */
    MODAL,
    /** Will. */
    WILL,
    /** Was, already, currently, next, rejected. */
    TIME,
    /** Only, up to, all, some. */
    QUANTITY,
    /** Raise, lower and other words that have an opposite. */
    DIRECTION,
    /** From, to, by. */
    ROLE,
    /** Says nothing alone. */
    STOP,
    /** Any other word. */
    CONTENT
  }

  /** A thing that has to be the same whatever the words are. */
  boolean isFact() {
    return kind == Kind.NUMBER || kind == Kind.ACCOUNT || kind == Kind.NAME;
  }

  /** Whether it may not be left out of what is shown, nor be put in. */
  boolean isCritical() {
    return kind == Kind.NEGATION
        || kind == Kind.MODAL
        || kind == Kind.TIME
        || kind == Kind.QUANTITY;
  }

  /** Whether it says something of its own. */
  boolean hasContent() {
    return isFact() || kind == Kind.CONTENT || kind == Kind.DIRECTION;
  }

  /** Whether it may be the verb of a passive: "paid", "taken". */
  boolean isParticiple() {
    return word.endsWith("ed")
        || word.endsWith("en")
        || ProofWords.shipped().is("participle", word);
  }

  Token until(int end) {
    return new Token(kind, key, word, start, end);
  }

  Token moved(int by) {
    return new Token(kind, key, word, start + by, end + by);
  }
}
