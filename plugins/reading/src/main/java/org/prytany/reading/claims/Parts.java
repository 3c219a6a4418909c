package org.prytany.reading.claims;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells whether an amount is a part of the one before it that is said again: "ANN gets 90 DAI,
 * including 40 DAI for BEN". Who gets the whole passes the part on; nothing more is asked for.
 */
final class Parts {

  private static final Pattern SAID_AGAIN =
      Pattern.compile(
          "(?<!\\p{L})(?:includ(?:ing|es)|(?:out )?of which|of that|thereof|consisting of|davon|darunter|wovon"
              + "|dont|y compris|de los cuales|de las cuales|incluid[oa]s?|incluyendo|dos quais|incluindo"
              + "|(?:and|then|which|who|it)\\s(?:pass|hand|forward)(?:e?s)?(?:\\son)?)(?!\\p{L})[^.;]{0,90}\\z",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

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
