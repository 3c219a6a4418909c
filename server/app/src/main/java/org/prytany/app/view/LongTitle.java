package org.prytany.app.view;

import java.util.Optional;
import org.prytany.governance.reading.AuthorsTitle;

/**
 * A title that is too long for a digest's headline. It keeps its beginning: a sentence of the body
 * in its place would let an author choose what a list shows.
 */
final class LongTitle {

  private static final int MOST_CHARACTERS = 140;

  /** As many as a digest's headline has. */
  private static final int MOST_WORDS = 25;

  private LongTitle() {}

  /**
   * The beginning of a title that is longer than that; empty for every other text.
   *
   * @param headline the digest's, "" without one: where the title begins with it, it stays
   */
  static Optional<String> of(String description, String headline) {
    return AuthorsTitle.of(description)
        .filter(LongTitle::isLong)
        .filter(title -> headline.isBlank() || !title.startsWith(headline.strip()))
        .map(title -> cut(title) + "…");
  }

  private static boolean isLong(String title) {
    return title.length() > MOST_CHARACTERS || title.split(" ", MOST_WORDS + 1).length > MOST_WORDS;
  }

  private static String cut(String title) {
    StringBuilder kept = new StringBuilder();
    int words = 0;
    for (String word : title.split(" ", -1)) {
      if (words == MOST_WORDS || kept.length() + 1 + word.length() > MOST_CHARACTERS) {
        break;
      }
      kept.append(words == 0 ? "" : " ").append(word);
      words++;
    }
    // One word can be as long as its author likes.
    return words > 0
        ? kept.toString()
        : title.substring(0, title.offsetByCodePoints(0, MOST_CHARACTERS / 2));
  }
}
