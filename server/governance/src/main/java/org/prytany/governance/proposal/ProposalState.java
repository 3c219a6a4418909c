package org.prytany.governance.proposal;

/** IGovernor.ProposalState, in the contract's order. */
public enum ProposalState {
  PENDING,
  ACTIVE,
  CANCELED,
  DEFEATED,
  SUCCEEDED,
  QUEUED,
  EXPIRED,
  EXECUTED;

  /**
   * @param ordinal what IGovernor.state returned
   * @throws IllegalArgumentException if no such state exists
   */
  public static ProposalState of(int ordinal) {
    ProposalState[] all = values();
    if (ordinal < 0 || ordinal >= all.length) {
      throw new IllegalArgumentException("IGovernor knows no proposal state " + ordinal);
    }
    return all[ordinal];
  }

  /** Whether nothing can follow. */
  public boolean isFinal() {
    return this == CANCELED || this == DEFEATED || this == EXPIRED || this == EXECUTED;
  }
}
