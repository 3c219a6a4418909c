package org.prytany.contracts.localchain;

import java.math.BigInteger;

/** GovernorCountingSimple.VoteType, in the contract's order: Against = 0, For = 1, Abstain = 2. */
public enum VoteType {
  AGAINST,
  FOR,
  ABSTAIN;

  /** The {@code uint8 support} that the governor expects. */
  public BigInteger support() {
    return BigInteger.valueOf(ordinal());
  }
}
