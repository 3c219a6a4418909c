package org.prytany.app.view;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.TextDigest;

/**
 * The mark of a list's item, so that nobody takes the item for a sentence of running text. It is
 * read where the item begins in the description.
 */
public final class ListMark {

  private static final int LONGEST = 200;

  private static final Pattern ITEM =
      Pattern.compile(
          "[ \\t>]*(?:[-*+•–—▪●◦]|(?<number>\\(?(?:\\d{1,3}|[a-zA-Z])[.)]))[ \\t]+(?:\\[[ xX]\\][ \\t]+)?[*_`\\[]*");

  private ListMark() {}

  /** "–", or a number as it is written; empty for what begins no item, or begins in brackets. */
  public static Optional<String> of(TextDigest.Sentence sentence, String description) {
    int start = sentence.span().start();
    if (start > description.length() || sentence.repaired()) {
      return Optional.empty();
    }
    int line = description.lastIndexOf('\n', start - 1) + 1;
    if (start - line > LONGEST) {
      return Optional.empty();
    }
    Matcher item = ITEM.matcher(description.substring(line, start));
    return item.matches()
        ? Optional.of(item.group("number") == null ? "–" : item.group("number"))
        : Optional.empty();
  }

  /** A sentence as it is shown: behind its mark, if it has one. */
  public static String shown(TextDigest.Sentence sentence, String description) {
    return of(sentence, description).map(mark -> mark + " ").orElse("") + sentence.text();
  }
}
