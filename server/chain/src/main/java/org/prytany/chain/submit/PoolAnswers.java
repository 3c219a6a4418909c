package org.prytany.chain.submit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.governance.act.TransactionSubmitter.Broadcast.Answer;

/** Understands why a node's pool does not take a transaction. */
final class PoolAnswers {
  /**
   * Words of a refusal and what they mean.
   *
   * @param words in lower case
   */
  private record Meaning(String words, Answer answer) {}

  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning("already known", Answer.KNOWN),
          new Meaning("known transaction", Answer.KNOWN),
          new Meaning("already imported", Answer.KNOWN),
          new Meaning("already_exists", Answer.KNOWN),
          new Meaning("nonce too low", Answer.NONCE_TOO_LOW),
          new Meaning("underpriced", Answer.UNDERPRICED),
          new Meaning("less than block base fee", Answer.UNDERPRICED),
          new Meaning("insufficient funds", Answer.NO_COIN),
          new Meaning("intrinsic gas too low", Answer.REFUSED),
          new Meaning("invalid sender", Answer.REFUSED),
          new Meaning("invalid signature", Answer.REFUSED),
          new Meaning("invalid chain id", Answer.REFUSED),
          new Meaning("chain id mismatch", Answer.REFUSED),
          new Meaning("incompatible chain id", Answer.REFUSED),
          new Meaning("exceeds block gas limit", Answer.REFUSED),
          new Meaning("gas limit too high", Answer.REFUSED),
          new Meaning("transaction type not supported", Answer.REFUSED));

  private PoolAnswers() {}

  /**
   * @param said the endpoint's own words
   * @return empty where they say nothing that is known here: whether it took it is then unknown
   */
  static Optional<Answer> of(String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    return MEANINGS.stream()
        .filter(meaning -> lower.contains(meaning.words()))
        .map(Meaning::answer)
        .findFirst();
  }
}
