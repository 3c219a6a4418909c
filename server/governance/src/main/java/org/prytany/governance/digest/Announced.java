package org.prytany.governance.digest;

import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.spi.Effect;

/**
 * What a text announces by the name of a contract, where it gives no address. New code may be
 * announced so ("Validators: 1.2.0 ⇒ 1.3.0") only where nobody can be misled about its address: the
 * text names no address that the calls do not have as well, and the contract is none that holds the
 * treasury or decides.
 */
final class Announced {

  private static final Pattern NEW_CODE =
      Pattern.compile(
          "\\bupgrad|\\bimplementation|\\bnew (?:code|version)|\\breplac\\w+ the code"
              + "|(?:\\d\\.\\d|\\bnew\\b|\\bn/a\\b)[`)\\]*\\s]{0,4}(?:→|⇒|-{1,2}>|={1,2}>)[`(\\[*v\\s]{0,4}\\d+\\.\\d",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD_BREAK =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\\s_-]+");
  private static final int SHORTEST_NAME = 4;

  private final Comparison comparison;

  Announced(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Whether a line of the text announces new code for the contract by its name. */
  boolean upgrade(Effect effect) {
    boolean own =
        effect.contract().equals(comparison.dao().treasury())
            || effect.contract().equals(comparison.dao().governor());
    Optional<Pattern> name = name(comparison.dao().labels().get(effect.contract()));
    if (own || name.isEmpty() || comparison.namesUncalled()) {
      return false;
    }
    return comparison
        .text()
        .lines()
        .anyMatch(line -> NEW_CODE.matcher(line).find() && name.get().matcher(line).find());
  }

  /**
   * A pattern for a contract's name as texts write it: "GoldTokenProxy" is "gold token" as well.
   */
  private static Optional<Pattern> name(@org.jspecify.annotations.Nullable String label) {
    String plain = label == null ? "" : label.strip().replaceAll("[ _-]?[Pp]roxy$", "");
    if (plain.replaceAll("[^\\p{L}\\d]", "").length() < SHORTEST_NAME) {
      return Optional.empty();
    }
    StringBuilder pattern = new StringBuilder();
    for (String word : WORD_BREAK.split(plain, -1)) {
      pattern.append(pattern.isEmpty() ? "" : "[\\s_-]?").append(Pattern.quote(word));
    }
    return Optional.of(
        Pattern.compile(
            "(?<![\\p{L}\\d])" + pattern + "(?:[\\s_-]?proxy)?(?![\\p{L}\\d])",
            Pattern.CASE_INSENSITIVE));
  }
}
