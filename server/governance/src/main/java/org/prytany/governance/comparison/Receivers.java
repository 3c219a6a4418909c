package org.prytany.governance.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/**
 * Who gets an amount, by the words before it: "Research gets 100 USDC", "The operations team
 * receives:" above a list. Where two are told apart so, a list that happens to make an amount asked
 * for before is no breakdown of it.
 */
record Receivers(Comparison comparison) {

  private static final Pattern GETS = Cues.pattern(Receivers.class, "gets");

  private static final Pattern SENTENCE_END = Pattern.compile("[.;!?](?=\\s)|\\n");

  private static final Pattern MAYBE_THE_SAME = Cues.pattern(Receivers.class, "maybe-the-same");

  private static final int FARTHEST = 1_000;

  /** Whether two others get the amount and what the list has, each by a name of its own. */
  boolean differ(int amountAt, List<Integer> linesOfList) {
    Optional<String> one = before(amountAt);
    Optional<String> other = above(linesOfList);
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }

  private Optional<String> before(int offset) {
    String text = comparison.text().substring(Math.max(0, offset - FARTHEST), offset);
    return who(text.substring(lastEnd(text)));
  }

  /** Of the sentence right above a list. */
  private Optional<String> above(List<Integer> lines) {
    int line = lines.stream().mapToInt(Integer::intValue).min().orElse(0) - 1;
    while (line >= 0 && comparison.lines().line(line).isBlank()) {
      line--;
    }
    if (line < 0) {
      return Optional.empty();
    }
    String words = comparison.lines().line(line).strip();
    return words.endsWith(":") ? who(words.substring(lastEnd(words))) : Optional.empty();
  }

  /** Where the last sentence of a text begins, as far as the last thousand characters show. */
  private static int lastEnd(String text) {
    int begins = Math.max(0, text.length() - FARTHEST);
    Matcher ends = SENTENCE_END.matcher(text);
    for (int at = begins; ends.find(at); at = ends.end()) {
      begins = ends.end();
    }
    return begins;
  }

  private static Optional<String> who(String sentence) {
    Matcher gets = GETS.matcher(sentence);
    if (!gets.find()) {
      return Optional.empty();
    }
    String who = gets.group("who").strip().toLowerCase(Locale.ROOT).replaceFirst("^the ", "");
    return MAYBE_THE_SAME.matcher(gets.group("who").strip()).matches()
        ? Optional.empty()
        : Optional.of(who);
  }
}
