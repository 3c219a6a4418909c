package org.prytany.governance.ask;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private AskTitle() {}

  /**
   * The words of the title that say it; "" where it says nothing to be done, or is no heading of
   * the text.
   *
   * @param title as a digester found it
   * @param units all of the text
   */
  static String of(String title, List<Unit> units) {
    boolean written =
        units.stream()
            .anyMatch(
                unit ->
                    unit.block().kind() == Block.Kind.HEADING && unit.text().strip().equals(title));
    String words = withoutNumber(title);
    return written && says(words) ? words : "";
  }

  private static boolean says(String words) {
    return CHANGES.matcher(words).lookingAt()
        && !NAMES.matcher(words).lookingAt()
        && !words.endsWith("?");
  }

  private static String withoutNumber(String title) {
    String words = title.strip();
    Matcher before = BEFORE.matcher(words);
    while (before.lookingAt() && before.end() > 0) {
      words = words.substring(before.end());
      before.reset(words);
    }
    return words;
  }
}
