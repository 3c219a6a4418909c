package org.prytany.chain.decode;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.spi.Address;

/** What a rule of the table speaks of. */
public sealed interface Operand {

  /** A parameter, or a member of a struct in it. */
  record Named(int position, List<Integer> members) implements Operand {
    public Named {
      members = List.copyOf(members);
    }
  }

  /** The called contract. */
  record Called() implements Operand {}

  /** Who makes the call. */
  record Sender() implements Operand {}

  /**
   * Who the caller is on the other side of a bridge that gives contracts another address there.
   *
   * <p>Source: AddressAliasHelper of nitro-contracts, OP Stack and ZKsync, all with one offset.
   */
  record Alias() implements Operand {}

  /** Coin that is sent along, in wei. */
  record Coin() implements Operand {}

  /** One account, whoever calls. */
  record Fixed(Address account) implements Operand {}

  /** The zero address: nobody, or the native coin. */
  record Nobody() implements Operand {}

  /** Text with parameters in braces. */
  record Text(String pattern, List<Named> parts) implements Operand {
    public Text {
      parts = List.copyOf(parts);
    }
  }

  /** A number. */
  record Number(BigInteger value) implements Operand {}

  /**
   * A call that rules speak of.
   *
   * @param values its arguments
   * @param sender who makes it
   * @param called the contract whose state it works on
   * @param coin what is sent along, in wei
   */
  record Made(List<AbiValue> values, Address sender, Address called, BigInteger coin) {
    public Made {
      values = List.copyOf(values);
    }

    /** Nobody's call: for operands that are parameters. */
    static Made of(List<AbiValue> values) {
      return new Made(values, Address.ZERO, Address.ZERO, BigInteger.ZERO);
    }
  }

  /** What a bridge adds to the address of a contract. */
  BigInteger OFFSET = new BigInteger("1111000000000000000000000000000000001111", 16);

  /** The account that a contract has on the other side of a bridge with aliases. */
  static Address alias(Address contract) {
    BigInteger moved =
        new BigInteger(contract.hex().substring(2), 16)
            .add(OFFSET)
            .mod(BigInteger.ONE.shiftLeft(160));
    return new Address(String.format(Locale.ROOT, "0x%040x", moved));
  }

  /** In place of a member's position: the last item of a list. */
  int LAST = -1;

  /** The part in braces of a text: a parameter, which may be a time. */
  Pattern BRACES = Pattern.compile("\\{([\\w.]+)(:time)?}");

  /** Parameter names go before the words of the table. */
  static Operand parse(String text, KnownFunction function) {
    String root = text.contains(".") ? text.substring(0, text.indexOf('.')) : text;
    if (function.hasParameter(root)) {
      return named(text, function);
    }
    if (text.startsWith("'")) {
      String pattern = text.substring(1, text.length() - 1);
      List<Named> parts = new ArrayList<>();
      Matcher matcher = BRACES.matcher(pattern);
      while (matcher.find()) {
        parts.add(named(matcher.group(1), function));
      }
      return new Text(pattern, parts);
    }
    if (text.matches("0x[0-9a-fA-F]{40}")) {
      return new Fixed(new Address(text));
    }
    if (text.matches("\\d+")) {
      return new Number(new BigInteger(text));
    }
    return switch (text) {
      case "called" -> new Called();
      case "sender" -> new Sender();
      case "alias" -> new Alias();
      case "coin" -> new Coin();
      case "nobody", "native" -> new Nobody();
      default ->
          throw new IllegalArgumentException(
              function.signature() + " has no parameter '" + text + "'");
    };
  }

  private static Named named(String path, KnownFunction function) {
    List<String> steps = List.of(path.split("\\.", -1));
    int position = function.position(steps.getFirst());
    AbiType type = function.parameters().get(position).type();
    List<Integer> members = new ArrayList<>();
    for (String step : steps.subList(1, steps.size())) {
      if (step.equals("last") && type instanceof AbiType.Items items) {
        members.add(LAST);
        type = items.element();
        continue;
      }
      type = type instanceof AbiType.Items items ? items.element() : type;
      if (!(type instanceof AbiType.Tuple tuple)) {
        throw new IllegalArgumentException(path + " is no member of a struct");
      }
      int found = -1;
      for (int i = 0; i < tuple.members().size(); i++) {
        found = tuple.members().get(i).name().equals(step) ? i : found;
      }
      if (found < 0) {
        throw new IllegalArgumentException("there is no member '" + path + "'");
      }
      members.add(found);
      type = tuple.members().get(found).type();
    }
    return new Named(position, members);
  }

  /** What it is in a call. */
  default AbiValue in(Made made) {
    List<AbiValue> values = made.values();
    return switch (this) {
      case Named named -> member(values.get(named.position()), named.members());
      case Called self -> new AbiValue.Account(made.called());
      case Sender self -> new AbiValue.Account(made.sender());
      case Alias self -> new AbiValue.Account(alias(made.sender()));
      case Coin self -> new AbiValue.Int(made.coin());
      case Fixed fixed -> new AbiValue.Account(fixed.account());
      case Nobody nobody -> new AbiValue.Account(Address.ZERO);
      case Number number -> new AbiValue.Int(number.value());
      case Text text -> text(text, values);
    };
  }

  private static AbiValue text(Text text, List<AbiValue> values) {
    List<AbiValue> parts =
        text.parts().stream()
            .map(part -> member(values.get(part.position()), part.members()))
            .toList();
    int lines =
        parts.stream()
            .filter(AbiValue.Items.class::isInstance)
            .mapToInt(part -> part.asItems().size())
            .min()
            .orElse(-1);
    if (lines < 0) {
      return written(text.pattern(), parts, 0);
    }
    List<AbiValue> all = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      all.add(written(text.pattern(), parts, i));
    }
    return new AbiValue.Items(all);
  }

  private static AbiValue written(String pattern, List<AbiValue> parts, int item) {
    Matcher matcher = BRACES.matcher(pattern);
    StringBuilder written = new StringBuilder();
    int part = 0;
    while (matcher.find()) {
      AbiValue value = parts.get(part++);
      AbiValue one = value instanceof AbiValue.Items items ? items.values().get(item) : value;
      String words = matcher.group(2) == null ? SafeText.value(one) : Wording.time(one.asInt());
      matcher.appendReplacement(written, Matcher.quoteReplacement(words));
    }
    matcher.appendTail(written);
    return new AbiValue.Raw(written.toString().getBytes(StandardCharsets.UTF_8), true);
  }

  private static AbiValue member(AbiValue value, List<Integer> members) {
    if (members.isEmpty()) {
      return value;
    }
    if (members.getFirst() == LAST) {
      List<AbiValue> items = value.asItems();
      if (items.isEmpty()) {
        throw new org.prytany.chain.abi.MalformedAbiException("an empty list has no last item");
      }
      return member(items.getLast(), members.subList(1, members.size()));
    }
    if (value instanceof AbiValue.Items items) {
      return new AbiValue.Items(items.values().stream().map(one -> member(one, members)).toList());
    }
    AbiValue inner = ((AbiValue.Tuple) value).values().get(members.getFirst());
    return member(inner, members.subList(1, members.size()));
  }

  /**
   * Lists side by side; what is no list stands in every line.
   *
   * @throws org.prytany.chain.abi.MalformedAbiException if two lists differ in length
   */
  static List<List<AbiValue>> lines(List<AbiValue> columns) {
    int count = -1;
    for (AbiValue column : columns) {
      if (column instanceof AbiValue.Items items) {
        if (count >= 0 && count != items.values().size()) {
          throw new org.prytany.chain.abi.MalformedAbiException("lists of unequal length");
        }
        count = items.values().size();
      }
    }
    List<List<AbiValue>> lines = new ArrayList<>();
    for (int i = 0; i < (count < 0 ? 1 : count); i++) {
      List<AbiValue> line = new ArrayList<>();
      for (AbiValue column : columns) {
        line.add(column instanceof AbiValue.Items items ? items.values().get(i) : column);
      }
      lines.add(line);
    }
    return lines;
  }
}
