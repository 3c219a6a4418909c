package org.prytany.chain.family;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.prytany.spi.Support;

/**
 * The parameters of a vote in parts: three packed uint128, against, for and abstain.
 *
 * <p>Source: GovernorCountingFractional of OpenZeppelin 5, and ScopeLift's (Flexible Voting).
 */
public final class Fractions {

  /**
   * The number for support that OpenZeppelin wants beside such parameters (VOTE_TYPE_FRACTIONAL);
   * ScopeLift's takes any.
   */
  static final int SUPPORT = 255;

  private static final int BYTES = 16;
  private static final List<Support> ORDER = List.of(Support.AGAINST, Support.FOR, Support.ABSTAIN);

  private Fractions() {}

  /**
   * @param parts base units of the votes token; what is missing is nought
   * @throws IllegalArgumentException if one is no uint128
   */
  static byte[] packed(Map<Support, BigInteger> parts) {
    byte[] packed = new byte[ORDER.size() * BYTES];
    for (int i = 0; i < ORDER.size(); i++) {
      BigInteger part = parts.getOrDefault(ORDER.get(i), BigInteger.ZERO);
      if (part.signum() < 0 || part.bitLength() > BYTES * Byte.SIZE) {
        throw new IllegalArgumentException("a part of a vote is no uint128: " + part);
      }
      byte[] bytes = part.toByteArray();
      // A number of 128 bits has a byte for its sign.
      int from = Math.max(0, bytes.length - BYTES);
      System.arraycopy(
          bytes, from, packed, (i + 1) * BYTES - (bytes.length - from), bytes.length - from);
    }
    return packed;
  }

  /** Whether parameters can be such. */
  public static boolean areIn(byte[] params) {
    return params.length == ORDER.size() * BYTES;
  }

  /** The parts in parameters, against, for and abstain; without those that are nought. */
  public static Map<Support, BigInteger> read(byte[] params) {
    Map<Support, BigInteger> parts = new EnumMap<>(Support.class);
    for (int i = 0; i < ORDER.size(); i++) {
      BigInteger part = new BigInteger(1, Arrays.copyOfRange(params, i * BYTES, (i + 1) * BYTES));
      if (part.signum() > 0) {
        parts.put(ORDER.get(i), part);
      }
    }
    return parts;
  }
}
