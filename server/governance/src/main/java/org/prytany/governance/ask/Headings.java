package org.prytany.governance.ask;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/** All headings above each part of a text: what they say of whether it is what is asked. */
final class Headings {

  /** Nobody reads more of a heading. */
  private static final int MOST = 160;

  /** What a lead, a heading or a table's header has whose list is not what is asked. */
  static final Pattern ELSEWHERE = Cues.pattern(Headings.class, "elsewhere");

  /** What a title or a table's header has where what stands below is turned down, or another's. */
  static final Pattern DENIES = Cues.pattern(Headings.class, "denies");

  /** What such a heading or lead has over old and new values of another vote. */
  private static final Pattern ANOTHER = Cues.pattern(Headings.class, "another");

  /** Headings of these alone name no other matter, year or party. */
  private static final Set<String> PLAIN = Cues.words(Headings.class, "plain");

  private static final Pattern NUMBER = Pattern.compile("[\\P{L}]*+(?:[ivx]{1,4}[.)]\\s++)?+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]++");

  private final String[] nearest;
  private final boolean[] elsewhere;
  private final boolean[] another;
  private final boolean[] denied;
  private final boolean[] plain;

  /**
   * @param units all of a text, in its order
   */
  Headings(List<Unit> units) {
    nearest = new String[units.size()];
    elsewhere = new boolean[units.size()];
    another = new boolean[units.size()];
    denied = new boolean[units.size()];
    plain = new boolean[units.size()];
    Deque<Heading> above = new ArrayDeque<>();
    for (int u = 0; u < nearest.length; u++) {
      Block block = units.get(u).block();
      boolean heading = block.kind() == Block.Kind.HEADING;
      if (heading) {
        while (!above.isEmpty() && above.getLast().level() >= block.level()) {
          above.removeLast();
        }
        String words = block.text().text();
        boolean title = units.get(u).blockIndex() == 0 && block.level() == 1;
        above.addLast(
            new Heading(block.level(), words.substring(0, Math.min(words.length(), MOST)), title));
      }
      boolean same = u > 0 && !heading;
      nearest[u] = above.isEmpty() ? "" : above.getLast().words();
      elsewhere[u] =
          same
              ? elsewhere[u - 1]
              : ELSEWHERE.matcher(nearest[u]).find()
                  || above.stream().anyMatch(Heading::isElsewhere);
      another[u] = same ? another[u - 1] : above.stream().anyMatch(Heading::isAnother);
      denied[u] = same ? denied[u - 1] : above.stream().anyMatch(Heading::isDenied);
      plain[u] = same ? plain[u - 1] : above.stream().allMatch(Heading::isPlain);
    }
  }

  /** The one right above; "" under none. */
  String nearest(int unit) {
    return nearest[unit];
  }

  /** Whether one of those above denies, remembers, compares, or is about something else. */
  boolean isElsewhere(int unit) {
    return elsewhere[unit];
  }

  /** Whether one of those above turns down, or is about another vote's values. */
  boolean isAnother(int unit) {
    return another[unit];
  }

  /** Whether one of those above turns down what stands below it. */
  boolean isDenied(int unit) {
    return denied[unit];
  }

  /** Whether words turn down, or are about another vote's values. */
  static boolean isAnother(String words) {
    return DENIES.matcher(words).find() || ANOTHER.matcher(words).find();
  }

  /** Whether all above, but for the title, name the ask and nothing else. */
  boolean isPlain(int unit) {
    return plain[unit];
  }

  private record Heading(int level, String words, boolean title) {

    /** A title names whatever is asked; only what it turns down counts. */
    boolean isElsewhere() {
      return isDenied() || !title && ELSEWHERE.matcher(words).find();
    }

    boolean isAnother() {
      return title ? isDenied() : Headings.isAnother(words);
    }

    boolean isDenied() {
      return DENIES.matcher(words).find();
    }

    boolean isPlain() {
      String bare = NUMBER.matcher(words.toLowerCase(Locale.ROOT)).replaceFirst("");
      return title || BETWEEN.splitAsStream(bare).allMatch(PLAIN::contains);
    }
  }
}
