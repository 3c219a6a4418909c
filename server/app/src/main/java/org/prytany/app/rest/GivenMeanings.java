package org.prytany.app.rest;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.prytany.app.textdigest.Meanings;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * Reads what a digest request says about its payload: "chain", an EIP-155 id, "names", {name:
 * address}, and "tokens", [{token, symbol, decimals}].
 */
final class GivenMeanings {

  private static final int MOST = 1_000;
  private static final int MOST_DECIMALS = 77;
  private static final String ADDRESS = "0x[0-9a-fA-F]{40}";

  private GivenMeanings() {}

  /**
   * @param file the chain that a file of calls names
   * @throws org.prytany.governance.failure.PrytanyException INVALID_INPUT with the field, or where
   *     the two chains are not the same
   */
  static Meanings of(Body body, OptionalLong file) {
    long said = chain(body);
    long named = file.orElse(said);
    if (said != Meanings.NO_CHAIN && said != named) {
      throw Body.invalid(
          "The calls are for chain " + named + ", and chain is " + said + ": correct one of them.");
    }
    return new Meanings(named, names(body), tokens(body));
  }

  private static long chain(Body body) {
    String written = body.optionalText("chain").orElse("");
    if (!written.matches("(?:[1-9]\\d{0,17})?+")) {
      throw Body.invalid("chain is no number of a chain: send its EIP-155 id as text, e.g. \"1\".");
    }
    return written.isEmpty() ? Meanings.NO_CHAIN : Long.parseLong(written);
  }

  private static Map<String, Address> names(Body body) {
    Map<String, Address> names = new HashMap<>();
    for (Map.Entry<String, JsonValue> entry : body.object("names").entrySet()) {
      boolean address =
          entry.getValue() instanceof JsonString text && text.getString().matches(ADDRESS);
      if (!address) {
        throw Body.invalid(
            "names['" + entry.getKey() + "'] is no address: send 0x and 40 hexadecimal digits.");
      }
      names.put(entry.getKey(), new Address(((JsonString) entry.getValue()).getString()));
    }
    if (names.size() > MOST) {
      throw Body.invalid("There are more than " + MOST + " names: send fewer.");
    }
    return names;
  }

  private static Map<String, Token> tokens(Body body) {
    Map<String, Token> tokens = new HashMap<>();
    int index = 0;
    for (JsonValue value : body.list("tokens")) {
      String where = "tokens[" + index++ + "]";
      if (!(value instanceof JsonObject token)) {
        throw Body.invalid(where + " is not an object: send {token, symbol, decimals}.");
      }
      String named = token.getString("token", "");
      String symbol = token.getString("symbol", "");
      if (named.isEmpty() || !symbol.matches("[\\p{L}\\p{N}.$+-]{1,20}")) {
        throw Body.invalid(
            where + " needs a token and a symbol of at most 20 letters and digits: send both.");
      }
      tokens.put(
          named.matches(ADDRESS) ? named.toLowerCase(Locale.ROOT) : named,
          new Token(Optional.empty(), Optional.of(symbol), decimals(token, where)));
    }
    if (index > MOST) {
      throw Body.invalid("There are more than " + MOST + " tokens: send fewer.");
    }
    return tokens;
  }

  private static OptionalInt decimals(JsonObject token, String where) {
    JsonValue value = token.get("decimals");
    if (value == null || value == JsonValue.NULL) {
      return OptionalInt.empty();
    }
    if (value instanceof JsonNumber number
        && number.isIntegral()
        && number.bigIntegerValue().bitLength() < 8
        && number.intValue() >= 0
        && number.intValue() <= MOST_DECIMALS) {
      return OptionalInt.of(number.intValue());
    }
    throw Body.invalid(where + ".decimals is no whole number up to " + MOST_DECIMALS + ".");
  }
}
