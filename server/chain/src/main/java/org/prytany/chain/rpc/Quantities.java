package org.prytany.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** JSON-RPC quantities: "0x"-hex without leading zeros. */
public final class Quantities {
  /** No quantity of the chain has more than 256 bits; a sign would pass as hex. */
  private static final Pattern QUANTITY = Pattern.compile("0x[0-9a-fA-F]{1,64}");

  private Quantities() {}

  public static String of(long value) {
    return "0x" + Long.toHexString(value);
  }

  public static String of(BigInteger value) {
    return "0x" + value.toString(16);
  }

  /**
   * @throws NumberFormatException if the node is no quantity
   */
  public static BigInteger number(JsonNode node) {
    String text = node.asText("");
    if (!QUANTITY.matcher(text).matches()) {
      throw new NumberFormatException("not a quantity");
    }
    return new BigInteger(text.substring(2), 16);
  }

  /**
   * @throws NumberFormatException if the node is no quantity
   * @throws ArithmeticException if it does not fit 63 bits
   */
  public static long integer(JsonNode node) {
    return number(node).longValueExact();
  }
}
