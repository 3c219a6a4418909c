package org.prytany.governance.reading;

/** A description as digesters and pages read it. */
public final class ReadableText {

  private ReadableText() {}

  /**
   * Markdown with the same number of UTF-16 units, each at its offset: without what pages do not
   * show, without protocol data, and with blocks of HTML, JSON and front matter written as
   * Markdown's.
   *
   * @param raw the description as it was proposed
   */
  public static String of(String raw) {
    return new ShownText(raw).markdown();
  }
}
