package org.prytany.spi;

/** A direction to vote in. The number that the contract wants comes from its COUNTING_MODE. */
public enum Support {
  AGAINST,
  FOR,
  ABSTAIN
}
