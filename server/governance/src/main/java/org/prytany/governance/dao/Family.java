package org.prytany.governance.dao;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a governor is asked by, and which calls it takes. Found by asking the contract; what an
 * operator writes is held against that.
 *
 * <p>Source: OpenZeppelin IGovernor and its extensions; Compound GovernorAlpha and GovernorBravo.
 */
public enum Family {
  /** OpenZeppelin's, where what passed is queued in a timelock. */
  OPENZEPPELIN("openzeppelin", "OpenZeppelin's, with a timelock"),

  /** OpenZeppelin's, where the governor itself executes what passed, straight after the vote. */
  OPENZEPPELIN_NO_TIMELOCK(
      "openzeppelin-no-timelock", "OpenZeppelin's, without a timelock: the governor executes"),

  /** OpenZeppelin's 4 with GovernorCompatibilityBravo: OpenZeppelin's calls, Compound's tally. */
  COMPATIBILITY_BRAVO("compatibility-bravo", "OpenZeppelin's, which counts as Compound's does"),

  /** Compound's GovernorBravo: counted ids, and queue and execute that take one. */
  BRAVO("bravo", "Compound's GovernorBravo"),

  /** Bravo with kinds of proposals, each with a timelock and a pace of its own, as Venus has it. */
  ROUTED_BRAVO("routed-bravo", "GovernorBravo with several routes, as Venus has it"),

  /** Compound's GovernorAlpha: votes are for or against, and give no reason. */
  ALPHA("alpha", "Compound's GovernorAlpha");

  private final String word;
  private final String title;

  Family(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** As it is written in the configuration. */
  public String word() {
    return word;
  }

  /** Plain English, for a sentence: "Its governor is ...". */
  public String title() {
    return title;
  }

  /** Whether it has Compound's interface: a proposal is named by its counted id alone. */
  public boolean isCompounds() {
    return this == BRAVO || this == ROUTED_BRAVO || this == ALPHA;
  }

  /** Empty where no family is written so. */
  public static Optional<Family> parse(String word) {
    return Arrays.stream(values()).filter(family -> family.word.equals(word)).findFirst();
  }

  /** All words that {@link #parse} knows. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Family::word).toList();
  }
}
