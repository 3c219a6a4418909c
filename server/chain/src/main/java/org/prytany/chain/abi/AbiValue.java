package org.prytany.chain.abi;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.prytany.spi.Address;

/** A decoded value. */
public sealed interface AbiValue {
  /** As an argument is shown: decimal, 0x-hex, "true", text, "[a, b]". */
  String shown();

  /** An integer. */
  record Int(BigInteger value) implements AbiValue {
    @Override
    public String shown() {
      return value.toString();
    }
  }

  /** An address. */
  record Account(Address value) implements AbiValue {
    @Override
    public String shown() {
      return value.hex();
    }
  }

  /** A bool. */
  record Flag(boolean value) implements AbiValue {
    @Override
    public String shown() {
      return Boolean.toString(value);
    }
  }

  /** Bytes, or the raw bytes of a string when {@code text}: they need not be valid UTF-8. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Raw(byte[] value, boolean text) implements AbiValue {
    @Override
    public String shown() {
      return text ? new String(value, StandardCharsets.UTF_8) : AbiBytes.hex(value);
    }
  }

  /** A list. */
  record Items(List<AbiValue> values) implements AbiValue {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String shown() {
      return values.stream().map(AbiValue::shown).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** The parts of a struct, in order. */
  record Tuple(List<AbiValue> values) implements AbiValue {
    public Tuple {
      values = List.copyOf(values);
    }

    @Override
    public String shown() {
      return values.stream().map(AbiValue::shown).collect(Collectors.joining(", ", "(", ")"));
    }
  }

  /**
   * @throws ClassCastException if this is no integer
   */
  default BigInteger asInt() {
    return ((Int) this).value();
  }

  /**
   * @throws ClassCastException if this is no truth value
   */
  default boolean asFlag() {
    return ((Flag) this).value();
  }

  /**
   * @throws ClassCastException if this is no address
   */
  default Address asAddress() {
    return ((Account) this).value();
  }

  /**
   * @throws ClassCastException if this is no bytes or string
   */
  default byte[] asBytes() {
    return ((Raw) this).value();
  }

  /**
   * @throws ClassCastException if this is no list
   */
  default List<AbiValue> asItems() {
    return ((Items) this).values();
  }
}
