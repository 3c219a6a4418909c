package org.prytany.governance.comparison;

import java.util.Arrays;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Span;

/** Whether a text calls a contract by its name, "PriceFeed" or "the price feed". */
record ContractName(Comparison comparison) {

  private static final Pattern BETWEEN =
      Pattern.compile("[_-]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private static final Pattern ANOTHER = Cues.pattern(ContractName.class, "another");
  private static final Pattern JUST = Cues.pattern(ContractName.class, "just");

  /**
   * Whether one of the lines has the name, of no other contract than is meant, takes nothing back,
   * and has nothing happen on another chain.
   *
   * @param near where the text speaks of what is done
   * @param chain on which the contract is; "" for the proposal's own
   */
  boolean isSaid(String name, BitSet near, String chain) {
    Matcher said = pattern(name).matcher(comparison.text());
    while (said.find()) {
      int line = comparison.lines().at(said.start());
      String words = comparison.lines().line(line);
      if (near.get(line)
          && !Announced.takesBack(words)
          && isJustThat(said)
          && comparison.places().allows(new Span(said.start(), said.end()), chain)) {
        return true;
      }
    }
    return false;
  }

  /** Behind the words a number makes it another version, before them a letter another name. */
  private static Pattern pattern(String name) {
    return Pattern.compile(
        Arrays.stream(BETWEEN.split(name, -1))
            .filter(word -> !word.isEmpty())
            .map(Pattern::quote)
            .collect(
                Collectors.joining(
                    "[ _-]?", "(?<![\\p{L}\\d_-])(?:", ")(?![\\p{L}\\d_-]|\\s?v?\\d)")),
        Pattern.CASE_INSENSITIVE);
  }

  /** "the backup price feed" and "the new PriceFeed" are others than the price feed. */
  private boolean isJustThat(Matcher said) {
    String text = comparison.text();
    String before = text.substring(Math.max(0, said.start() - 40), said.start());
    before = before.substring(before.lastIndexOf('\n') + 1);
    boolean oneWord = said.group().indexOf(' ') < 0;
    return oneWord ? !ANOTHER.matcher(before).find() : JUST.matcher(before).find();
  }
}
