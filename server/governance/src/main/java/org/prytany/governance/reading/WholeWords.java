package org.prytany.governance.reading;

import java.util.Locale;

/**
 * Asks a text for words that stand there on their own, in whatever case, at the cost of a search.
 */
public final class WholeWords {

  private final String text;

  public WholeWords(String text) {
    this.text = text.toLowerCase(Locale.ROOT);
  }

  /** Whether no letter and no digit touches the word somewhere in the text; a blank word never. */
  public boolean have(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    if (wanted.isBlank()) {
      return false;
    }
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      int end = at + wanted.length();
      boolean begins = at == 0 || !isPart(text.codePointBefore(at));
      if (begins && (end == text.length() || !isPart(text.codePointAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPart(int letter) {
    return Character.isLetter(letter) || letter >= '0' && letter <= '9';
  }
}
