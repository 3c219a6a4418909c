package org.prytany.chain.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.prytany.chain.abi.AbiValue;
import org.prytany.spi.Address;

/** Says a call in its publisher's words, with the arguments that were decoded. */
final class Publishers {

  /** How a value of a token (or of nobody's) is worded. */
  interface Worded {
    String say(Address token, AbiValue value, String as);
  }

  private Publishers() {}

  /**
   * @param made the call, with who makes it unknown
   * @return e.g. "Supply: Amount to supply: 100 USDC, For: 0x…"
   */
  static String say(
      PublisherWords words, KnownFunction function, Operand.Made made, Worded worded) {
    List<String> parts = new ArrayList<>();
    for (PublisherWords.Field field : words.fields()) {
      String label = field.label().isEmpty() ? "(without a label)" : field.label();
      parts.add(label + ": " + value(field, function, made, worded));
    }
    String intent = words.intent().isEmpty() ? "(no intent)" : words.intent();
    return parts.isEmpty() ? intent : intent + ". " + String.join("; ", parts);
  }

  private static String value(
      PublisherWords.Field field, KnownFunction function, Operand.Made made, Worded worded) {
    BiFunction<Address, String, String> as =
        (token, how) ->
            at(field.path(), function, made)
                .map(value -> listed(field, worded.say(token, value, how)))
                .orElse("among the arguments");
    return switch (field.format()) {
      case "tokenAmount" ->
          field
              .tokenPath()
              .flatMap(path -> at(path, function, made))
              .filter(AbiValue.Account.class::isInstance)
              .map(token -> as.apply(token.asAddress(), "token"))
              .orElseGet(() -> as.apply(Address.ZERO, ""));
      case "amount" -> as.apply(Address.ZERO, "wei");
      case "duration" -> as.apply(Address.ZERO, "duration");
      case "date" -> as.apply(Address.ZERO, "time");
      default -> as.apply(Address.ZERO, "");
    };
  }

  /** A number with the publisher's word for it. */
  private static String listed(PublisherWords.Field field, String shown) {
    String word = field.values().get(shown);
    return word == null ? shown : shown + " (“" + word + "”)";
  }

  /** What stands at a path; empty for parts of lists and bytes, which are not cut out here. */
  private static Optional<AbiValue> at(String path, KnownFunction function, Operand.Made made) {
    String plain = path.startsWith("#.") ? path.substring(2) : path;
    if (plain.equals("@.value")) {
      return Optional.of(new AbiValue.Int(made.coin()));
    }
    if (plain.equals("@.to")) {
      return Optional.of(new AbiValue.Account(made.called()));
    }
    String members = plain.replace(".[]", "");
    if (!members.matches("[\\w$]+(?:\\.[\\w$]+)*+")) {
      return Optional.empty();
    }
    try {
      return function.hasParameter(members.replaceAll("\\..*", ""))
          ? Optional.of(Operand.parse(members, function).in(made))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // The descriptor speaks of a member that its own function has not.
      return Optional.empty();
    }
  }
}
