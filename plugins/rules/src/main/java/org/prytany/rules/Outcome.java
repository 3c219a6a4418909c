package org.prytany.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.spi.Support;

/** What a rule leads to, by the word that a policy file has after {@code then}. */
enum Outcome {
  FOR,
  AGAINST,
  ABSTAIN,
  REFRAIN,
  ESCALATE,
  WAIT;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The vote to cast; empty when none is. */
  Optional<Support> support() {
    return switch (this) {
      case FOR -> Optional.of(Support.FOR);
      case AGAINST -> Optional.of(Support.AGAINST);
      case ABSTAIN -> Optional.of(Support.ABSTAIN);
      case REFRAIN, ESCALATE, WAIT -> Optional.empty();
    };
  }

  static Optional<Outcome> of(String word) {
    return Arrays.stream(values()).filter(outcome -> outcome.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(Outcome::word).collect(Collectors.joining(", "));
  }
}
