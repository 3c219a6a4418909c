package org.prytany.governance.pause;

import java.util.Locale;
import org.prytany.governance.act.ActKind;

/** What a pause stops. */
public enum PauseScope {
  VOTES,
  QUEUEING,
  PAYOUTS,
  ALL;

  /** As it is signed and as the API names it: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it stops an act. */
  public boolean stops(ActKind kind) {
    return this == ALL
        || this
            == switch (kind) {
              case VOTE -> VOTES;
              case QUEUE -> QUEUEING;
              case EXECUTE -> PAYOUTS;
            };
  }
}
