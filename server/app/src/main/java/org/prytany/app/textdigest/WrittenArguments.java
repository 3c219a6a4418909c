package org.prytany.app.textdigest;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Int256;
import org.web3j.abi.datatypes.generated.Uint256;

/** Reads arguments as payloads write them, by the types that their functions take. */
final class WrittenArguments {

  private static final Pattern INTEGER = Pattern.compile("(u?)int(\\d{0,3})");
  private static final Pattern BYTES = Pattern.compile("0x(?:[0-9a-fA-F]{2})*+");
  private static final Pattern ITEM = Pattern.compile("\"([^\"]*)\"|([^,\\s\"\\[\\]]+)");
  private static final int MOST_ITEMS = 1_000;

  private final Names names;

  WrittenArguments(Names names) {
    this.names = names;
  }

  /** The value; empty if it is an expression that nobody can read, or does not fit its type. */
  Optional<Type> value(String type, String written) {
    if (type.endsWith("[]")) {
      return list(type.substring(0, type.length() - 2), written);
    }
    Matcher integer = INTEGER.matcher(type);
    if (integer.matches()) {
      return integer(integer, written);
    }
    return switch (type) {
      case "address" ->
          names.address(written).map(at -> new org.web3j.abi.datatypes.Address(at.hex()));
      case "bytes32" -> bytes(written).filter(data -> data.length == 32).map(Bytes32::new);
      case "bytes" -> bytes(written).map(DynamicBytes::new);
      case "string" -> Optional.of(new Utf8String(written));
      case "bool" ->
          written.equals("true") || written.equals("false")
              ? Optional.of(new Bool(Boolean.parseBoolean(written)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Type> integer(Matcher type, String written) {
    int bits = type.group(2).isEmpty() ? 256 : Integer.parseInt(type.group(2));
    boolean negative = written.startsWith("-");
    if (type.group(1).isEmpty()) {
      return WrittenInteger.of(negative ? written.substring(1) : written)
          .filter(value -> value.bitLength() < bits)
          .map(value -> new Int256(negative ? value.negate() : value));
    }
    return WrittenInteger.of(written).filter(value -> value.bitLength() <= bits).map(Uint256::new);
  }

  private static Optional<byte[]> bytes(String written) {
    return BYTES.matcher(written).matches()
        ? Optional.of(HexFormat.of().parseHex(written.substring(2).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  @SuppressWarnings("unchecked")
  private Optional<Type> list(String type, String written) {
    if (!written.startsWith("[") || !written.endsWith("]")) {
      return Optional.empty();
    }
    List<Type> values = new ArrayList<>();
    Matcher item = ITEM.matcher(written.substring(1, written.length() - 1));
    while (item.find()) {
      Optional<Type> value = value(type, item.group(1) != null ? item.group(1) : item.group(2));
      if (value.isEmpty() || values.size() >= MOST_ITEMS) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    Optional<Class<? extends Type>> of = listed(type);
    return of.map(kind -> new DynamicArray<>((Class<Type>) kind, values));
  }

  private static Optional<Class<? extends Type>> listed(String type) {
    if (INTEGER.matcher(type).matches()) {
      return Optional.of(type.startsWith("u") ? Uint256.class : Int256.class);
    }
    return switch (type) {
      case "address" -> Optional.of(org.web3j.abi.datatypes.Address.class);
      case "bytes32" -> Optional.of(Bytes32.class);
      case "bytes" -> Optional.of(DynamicBytes.class);
      case "string" -> Optional.of(Utf8String.class);
      case "bool" -> Optional.of(Bool.class);
      default -> Optional.empty();
    };
  }
}
