package org.prytany.check;

/**
 * One thing that was looked at.
 *
 * @param grade how it is
 * @param subject what was looked at, e.g. "store" or "DAO grants"
 * @param text one sentence or more, plain English; for what is wrong with the remedy
 */
record Remark(Grade grade, String subject, String text) {

  /** How much it matters. */
  enum Grade {
    OK("ok"),
    NOTE("note"),
    WRONG("WRONG");

    private final String word;

    Grade(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Remark ok(String subject, String text) {
    return new Remark(Grade.OK, subject, text);
  }

  static Remark note(String subject, String text) {
    return new Remark(Grade.NOTE, subject, text);
  }

  static Remark wrong(String subject, String text) {
    return new Remark(Grade.WRONG, subject, text);
  }
}
