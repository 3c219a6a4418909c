package org.prytany.chain.abi;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Encodes made-up arguments of any types: the numbers 1, 2, 3 and so on, lists of two. */
public final class AbiWriting {
  private int next = 1;

  private AbiWriting() {}

  /** Arguments after a selector, as digits. */
  public static String arguments(List<AbiType> types) {
    return new AbiWriting().tuple(types);
  }

  private String tuple(List<AbiType> types) {
    long headBytes = types.stream().mapToLong(AbiType::headWords).sum() * 32;
    StringBuilder head = new StringBuilder();
    StringBuilder tail = new StringBuilder();
    for (AbiType type : types) {
      String encoded = encoded(type);
      if (type.dynamic()) {
        head.append(AbiBytes.word(BigInteger.valueOf(headBytes + tail.length() / 2)));
        tail.append(encoded);
      } else {
        head.append(encoded);
      }
    }
    return head.append(tail).toString();
  }

  private String encoded(AbiType type) {
    return switch (type) {
      case AbiType.Flag flag -> AbiBytes.word(BigInteger.ONE);
      case AbiType.FixedBytes bytes ->
          "ab".repeat(bytes.length()) + "00".repeat(32 - bytes.length());
      case AbiType.Blob blob ->
          AbiBytes.word(BigInteger.valueOf(5)) + "6162636465" + "00".repeat(27);
      case AbiType.Items items ->
          AbiBytes.word(BigInteger.TWO) + tuple(List.of(items.element(), items.element()));
      case AbiType.FixedItems items ->
          tuple(new ArrayList<>(Collections.nCopies(items.count(), items.element())));
      case AbiType.Tuple struct -> tuple(struct.types());
      default -> AbiBytes.word(BigInteger.valueOf(next++));
    };
  }
}
