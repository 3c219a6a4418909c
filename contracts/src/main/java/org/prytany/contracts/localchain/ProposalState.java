package org.prytany.contracts.localchain;

import java.math.BigInteger;

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

  static ProposalState of(BigInteger value) {
    return values()[value.intValueExact()];
  }
}
