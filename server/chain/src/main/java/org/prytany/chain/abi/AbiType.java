package org.prytany.chain.abi;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Solidity type. */
public sealed interface AbiType {
  /** Every list in it is a call within a call. */
  int LONGEST_NAME = 100;

  /** Lists of fixed lengths multiply. */
  int MOST_WORDS = 1_000_000;

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

  /** A list of a length that the type says. */
  record FixedItems(AbiType element, int count) implements AbiType {
    private static final int LONGEST = 1_024;

    /**
     * @throws IllegalArgumentException if the length is 0, or more than any real interface has
     */
    public FixedItems {
      if (count < 1 || count > LONGEST) {
        throw new IllegalArgumentException("a list of " + count + " elements is not read here");
      }
      if (count * element.headWords() > MOST_WORDS) {
        throw new IllegalArgumentException(
            "a list of more than " + MOST_WORDS + " words is not read here");
      }
    }

    @Override
    public String name() {
      return element.name() + "[" + count + "]";
    }
  }

  /** A struct. */
  record Tuple(List<Member> members) implements AbiType {
    /**
     * @throws IllegalArgumentException if it has no members
     */
    public Tuple {
      members = List.copyOf(members);
      if (members.isEmpty()) {
        throw new IllegalArgumentException("a struct without members is not read here");
      }
    }

    /** A named part of a struct. */
    public record Member(String name, AbiType type) {}

    @Override
    public String name() {
      return members.stream()
          .map(member -> member.type().name())
          .collect(Collectors.joining(",", "(", ")"));
    }

    List<AbiType> types() {
      return members.stream().map(Member::type).toList();
    }
  }

  /** Whether values of this type stand behind an offset. */
  default boolean dynamic() {
    return switch (this) {
      case Blob blob -> true;
      case Items items -> true;
      case FixedItems items -> items.element().dynamic();
      case Tuple tuple -> tuple.types().stream().anyMatch(AbiType::dynamic);
      default -> false;
    };
  }

  /** Words that a value takes where it stands, its offset if it is dynamic. */
  default long headWords() {
    if (dynamic()) {
      return 1;
    }
    return switch (this) {
      case FixedItems items -> items.count() * items.element().headWords();
      case Tuple tuple -> tuple.types().stream().mapToLong(AbiType::headWords).sum();
      default -> 1;
    };
  }

  /** Structs in structs of a list; nobody publishes deeper ones. */
  int DEEPEST = 8;

  /**
   * Types as a signature lists them, "address,(uint256,bytes)[]". Members of structs have no names.
   *
   * @throws IllegalArgumentException if one of them is no type here
   */
  static List<AbiType> list(String types) {
    return list(types, 0);
  }

  private static List<AbiType> list(String types, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("a struct in more than " + DEEPEST + " structs");
    }
    List<AbiType> all = new ArrayList<>();
    int from = 0;
    int open = 0;
    for (int at = 0; at <= types.length() && !types.isEmpty(); at++) {
      char c = at == types.length() ? ',' : types.charAt(at);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (open < 0 || open > 0 && at == types.length()) {
        throw new IllegalArgumentException("the brackets of a struct do not fit");
      }
      if (c == ',' && open == 0) {
        all.add(one(types.substring(from, at).strip(), depth));
        from = at + 1;
      }
    }
    return all;
  }

  private static AbiType one(String type, int depth) {
    if (!type.startsWith("(")) {
      return parse(type);
    }
    int end = type.lastIndexOf(')');
    AbiType made =
        new Tuple(
            list(type.substring(1, end), depth + 1).stream()
                .map(member -> new Tuple.Member("", member))
                .toList());
    for (String rest = type.substring(end + 1); !rest.isEmpty(); ) {
      int close = rest.indexOf(']');
      String count = rest.startsWith("[") && close > 0 ? rest.substring(1, close) : "none";
      if (!count.matches("\\d{0,4}")) {
        throw new IllegalArgumentException("no list of structs is written '" + rest + "'");
      }
      made = count.isEmpty() ? new Items(made) : new FixedItems(made, Integer.parseInt(count));
      rest = rest.substring(close + 1);
    }
    return made;
  }

  /**
   * @param name of a type that has no struct in it
   * @throws IllegalArgumentException if there is no such type here
   */
  static AbiType parse(String name) {
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "no ABI type of " + name.length() + " characters is known here");
    }
    if (name.endsWith("[]")) {
      return new Items(parse(name.substring(0, name.length() - 2)));
    }
    Matcher list = Pattern.compile("(.+)\\[(\\d{1,4})]").matcher(name);
    if (list.matches()) {
      return new FixedItems(parse(list.group(1)), Integer.parseInt(list.group(2)));
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
