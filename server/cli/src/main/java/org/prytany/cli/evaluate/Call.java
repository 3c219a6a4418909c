package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** One call of a published payload, with the places in it that can be changed. */
final class Call {

  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern NUMBER =
      Pattern.compile("\\d[\\d_]*(?:\\.\\d+)?(?:[eE]\\d{1,2})?(?: ether)?");
  private static final Set<String> PAYING =
      Set.of(
          "transfer",
          "safeTransfer",
          "approve",
          "forceApprove",
          "safeApprove",
          "increaseAllowance",
          "mint",
          "release");
  private static final Set<String> EMPOWERING =
      Set.of(
          "_setImplementation",
          "_setAndInitializeImplementation",
          "upgradeTo",
          "upgradeToAndCall",
          "transferOwnership",
          "_transferOwnership",
          "setAddressFor",
          "grantRole",
          "addOracle",
          "changeAdmin",
          "addRiskAdmin",
          "addPoolAdmin",
          "setEmissionAdmin");

  private final ObjectNode action;

  Call(JsonNode action) {
    this.action = (ObjectNode) action;
  }

  String target() {
    return action.path("target").asText("");
  }

  String name() {
    String signature = action.path("signature").asText("");
    int open = signature.indexOf('(');
    return open < 0 ? signature : signature.substring(0, open);
  }

  private int size() {
    return action.path("args").size();
  }

  private String argument(int index) {
    return action.path("args").path(index).asText("");
  }

  private boolean paysCoin() {
    String calldata = action.path("calldata").asText("0x");
    return name().isEmpty()
        && (calldata.isEmpty() || calldata.equals("0x"))
        && action.path("value").asText("0").matches("[1-9]\\d*");
  }

  private boolean paysToken() {
    return PAYING.contains(name()) && size() >= 2 && size() <= 4;
  }

  boolean pays() {
    return paysCoin() || paysToken();
  }

  /** The recipient, where it is an address and not an expression. */
  Optional<String> recipient() {
    String written = paysCoin() ? target() : paysToken() ? argument(size() - 2) : "";
    return Optional.of(written).filter(text -> ADDRESS.matcher(text).matches());
  }

  /** Whom a call that pays nothing gives power. */
  OptionalInt empowered() {
    if (!EMPOWERING.contains(name())) {
      return OptionalInt.empty();
    }
    for (int i = size() - 1; i >= 0; i--) {
      if (ADDRESS.matcher(argument(i)).matches()) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Who is paid or gets power, where it is an address. */
  Optional<String> account() {
    OptionalInt empowered = empowered();
    return empowered.isPresent() ? Optional.of(argument(empowered.getAsInt())) : recipient();
  }

  /** A number of a call that pays nothing. */
  OptionalInt setting() {
    if (pays() || !name().toLowerCase(Locale.ROOT).startsWith("set")) {
      return OptionalInt.empty();
    }
    for (int i = size() - 1; i >= 0; i--) {
      if (argument(i).matches("[1-9]\\d*")) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  ObjectNode withRecipient(String address) {
    ObjectNode changed = action.deepCopy();
    if (paysCoin()) {
      return changed.put("target", address);
    }
    return with(size() - 2, address);
  }

  /**
   * The call with an amount of {@code 10^digits} times as much; empty if that cannot be written.
   */
  Optional<ObjectNode> scaled(int digits) {
    if (paysCoin()) {
      return scaled(action.path("value").asText("0"), digits)
          .map(value -> action.deepCopy().put("value", value));
    }
    return scaled(argument(size() - 1), digits).map(value -> with(size() - 1, value));
  }

  Optional<ObjectNode> scaledSetting(int digits) {
    int at = setting().orElseThrow();
    return scaled(argument(at), digits).map(value -> with(at, value));
  }

  private static Optional<String> scaled(String written, int digits) {
    if (!NUMBER.matcher(written).matches()) {
      return Optional.empty();
    }
    String unit = written.endsWith(" ether") ? " ether" : "";
    BigDecimal number =
        new BigDecimal(written.substring(0, written.length() - unit.length()).replace("_", ""));
    BigDecimal base = number.scaleByPowerOfTen(unit.isEmpty() ? 0 : 18);
    try {
      BigInteger scaled = base.scaleByPowerOfTen(digits).toBigIntegerExact();
      return scaled.signum() > 0 && scaled.bitLength() <= 160
          ? Optional.of(scaled.toString())
          : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The call in another token of the same number of decimals, if both are known. */
  Optional<ObjectNode> inAnotherToken() {
    if (!paysToken() || name().equals("mint") || name().equals("release")) {
      return Optional.empty();
    }
    boolean inArguments = size() > 2;
    String token = inArguments ? argument(size() - 3) : target();
    Optional<String> other = Tokens.another(token);
    if (other.isEmpty()) {
      return Optional.empty();
    }
    if (inArguments) {
      return Optional.of(with(size() - 3, other.get()));
    }
    ObjectNode changed = with(size() - 1, argument(size() - 1));
    changed.remove("address");
    return Optional.of(changed.put("target", other.get()));
  }

  ObjectNode with(int argument, String value) {
    ObjectNode changed = action.deepCopy();
    ArrayNode arguments = (ArrayNode) changed.path("args");
    arguments.set(argument, value);
    // The raw bytes say the old thing.
    changed.remove("calldata");
    return changed;
  }
}
