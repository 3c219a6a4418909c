package org.prytany.governance.ask;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/**
 * A title that says what is to be done: "[ARFC] Add LINK to the market" does, "Market V3" names a
 * thing. What a collection puts before it (numbers, tags, kinds) is left out.
 */
final class AskTitle {

  private static final Pattern BEFORE = Cues.pattern(AskTitle.class, "before");
  private static final Pattern CHANGES = Cues.pattern(AskTitle.class, "changes");
  private static final Pattern NAMES = Cues.pattern(AskTitle.class, "names");
  private static final Set<String> EMPTY_WORDS = Cues.words(AskTitle.class, "empty");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}%$]++");

  /** Endings of one word that differ by so much say the same. */
  private static final int ENDING = 3;

  private static final int SHORTEST_STEM = 4;

  /** A word that may name something, and no number or version. */
  private static final Pattern NAME = Pattern.compile("\\p{L}{3}");

  private static final int FEWEST_NAMES = 2;

  private AskTitle() {}

  /**
   * The words of the title that name a matter; "" where there are too few, or where it is a
   * question or no heading of the text.
   *
   * @param title as a digester found it
   * @param units all of the text
   */
  static String named(String title, List<Unit> units) {
    boolean written =
        units.stream()
            .anyMatch(
                unit ->
                    unit.block().kind() == Block.Kind.HEADING && unit.text().strip().equals(title));
    String words = bare(title);
    long names = telling(words).stream().filter(word -> NAME.matcher(word).find()).count();
    boolean tells = names >= FEWEST_NAMES && !NAMES.matcher(words).lookingAt() || asks(words);
    return written && tells && !words.endsWith("?") ? words : "";
  }

  /** The same words, where they say what is to be done; "" otherwise. */
  static String of(String title, List<Unit> units) {
    String words = named(title, units);
    return asks(words) ? words : "";
  }

  private static boolean asks(String words) {
    return CHANGES.matcher(words).lookingAt() && !NAMES.matcher(words).lookingAt();
  }

  /** Whether a sentence has half of the words by which a title says something, however they end. */
  static boolean isSaid(String title, String sentence) {
    Set<String> said =
        BETWEEN.splitAsStream(sentence.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    List<String> telling = telling(title);
    long shared =
        telling.stream().filter(word -> said.stream().anyMatch(it -> isSame(word, it))).count();
    return 2 * shared >= telling.size();
  }

  private static List<String> telling(String title) {
    return BETWEEN
        .splitAsStream(title.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
        .distinct()
        .toList();
  }

  private static boolean isSame(String word, String other) {
    int stem = Math.max(SHORTEST_STEM, Math.max(word.length(), other.length()) - ENDING);
    return word.equals(other) || word.length() >= stem && other.regionMatches(0, word, 0, stem);
  }

  /** A title without what a collection puts before it. */
  private static String bare(String title) {
    String words = title.strip();
    Matcher before = BEFORE.matcher(words);
    while (before.lookingAt() && before.end() > 0) {
      words = words.substring(before.end());
      before.reset(words);
    }
    return words;
  }
}
