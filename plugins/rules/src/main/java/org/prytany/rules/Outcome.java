package org.prytany.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;

/**
 * What a rule leads to.
 *
 * @param word what a policy file has after {@code then}; of a vote in several directions, its
 *     shares
 * @param shares how much of the votes goes where; empty when no vote is cast
 */
record Outcome(String word, Optional<Shares> shares) {

  static final Outcome REFRAIN = new Outcome("refrain", Optional.empty());
  static final Outcome ESCALATE = new Outcome("escalate", Optional.empty());
  static final Outcome WAIT = new Outcome("wait", Optional.empty());

  private static final List<Outcome> ALL =
      List.of(
          vote(Shares.all(Support.FOR)),
          vote(Shares.all(Support.AGAINST)),
          vote(Shares.all(Support.ABSTAIN)),
          REFRAIN,
          ESCALATE,
          WAIT);

  static Outcome vote(Shares shares) {
    return new Outcome(shares.words().toLowerCase(Locale.ROOT), Optional.of(shares));
  }

  /** Whether any vote is cast for the proposal. */
  boolean goesFor() {
    return shares.filter(its -> its.inFavour() > 0).isPresent();
  }

  static Optional<Outcome> of(String word) {
    return ALL.stream().filter(outcome -> outcome.word().equals(word)).findFirst();
  }

  static String words() {
    return ALL.stream().map(Outcome::word).collect(Collectors.joining(", "));
  }
}
