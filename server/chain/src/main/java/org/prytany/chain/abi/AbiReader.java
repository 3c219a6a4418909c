package org.prytany.chain.abi;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.prytany.spi.Address;

/**
 * Decodes ABI-encoded bytes that a hostile contract may have written. Everything read is paid for
 * out of a budget as large as the input: honest encodings never read a byte twice, so overlapping
 * offsets that would blow a small input up end in an error, not in memory.
 *
 * <p>Source: Contract ABI Specification, "Formal Specification of the Encoding".
 */
public final class AbiReader {
  private static final int WORD = 32;

  private final byte[] data;
  private long used;

  private AbiReader(byte[] data) {
    this.data = data;
  }

  /**
   * What was decoded.
   *
   * @param unread bytes of the input that belong to no value
   */
  public record Decoded(List<AbiValue> values, long unread) {
    public Decoded {
      values = List.copyOf(values);
    }
  }

  /**
   * Decodes a tuple that starts at the first byte.
   *
   * @throws MalformedAbiException if the bytes do not fit the types
   */
  public static Decoded read(List<AbiType> types, byte[] data) {
    AbiReader reader = new AbiReader(data);
    List<AbiValue> values = reader.tuple(types, 0);
    return new Decoded(values, Math.max(0, data.length - reader.used));
  }

  private List<AbiValue> tuple(List<AbiType> types, int base) {
    List<AbiValue> values = new ArrayList<>(types.size());
    long at = base;
    for (AbiType type : types) {
      values.add(member(type, base, at));
      at += type.headWords() * WORD;
    }
    return values;
  }

  /**
   * @param base where offsets count from
   * @param at where the value, or its offset, stands
   */
  private AbiValue member(AbiType type, int base, long at) {
    if (!type.dynamic()) {
      return fixed(type, at);
    }
    long offset = length(at, "offset");
    pay(WORD);
    long start = base + offset;
    if (start > data.length - WORD) {
      throw new MalformedAbiException("an offset points behind the end");
    }
    return switch (type) {
      case AbiType.Items items -> list(items.element(), (int) start);
      case AbiType.FixedItems items ->
          new AbiValue.Items(
              tuple(Collections.nCopies(items.count(), items.element()), (int) start));
      case AbiType.Tuple struct -> new AbiValue.Tuple(tuple(struct.types(), (int) start));
      default -> blob(((AbiType.Blob) type).text(), (int) start);
    };
  }

  private AbiValue fixed(AbiType type, long at) {
    if (type instanceof AbiType.FixedItems || type instanceof AbiType.Tuple) {
      if (at > data.length - WORD) {
        throw new MalformedAbiException("the bytes end too early");
      }
      return type instanceof AbiType.Tuple struct
          ? new AbiValue.Tuple(tuple(struct.types(), (int) at))
          : new AbiValue.Items(
              tuple(
                  Collections.nCopies(
                      ((AbiType.FixedItems) type).count(), ((AbiType.FixedItems) type).element()),
                  (int) at));
    }
    return word(type, at);
  }

  private AbiValue list(AbiType element, int start) {
    long count = length(start, "list length");
    pay(WORD);
    int first = start + WORD;
    if (count * element.headWords() > (data.length - first) / WORD) {
      throw new MalformedAbiException("a list is said to have " + count + " elements");
    }
    return new AbiValue.Items(tuple(Collections.nCopies((int) count, element), first));
  }

  private AbiValue blob(boolean text, int start) {
    long length = length(start, "byte length");
    pay(WORD);
    int first = start + WORD;
    if (length > data.length - first) {
      throw new MalformedAbiException("a value is said to have " + length + " bytes");
    }
    long padded = (length + WORD - 1) / WORD * WORD;
    pay(Math.min(padded, data.length - first));
    return new AbiValue.Raw(Arrays.copyOfRange(data, first, first + (int) length), text);
  }

  // Offsets and lengths beyond the input cannot be honest.
  private long length(long at, String what) {
    BigInteger value = number(at);
    if (value.bitLength() > 31 || value.intValue() > data.length) {
      throw new MalformedAbiException("an absurd " + what);
    }
    return value.intValue();
  }

  private void pay(long bytes) {
    used += bytes;
    if (used > data.length) {
      throw new MalformedAbiException("values overlap");
    }
  }

  private BigInteger number(long at) {
    if (at < 0 || at > data.length - WORD) {
      throw new MalformedAbiException("the bytes end too early");
    }
    return new BigInteger(1, data, (int) at, WORD);
  }

  private AbiValue word(AbiType type, long at) {
    BigInteger value = number(at);
    pay(WORD);
    return switch (type) {
      case AbiType.Unsigned unsigned -> {
        check(value.bitLength() <= unsigned.bits(), type);
        yield new AbiValue.Int(value);
      }
      case AbiType.Signed signed -> {
        BigInteger signedValue = new BigInteger(data, (int) at, WORD);
        check(signedValue.bitLength() < signed.bits(), type);
        yield new AbiValue.Int(signedValue);
      }
      case AbiType.Account account -> {
        check(value.bitLength() <= 160, type);
        yield new AbiValue.Account(new Address("0x" + AbiBytes.word(value).substring(24)));
      }
      case AbiType.Flag flag -> {
        check(value.bitLength() <= 1, type);
        yield new AbiValue.Flag(value.signum() == 1);
      }
      case AbiType.FixedBytes fixed -> {
        byte[] bytes = Arrays.copyOfRange(data, (int) at, (int) at + WORD);
        for (int i = fixed.length(); i < WORD; i++) {
          check(bytes[i] == 0, type);
        }
        yield new AbiValue.Raw(Arrays.copyOf(bytes, fixed.length()), false);
      }
      default -> throw new IllegalStateException(type.name() + " is no single word");
    };
  }

  private static void check(boolean fits, AbiType type) {
    if (!fits) {
      throw new MalformedAbiException("a word that is no " + type.name());
    }
  }
}
