package org.prytany.judging;

import java.util.Optional;
import org.prytany.spi.PlannedCall;

/** Holds a planned call against the one call that the host would make itself. */
public final class PlannedCallCheck {

  private PlannedCallCheck() {}

  /** What is wrong with a plan; empty if it is that call. */
  public static Optional<String> fault(PlannedCall planned, PlannedCall own) {
    if (!planned.target().equals(own.target())) {
      return Optional.of("it calls " + planned.target() + " and not the governor");
    }
    if (!planned.valueWei().equals(own.valueWei())) {
      return Optional.of("it sends " + planned.valueWei() + " wei along");
    }
    return planned.calldata().equalsIgnoreCase(own.calldata())
        ? Optional.empty()
        : Optional.of("its calldata is not the proposal's own");
  }
}
