package org.prytany.app.textdigest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;

/**
 * Reads arguments as payloads write them, by the types that their functions take. Lists and structs
 * are read as JSON has them and as Solidity does: {@code ["0x…", 5]}, {@code {"to": "0x…"}}, {@code
 * Payment({to: 0x…, amount: 5 ether})}, {@code (0x…, 5)}.
 */
final class WrittenArguments {

  private static final Pattern BYTES = Pattern.compile("0x(?:[0-9a-fA-F]{2})*+");
  private static final int MOST_ITEMS = 1_000;

  private final Names names;

  WrittenArguments(Names names) {
    this.names = names;
  }

  /** The value; empty if it is an expression that nobody can read, or does not fit its type. */
  Optional<AbiValue> value(AbiType type, String written) {
    // A text of its own has no quotes around it; in a list it cannot do without.
    return type instanceof AbiType.Blob blob && blob.text()
        ? Optional.of(text(written))
        : inside(type, written);
  }

  private Optional<AbiValue> inside(AbiType type, String written) {
    String plain = WrittenParts.unquoted(written);
    return switch (type) {
      case AbiType.Unsigned number -> unsigned(number.bits(), plain);
      case AbiType.Signed number -> signed(number.bits(), plain);
      case AbiType.Account account -> names.address(plain).map(AbiValue.Account::new);
      case AbiType.Flag flag ->
          Optional.of(plain)
              .filter(word -> word.equals("true") || word.equals("false"))
              .map(word -> new AbiValue.Flag(Boolean.parseBoolean(word)));
      case AbiType.FixedBytes bytes ->
          bytes(plain)
              .filter(data -> data.length == bytes.length())
              .map(data -> new AbiValue.Raw(data, false));
      case AbiType.Blob blob ->
          blob.text()
              ? Optional.of(text(plain))
              : bytes(plain).map(data -> new AbiValue.Raw(data, false));
      case AbiType.Items items -> list(items.element(), written);
      case AbiType.FixedItems items ->
          list(items.element(), written).filter(list -> list.asItems().size() == items.count());
      case AbiType.Tuple struct -> struct(struct.members(), written);
    };
  }

  private static AbiValue text(String written) {
    return new AbiValue.Raw(written.getBytes(StandardCharsets.UTF_8), true);
  }

  private static Optional<AbiValue> unsigned(int bits, String written) {
    return WrittenInteger.of(written)
        .filter(value -> value.bitLength() <= bits)
        .map(AbiValue.Int::new);
  }

  private static Optional<AbiValue> signed(int bits, String written) {
    boolean negative = written.startsWith("-");
    return WrittenInteger.of(negative ? written.substring(1) : written)
        .filter(value -> value.bitLength() < bits)
        .map(value -> negative ? value.negate() : value)
        .map(AbiValue.Int::new);
  }

  private static Optional<byte[]> bytes(String written) {
    return BYTES.matcher(written).matches()
        ? Optional.of(HexFormat.of().parseHex(written.substring(2).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private Optional<AbiValue> list(AbiType element, String written) {
    return WrittenParts.of(written)
        .filter(parts -> parts.isList() && parts.all().size() <= MOST_ITEMS)
        .flatMap(
            parts -> {
              List<AbiValue> values = new ArrayList<>();
              for (String part : parts.all()) {
                inside(element, part).ifPresent(values::add);
              }
              return values.size() == parts.all().size()
                  ? Optional.of(new AbiValue.Items(values))
                  : Optional.empty();
            });
  }

  /** Every member once: by its name where all have one, else in order. */
  private Optional<AbiValue> struct(List<AbiType.Tuple.Member> members, String written) {
    return WrittenParts.of(written)
        .filter(parts -> parts.all().size() == members.size())
        .flatMap(
            parts -> {
              List<AbiValue> values = new ArrayList<>();
              for (int i = 0; i < members.size(); i++) {
                AbiType type = members.get(i).type();
                Optional<String> part =
                    parts.isNamed()
                        ? parts.named(members.get(i).name())
                        : Optional.of(parts.all().get(i));
                part.flatMap(value -> inside(type, value)).ifPresent(values::add);
              }
              return values.size() == members.size()
                  ? Optional.of(new AbiValue.Tuple(values))
                  : Optional.empty();
            });
  }
}
