package org.prytany.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/** JSON-RPC quantities: "0x"-hex without leading zeros. */
public final class Quantities {
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
    if (!text.startsWith("0x") || text.length() < 3) {
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
