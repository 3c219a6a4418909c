package org.prytany.app.view;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A title that is too long for a digest's headline. It keeps its beginning: a sentence of the body
 * in its place would let an author choose what a list shows.
 */
final class LongTitle {

  private static final int MOST_CHARACTERS = 140;

  /** As many as a digest's headline has. */
  private static final int MOST_WORDS = 25;

  /** Titles stand at the beginning; a list must not read whole texts for them. */
  private static final int LOOKED_AT = 4_000;

  private static final Pattern HEADING =
      Pattern.compile("\\A\\s*+ {0,3}#{1,6}[ \\t]++([^\\r\\n]++)");
  private static final Pattern MARKS = Pattern.compile("\\A[*_`]++|[*_`#\\s]++\\z");

  private LongTitle() {}

  /** Of a text that begins with a heading longer than that; empty for every other text. */
  static Optional<String> of(String description) {
    Matcher heading =
        HEADING.matcher(description.substring(0, Math.min(LOOKED_AT, description.length())));
    if (!heading.find()) {
      return Optional.empty();
    }
    String title = MARKS.matcher(heading.group(1).strip()).replaceAll("");
    String[] words = title.split("\\s+", MOST_WORDS + 1);
    if (title.length() <= MOST_CHARACTERS && words.length <= MOST_WORDS) {
      return Optional.empty();
    }
    return Optional.of(cut(title) + "…");
  }

  private static String cut(String title) {
    StringBuilder kept = new StringBuilder();
    int words = 0;
    for (String word : title.split("\\s+", -1)) {
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
