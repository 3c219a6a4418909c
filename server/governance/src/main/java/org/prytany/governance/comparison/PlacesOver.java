package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/**
 * Chains that a heading, or a sentence about what follows, names for all that stands under it: "##
 * On Base", "All of this happens on Base."
 */
final class PlacesOver {

  private static final Pattern FRAME = Cues.pattern(PlacesOver.class, "frame");
  private static final Pattern LIST_END = Cues.pattern(PlacesOver.class, "list-end");

  private record Over(int from, int to, Set<String> chains) {}

  private final String text;
  private final Pattern heading;
  private final List<Over> found = new ArrayList<>();

  /**
   * @param names chains' names as a pattern
   */
  PlacesOver(String text, String names) {
    this.text = text;
    this.heading = Cues.pattern(PlacesOver.class, "heading", Map.of("chains", names));
  }

  /** Takes a sentence that states nothing, and names chains at a place; in the text's order. */
  void take(int start, int place, int end, Set<String> chains) {
    String sentence = text.substring(start, end).strip();
    if (heading.matcher(sentence).matches()) {
      boolean list = !sentence.startsWith("#");
      int level = list ? 6 : sentence.length() - sentence.replaceFirst("^#{1,6}", "").length();
      add(end, list ? LIST_END : Pattern.compile("\\n[ ]{0,3}#{1," + level + "}[ \\t]"), chains);
    } else if (FRAME
        .matcher(text.substring(start, place) + "¤" + text.substring(place, end))
        .find()) {
      add(end, Pattern.compile("\\n[ ]{0,3}#{1,6}[ \\t]"), chains);
    }
  }

  private void add(int from, Pattern end, Set<String> chains) {
    Matcher ends = end.matcher(text);
    Over over = new Over(from, ends.find(from) ? ends.start() : text.length(), chains);
    if (!found.isEmpty() && found.getLast().from() == from) {
      Set<String> all = new LinkedHashSet<>(found.removeLast().chains());
      all.addAll(chains);
      over = new Over(from, over.to(), all);
    }
    found.add(over);
  }

  /** Those that hold where a statement begins, the nearest first; none where nothing says it. */
  Set<String> at(int start) {
    for (Over over : found.reversed()) {
      if (over.from() <= start && start < over.to()) {
        return over.chains();
      }
    }
    return Set.of();
  }
}
