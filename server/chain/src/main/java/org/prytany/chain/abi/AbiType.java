package org.prytany.chain.abi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Solidity type, tuples aside. */
public sealed interface AbiType {
  /** Canonical name, e.g. "uint256[]". */
  String name();

  /** uint8 to uint256. */
  record Unsigned(int bits) implements AbiType {
    @Override
    public String name() {
      return "uint" + bits;
    }
  }

  /** int8 to int256. */
  record Signed(int bits) implements AbiType {
    @Override
    public String name() {
      return "int" + bits;
    }
  }

  /** An address. */
  record Account() implements AbiType {
    @Override
    public String name() {
      return "address";
    }
  }

  /** A bool. */
  record Flag() implements AbiType {
    @Override
    public String name() {
      return "bool";
    }
  }

  /** bytes1 to bytes32. */
  record FixedBytes(int length) implements AbiType {
    @Override
    public String name() {
      return "bytes" + length;
    }
  }

  /** bytes, or string when {@code text}. */
  record Blob(boolean text) implements AbiType {
    @Override
    public String name() {
      return text ? "string" : "bytes";
    }
  }

  /** A list of any length. */
  record Items(AbiType element) implements AbiType {
    @Override
    public String name() {
      return element.name() + "[]";
    }
  }

  /** Whether values of this type stand behind an offset. */
  default boolean dynamic() {
    return this instanceof Blob || this instanceof Items;
  }

  /**
   * @throws IllegalArgumentException if there is no such type here
   */
  static AbiType parse(String name) {
    if (name.endsWith("[]")) {
      return new Items(parse(name.substring(0, name.length() - 2)));
    }
    Matcher sized = Pattern.compile("(u?int|bytes)(\\d{1,3})").matcher(name);
    if (sized.matches()) {
      int size = Integer.parseInt(sized.group(2));
      boolean bytes = sized.group(1).equals("bytes");
      if (bytes ? size >= 1 && size <= 32 : size >= 8 && size <= 256 && size % 8 == 0) {
        return switch (sized.group(1)) {
          case "uint" -> new Unsigned(size);
          case "int" -> new Signed(size);
          default -> new FixedBytes(size);
        };
      }
    }
    return switch (name) {
      case "address" -> new Account();
      case "bool" -> new Flag();
      case "bytes" -> new Blob(false);
      case "string" -> new Blob(true);
      default -> throw new IllegalArgumentException("no ABI type '" + name + "' is known here");
    };
  }
}
