package org.prytany.chain.decode;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * What is known of other chains: their names, the contracts that lead to them, the numbers by which
 * bridges call them, and the contracts there that read messages in a form of their own.
 */
public final class OtherChains {
  /** Chains by their own ids. */
  private static final String EIP155 = "eip155";

  private static final Pattern NUMBERED = Pattern.compile("chain ([1-9]\\d{0,17})");

  private record Door(long chainId, Address contract) {}

  private record Reader(long chainId, Address contract) {}

  private final Map<Long, String> names = new LinkedHashMap<>();
  private final Map<Door, String> doors = new HashMap<>();
  private final Map<String, Map<BigInteger, Long>> numbers = new HashMap<>();
  private final Map<Reader, KnownFunction> readers = new HashMap<>();

  /**
   * @param lines rows as other-chains.txt explains them
   * @throws IllegalArgumentException naming the row that is none
   */
  static OtherChains read(List<String> lines) {
    OtherChains chains = new OtherChains();
    String knowledge = "";
    for (String line : lines) {
      if (line.startsWith("[")) {
        knowledge = KnownFunctions.BUNDLED_FROM + line.substring(1, line.lastIndexOf(']'));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        try {
          chains.row(line, knowledge);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("not a row of other chains: " + line, e);
        }
      }
    }
    return chains;
  }

  private void row(String line, String knowledge) {
    List<String> columns = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    boolean fresh =
        switch (columns.getFirst()) {
          case "chain" -> {
            long id = Long.parseLong(columns.get(1));
            yield names.put(id, columns.get(2)) == null;
          }
          case "door" ->
              doors.put(
                      new Door(Long.parseLong(columns.get(1)), new Address(columns.get(2))),
                      columns.get(3))
                  == null;
          case "number" ->
              numbers
                      .computeIfAbsent(columns.get(1), scheme -> new HashMap<>())
                      .put(new BigInteger(columns.get(2)), Long.parseLong(columns.get(3)))
                  == null;
          case "reader" -> {
            String rest = line.split("\\|", 3)[2].strip();
            KnownFunction message = KnownFunction.parse(rest, knowledge);
            boolean all = true;
            for (String at : columns.get(1).split("\\s*,\\s*")) {
              String[] parts = at.split(":", 2);
              Reader reader = new Reader(Long.parseLong(parts[0]), new Address(parts[1]));
              all &= readers.put(reader, message) == null;
            }
            yield all;
          }
          default -> throw new IllegalArgumentException("no such kind of row");
        };
    if (!fresh) {
      throw new IllegalArgumentException("it is there twice");
    }
  }

  List<String> schemes() {
    List<String> schemes = new ArrayList<>(numbers.keySet());
    schemes.add(Way.DOOR);
    schemes.add(EIP155);
    return schemes;
  }

  /**
   * Where a call leads. Of a door that is in no row, and of a number that no chain has, it is only
   * known that it leads away.
   *
   * @param from the chain of the call; 0 where it is not known, so that a door of any chain is
   *     meant
   * @param own the proposal's own chain, which may be led back to; 0 where it is not known
   */
  Place leads(Way way, Operand.Made made, long from, long own) {
    if (way.isDoor()) {
      Address door = way.operand().in(made).asAddress();
      return door(from, door)
          .filter(to -> to.matches("\\d+"))
          .map(to -> at(Long.parseLong(to), own))
          .orElse(new Place(Place.UNKNOWN, "an unknown chain, by way of " + door.hex()));
    }
    BigInteger number = way.operand().in(made).asInt();
    if (way.scheme().equals(EIP155)) {
      return number.signum() > 0 && number.bitLength() < Long.SIZE - 4
          ? at(number.longValueExact(), own)
          : new Place(Place.UNKNOWN, "an unknown chain, number " + number);
    }
    Long id = numbers.getOrDefault(way.scheme(), Map.of()).get(number);
    return id == null
        ? new Place(Place.UNKNOWN, "an unknown chain, number " + number + " of " + way.scheme())
        : at(id, own);
  }

  /**
   * Whether a contract is known to lead away as the way says. Anybody can deploy a contract whose
   * functions are called like a bridge's.
   */
  public boolean isKnown(Way way, Operand.Made made, long from) {
    return way.isDoor()
        ? door(from, way.operand().in(made).asAddress()).isPresent()
        : door(from, made.called()).equals(Optional.of(way.scheme()));
  }

  private Optional<String> door(long from, Address contract) {
    if (from != 0) {
      return Optional.ofNullable(doors.get(new Door(from, contract)));
    }
    List<String> anywhere =
        doors.entrySet().stream()
            .filter(door -> door.getKey().contract().equals(contract))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    return anywhere.size() == 1 ? Optional.of(anywhere.getFirst()) : Optional.empty();
  }

  private Place at(long chainId, long own) {
    return new Place(chainId, chainId == own ? "" : name(chainId));
  }

  private String name(long chainId) {
    return names.getOrDefault(chainId, "chain " + chainId);
  }

  /** The id of a chain by the name that {@link #leads} gave it; empty for an unknown one. */
  public OptionalLong id(String name) {
    for (Map.Entry<Long, String> known : names.entrySet()) {
      if (known.getValue().equals(name)) {
        return OptionalLong.of(known.getKey());
      }
    }
    Matcher numbered = NUMBERED.matcher(name);
    return numbered.matches()
        ? OptionalLong.of(Long.parseLong(numbered.group(1)))
        : OptionalLong.empty();
  }

  boolean isNamed(long chainId) {
    return names.containsKey(chainId);
  }

  /** A DAO as it stands on another chain, for {@link #tokens}. */
  public Dao as(Dao own, String name) {
    return new Place(id(name).orElse(Place.UNKNOWN), name).as(own);
  }

  /** Tokens of other chains, by what an operator listed. */
  public Tokens tokens(Tokens here) {
    return new AwayTokens(here.elsewhere(), this);
  }

  /** Whether coin that leaves the one chain is the coin that arrives on the other. */
  public boolean sameCoin(long from, long to) {
    return isNamed(to) && NativeCoins.of(from).equals(NativeCoins.of(to));
  }

  /** The message that a contract reads which has no functions for it; it has no selector. */
  Optional<KnownFunction> reader(long chainId, Address contract) {
    if (chainId != 0) {
      return Optional.ofNullable(readers.get(new Reader(chainId, contract)));
    }
    List<KnownFunction> anywhere =
        readers.entrySet().stream()
            .filter(reader -> reader.getKey().contract().equals(contract))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    return anywhere.size() == 1 ? Optional.of(anywhere.getFirst()) : Optional.empty();
  }

  /** Every message that some contract reads. */
  List<KnownFunction> messages() {
    return readers.values().stream().distinct().toList();
  }
}
