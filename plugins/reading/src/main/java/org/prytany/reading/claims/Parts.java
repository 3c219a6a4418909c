package org.prytany.reading.claims;

import java.util.List;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/**
 * Tells whether an amount is a part of the one before it that is said again: "ANN gets 90 DAI,
 * including 40 DAI for BEN". Who gets the whole passes the part on; nothing more is asked for.
 */
final class Parts {

  private static final Pattern SAID_AGAIN = Cues.pattern(Parts.class, "said-again");

  private Parts() {}

  /**
   * Whether the {@code i}-th amount is a part of the one before it.
   *
   * @param hits who may be paid in the sentence
   */
  static boolean isPart(String text, List<Amount> amounts, List<AddressHit> hits, int i) {
    if (i == 0) {
      return false;
    }
    int from = Math.max(amounts.get(i - 1).end(), amounts.get(i).start() - 140);
    if (from > amounts.get(i).start()) {
      return false;
    }
    boolean wholeHasPayee = hits.stream().anyMatch(hit -> hit.end() <= amounts.get(i - 1).start());
    return wholeHasPayee && SAID_AGAIN.matcher(text.substring(from, amounts.get(i).start())).find();
  }
}
