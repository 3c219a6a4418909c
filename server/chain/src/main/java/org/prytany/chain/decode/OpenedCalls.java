package org.prytany.chain.decode;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction.Manner;

/** Finds the calls inside a call. */
final class OpenedCalls {
  private static final int PACKED_HEAD = 1 + 20 + 32 + 32;

  private OpenedCalls() {}

  /**
   * A call inside another one; {@code data} is not to be changed.
   *
   * @param message whether the data are no call by a selector, but a message
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Inner(Address target, BigInteger value, byte[] data, Manner manner, boolean message) {
    Inner(Address target, BigInteger value, byte[] data, Manner manner) {
      this(target, value, data, manner, false);
    }
  }

  /**
   * @throws MalformedAbiException if the values are not what such a call takes
   */
  static List<Inner> of(CallRule rule, Operand.Made made) {
    List<AbiValue> columns = rule.operands().stream().map(operand -> operand.in(made)).toList();
    List<Inner> inner = new ArrayList<>();
    for (List<AbiValue> line : Operand.lines(columns)) {
      switch (rule.form()) {
        case EACH ->
            inner.add(
                new Inner(
                    line.get(0).asAddress(),
                    line.get(1).asInt(),
                    line.get(2).asBytes(),
                    Manner.CALL));
        case MADE ->
            inner.add(
                new Inner(
                    line.get(3).asFlag() ? Address.ZERO : line.get(0).asAddress(),
                    line.get(1).asInt(),
                    line.get(2).asBytes(),
                    Manner.CALL));
        case SAME ->
            inner.add(
                new Inner(
                    line.get(0).asAddress(), BigInteger.ZERO, line.get(1).asBytes(), Manner.CALL));
        case THEN, AFTER -> {
          if (line.get(1).asBytes().length > 0) {
            inner.add(
                new Inner(
                    line.get(0).asAddress(), BigInteger.ZERO, line.get(1).asBytes(), Manner.CALL));
          }
        }
        case DELEGATE -> {
          boolean none =
              line.get(0).asAddress().equals(Address.ZERO) && line.get(1).asBytes().length == 0;
          if (!none) {
            inner.add(
                new Inner(
                    line.get(0).asAddress(),
                    BigInteger.ZERO,
                    line.get(1).asBytes(),
                    Manner.DELEGATECALL));
          }
        }
        case CHOSEN ->
            inner.add(
                new Inner(
                    line.get(0).asAddress(),
                    line.get(1).asInt(),
                    line.get(2).asBytes(),
                    manner(line.get(3).asInt())));
        case SIGNED_CHOSEN ->
            inner.add(
                new Inner(
                    line.get(0).asAddress(),
                    line.get(1).asInt(),
                    signed(line.get(2).asBytes(), line.get(3).asBytes()),
                    line.get(4).asFlag() ? Manner.DELEGATECALL : Manner.CALL));
        case MESSAGE ->
            inner.add(
                new Inner(
                    line.get(0).asAddress(),
                    BigInteger.ZERO,
                    line.get(1).asBytes(),
                    Manner.CALL,
                    true));
        case PACKED -> inner.addAll(packed(line.get(0).asBytes()));
        case SIGNED ->
            inner.add(
                new Inner(
                    line.get(0).asAddress(),
                    line.get(1).asInt(),
                    signed(line.get(2).asBytes(), line.get(3).asBytes()),
                    Manner.CALL));
      }
    }
    return inner;
  }

  // Contracts refuse other numbers than 0 and 1; if one does not, the worse meaning is shown.
  private static Manner manner(BigInteger operation) {
    return operation.signum() == 0 ? Manner.CALL : Manner.DELEGATECALL;
  }

  private static byte[] signed(byte[] signature, byte[] arguments) {
    if (signature.length == 0) {
      return arguments;
    }
    byte[] selector =
        AbiBytes.parse(AbiBytes.selector(new String(signature, StandardCharsets.UTF_8)));
    byte[] data = Arrays.copyOf(selector, selector.length + arguments.length);
    System.arraycopy(arguments, 0, data, selector.length, arguments.length);
    return data;
  }

  private static List<Inner> packed(byte[] transactions) {
    List<Inner> inner = new ArrayList<>();
    int at = 0;
    while (at < transactions.length) {
      if (transactions.length - at < PACKED_HEAD) {
        throw new MalformedAbiException("packed transactions end too early");
      }
      BigInteger length = new BigInteger(1, transactions, at + 53, 32);
      int start = at + PACKED_HEAD;
      if (length.bitLength() > 31 || length.intValue() > transactions.length - start) {
        throw new MalformedAbiException(
            "a packed transaction is said to have " + length + " bytes");
      }
      int end = start + length.intValue();
      String target = AbiBytes.hex(Arrays.copyOfRange(transactions, at + 1, at + 21));
      inner.add(
          new Inner(
              new Address(target),
              new BigInteger(1, transactions, at + 21, 32),
              Arrays.copyOfRange(transactions, start, end),
              manner(BigInteger.valueOf(transactions[at] & 0xff))));
      at = end;
    }
    return inner;
  }
}
