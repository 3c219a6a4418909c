package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/** Treasurers' statements and how many more are needed. */
public record ApprovalsView(
    int threshold,
    int given,
    int missing,
    Optional<String> effectsHash,
    List<StatementLine> statements) {

  /** One signed statement; {@code why} says why it does not count. */
  public record StatementLine(
      String kind,
      String treasurer,
      String reason,
      String expiry,
      boolean counts,
      Optional<String> why) {}
}
