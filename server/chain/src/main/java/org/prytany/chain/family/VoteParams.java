package org.prytany.chain.family;

/** What a governor makes of the parameters that somebody votes with. */
public enum VoteParams {

  /** Nothing: the number for support alone says how somebody voted. */
  IGNORED,

  /**
   * They say how much goes where, whatever the number for support is: three packed uint128,
   * against, for and abstain.
   */
  FRACTIONS,

  /** Nobody knows. */
  UNKNOWN
}
