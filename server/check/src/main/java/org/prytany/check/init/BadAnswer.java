package org.prytany.check.init;

/** An answer that makes no sense here. */
final class BadAnswer extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param why what is wrong with it and what to give instead, one or more sentences
   */
  BadAnswer(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
