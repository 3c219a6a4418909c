package org.prytany.bench.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * What became of the votes and payouts that fell due, as a server counts them itself.
 *
 * @param due met and missed together
 */
record Reckoning(long met, long due) {

  /**
   * @param daos what the API lists of all DAOs
   */
  static Reckoning of(JsonNode daos) {
    long met = 0;
    long due = 0;
    for (JsonNode dao : daos) {
      for (String duty : List.of("votes", "payouts")) {
        met += dao.path("kept").path(duty).path("met").asLong();
        due += dao.path("kept").path(duty).path("due").asLong();
      }
    }
    return new Reckoning(met, due);
  }

  /**
   * In words. A payout that is not made counts as missed a day after it could be made, so a run
   * that ends before has some that are not counted.
   *
   * @param all votes and payouts that there were
   */
  String words(long all) {
    String share =
        due == 0
            ? "nothing fell due"
            : String.format(Locale.ROOT, "met ÷ due %d ÷ %d = %.3f", met, due, (double) met / due);
    return share + "; not counted (not due yet, not a day late yet, or dropped): " + (all - due);
  }
}
