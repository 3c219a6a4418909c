package org.prytany.chain.abi;

import java.math.BigInteger;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes values as calldata has them: the reverse of {@link AbiReader}.
 *
 * <p>Source: Contract ABI Specification, "Formal Specification of the Encoding".
 */
public final class AbiWriter {

  private static final int WORD_BYTES = 32;
  private static final int WORD_DIGITS = 64;

  private AbiWriter() {}

  /**
   * Arguments after a selector, as digits without "0x".
   *
   * @param values one for each type, each of its type's kind and within its bounds
   * @throws ClassCastException if a value is of another kind than its type
   */
  public static String arguments(List<AbiType> types, List<AbiValue> values) {
    long headBytes = types.stream().mapToLong(AbiType::headWords).sum() * WORD_BYTES;
    StringBuilder head = new StringBuilder();
    StringBuilder tail = new StringBuilder();
    for (int i = 0; i < types.size(); i++) {
      String written = written(types.get(i), values.get(i));
      if (types.get(i).dynamic()) {
        head.append(word(headBytes + tail.length() / 2));
        tail.append(written);
      } else {
        head.append(written);
      }
    }
    return head.append(tail).toString();
  }

  private static String written(AbiType type, AbiValue value) {
    return switch (type) {
      case AbiType.Unsigned number -> AbiBytes.word(value.asInt());
      case AbiType.Signed number ->
          AbiBytes.word(value.asInt().mod(BigInteger.ONE.shiftLeft(WORD_DIGITS * 4)));
      case AbiType.Account account -> AbiBytes.word(value.asAddress());
      case AbiType.Flag flag -> word(value.asFlag() ? 1 : 0);
      case AbiType.FixedBytes bytes -> padded(value.asBytes());
      case AbiType.Blob blob -> word(value.asBytes().length) + padded(value.asBytes());
      case AbiType.Items items ->
          word(value.asItems().size()) + list(items.element(), value.asItems());
      case AbiType.FixedItems items -> list(items.element(), value.asItems());
      case AbiType.Tuple struct -> arguments(struct.types(), ((AbiValue.Tuple) value).values());
    };
  }

  private static String list(AbiType element, List<AbiValue> values) {
    return arguments(Collections.nCopies(values.size(), element), values);
  }

  private static String padded(byte[] bytes) {
    String digits = HexFormat.of().formatHex(bytes);
    return digits + "0".repeat(-digits.length() & (WORD_DIGITS - 1));
  }

  private static String word(long number) {
    return AbiBytes.word(BigInteger.valueOf(number));
  }
}
