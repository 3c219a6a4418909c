package org.prytany.bench.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

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

  /** 1 where nothing was missed, also where nothing was due. */
  double share() {
    return due == 0 ? 1 : (double) met / due;
  }
}
