package org.prytany.backup;

/** A file that is no backup, or not a whole one; the message is part of a sentence. */
final class BadBackup extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 80;

  BadBackup(String what) {
    super(what);
  }

  /** A stranger's word in a message: short, and without what a terminal would follow. */
  static String shown(String word) {
    String plain =
        word.codePoints()
            .limit(LONGEST)
            .mapToObj(c -> c < ' ' || c > '~' ? "?" : Character.toString(c))
            .reduce("", String::concat);
    return plain.length() < word.length() ? plain + "..." : plain;
  }
}
