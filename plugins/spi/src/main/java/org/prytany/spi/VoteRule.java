package org.prytany.spi;

import java.util.List;

/**
 * A rule that a strategy votes by, for people to read. Nothing is decided from it.
 *
 * @param name what decisions name
 * @param condition when it decides, in the strategy's own language
 * @param outcome what it then leads to, e.g. "for" or "escalate"
 * @param reason what is cast with the vote
 * @param usesText whether it reads facts derived from the proposal's text
 * @param caps what limits the money that leaves when it decides, in the strategy's own language;
 *     empty where nothing does
 * @param bounded whether these limits bound all that can leave
 * @param written the rule as its author wrote it
 */
public record VoteRule(
    String name,
    String condition,
    String outcome,
    String reason,
    boolean usesText,
    List<String> caps,
    boolean bounded,
    String written) {

  public VoteRule {
    Bounds.text("a rule's name", name, Bounds.LONGEST_NAME);
    Bounds.text("a condition", condition, Bounds.LONGEST_TEXT);
    Bounds.text("an outcome", outcome, Bounds.LONGEST_NAME);
    Bounds.text("a reason", reason, Bounds.LONGEST_REASON);
    caps = Bounds.texts("caps", caps, Bounds.MOST_CAPS, Bounds.LONGEST_WORDS);
    Bounds.text("a rule as it is written", written, Bounds.LONGEST_TEXT);
  }
}
