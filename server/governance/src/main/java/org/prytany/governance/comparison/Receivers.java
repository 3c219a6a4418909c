package org.prytany.governance.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.reading.SentenceBounds;
import org.prytany.reading.cue.Cues;

/**
 * Who gets an amount, by the words before it: "Research gets 100 USDC", "The operations team
 * receives:" above a list. Where two are told apart so, a list that happens to make an amount asked
 * for before is no breakdown of it.
 */
record Receivers(Comparison comparison) {

  private static final Pattern GETS = Cues.pattern(Receivers.class, "gets");

  private static final SentenceBounds SENTENCE =
      new SentenceBounds(Pattern.compile("[.;!?](?=\\s)|\\n"), 1_000);

  private static final Pattern MAYBE_THE_SAME = Cues.pattern(Receivers.class, "maybe-the-same");

  /** Whether two others get the amount and what the list has, each by a name of its own. */
  boolean differ(int amountAt, List<Integer> linesOfList) {
    Optional<String> one = before(amountAt);
    Optional<String> other = above(linesOfList);
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }

  private Optional<String> before(int offset) {
    String text = comparison.text();
    return who(text.substring(SENTENCE.start(text, offset), offset));
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
    return words.endsWith(":")
        ? who(words.substring(SENTENCE.start(words, words.length())))
        : Optional.empty();
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
