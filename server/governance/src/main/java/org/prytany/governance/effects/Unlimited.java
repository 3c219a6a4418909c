package org.prytany.governance.effects;

import java.math.BigInteger;

/** Which amounts stand for "as much as there is". */
public final class Unlimited {

  /** The largest number of a contract, which means "unlimited" in ERC-20: 2^256−1. */
  public static final BigInteger MOST = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  /** No supply of any token needs more bits in base units. */
  private static final int LARGEST_SUPPLY_BITS = 128;

  private static final int SMALLEST_ALL_ONES_BITS = 64;

  private Unlimited() {}

  /**
   * Whether an allowance of so many base units has no bound in practice: more than any token has,
   * or the largest number of some type, which tokens that count in fewer bits take for unlimited.
   */
  public static boolean isReached(BigInteger amount) {
    boolean allOnes =
        amount.bitLength() >= SMALLEST_ALL_ONES_BITS && amount.bitCount() == amount.bitLength();
    return allOnes || isMoreThanAnySupply(amount);
  }

  /** Whether no token has so many base units; its digits tell a reader nothing. */
  public static boolean isMoreThanAnySupply(BigInteger amount) {
    return amount.bitLength() > LARGEST_SUPPLY_BITS;
  }
}
