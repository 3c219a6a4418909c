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

  /**
   * One signed statement.
   *
   * @param expiry on the chain's clock; empty for what does not expire
   * @param name as a withdrawal has to name it
   * @param effects in words, as signed
   * @param lifts findings or the rejection that it lifts, as signed
   * @param lifted the same in words, for people
   * @param why says why it does not count
   */
  public record StatementLine(
      String kind,
      String treasurer,
      String reason,
      Optional<String> expiry,
      String name,
      List<String> effects,
      List<String> lifts,
      List<String> lifted,
      long counter,
      boolean counts,
      Optional<String> why) {}
}
