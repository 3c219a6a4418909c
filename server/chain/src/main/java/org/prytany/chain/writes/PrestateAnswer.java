package org.prytany.chain.writes;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;

/**
 * Reads what the prestateTracer answers. Nodes differ in what they leave out: zero words, zero
 * nonces, unchanged parts. An account that is there before and not after has ended.
 *
 * <p>Source: go-ethereum, eth/tracers/native/prestate.go.
 */
public final class PrestateAnswer {
  /** More values are no call that anybody explains; a larger answer is not read. */
  private static final int MOST_VALUES = 20_000;

  private PrestateAnswer() {}

  /**
   * The difference that a run makes.
   *
   * @param answer with "diffMode"
   * @throws IllegalArgumentException if it is no such answer, or has too many values
   */
  public static Writes difference(JsonNode answer) {
    JsonNode before = answer.path("pre");
    JsonNode after = answer.path("post");
    if (!before.isObject() || !after.isObject()) {
      throw new IllegalArgumentException("there is no state before and after");
    }
    Set<String> names = new HashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    Map<Address, Writes.Account> accounts = new HashMap<>();
    int values = 0;
    for (String name : names) {
      Writes.Account account = account(before.path(name), after.path(name));
      values += account.slots().size() + 1;
      if (values > MOST_VALUES) {
        throw new IllegalArgumentException("it has more than " + MOST_VALUES + " values");
      }
      if (changes(account) && accounts.put(new Address(name), account) != null) {
        throw new IllegalArgumentException("an account is there twice");
      }
    }
    return new Writes(accounts);
  }

  private static boolean changes(Writes.Account account) {
    return account.balance().isPresent()
        || account.nonce()
        || account.code()
        || account.ended()
        || !account.slots().isEmpty();
  }

  private static void requireObject(JsonNode node) {
    if (!node.isMissingNode() && !node.isObject()) {
      throw new IllegalArgumentException("something is no state of an account");
    }
  }

  private static Writes.Account account(JsonNode before, JsonNode after) {
    requireObject(before);
    requireObject(after);
    Map<BigInteger, Writes.Change> slots = new HashMap<>();
    Map<BigInteger, BigInteger> was = words(before.path("storage"));
    Map<BigInteger, BigInteger> is = words(after.path("storage"));
    Set<BigInteger> all = new HashSet<>(was.keySet());
    all.addAll(is.keySet());
    for (BigInteger slot : all) {
      Writes.Change change =
          new Writes.Change(
              was.getOrDefault(slot, BigInteger.ZERO), is.getOrDefault(slot, BigInteger.ZERO));
      if (change.delta().signum() != 0) {
        slots.put(slot, change);
      }
    }
    return new Writes.Account(
        balance(before, after),
        after.has("nonce") && !number(after, "nonce").equals(number(before, "nonce")),
        after.has("code") && !code(after).equals(code(before)),
        after.isMissingNode(),
        slots);
  }

  private static Optional<Writes.Change> balance(JsonNode before, JsonNode after) {
    Writes.Change change = new Writes.Change(number(before, "balance"), number(after, "balance"));
    boolean changes = after.has("balance") && change.delta().signum() != 0;
    return changes ? Optional.of(change) : Optional.empty();
  }

  private static String code(JsonNode account) {
    return account.path("code").asText("0x");
  }

  private static Map<BigInteger, BigInteger> words(JsonNode storage) {
    if (!storage.isNull()) {
      requireObject(storage);
    }
    Map<BigInteger, BigInteger> words = new HashMap<>();
    Iterator<Map.Entry<String, JsonNode>> fields = storage.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      words.put(word(field.getKey()), word(field.getValue().asText("")));
    }
    return words;
  }

  /** Numbers are hexadecimal texts; some nodes write the nonce as a JSON number. */
  private static BigInteger number(JsonNode account, String name) {
    JsonNode value = account.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return BigInteger.ZERO;
    }
    return value.isIntegralNumber() ? value.bigIntegerValue() : word(value.asText(""));
  }

  private static BigInteger word(String hex) {
    if (!hex.matches("0x[0-9a-fA-F]{1,64}")) {
      throw new IllegalArgumentException("something is no word of 256 bits");
    }
    return new BigInteger(hex.substring(2), 16);
  }

  /**
   * The code of every account that a run touched.
   *
   * @param answer without "diffMode"
   * @return "0x"-hex by account; accounts without code are left out
   * @throws IllegalArgumentException if it is no such answer
   */
  public static Map<Address, String> codes(JsonNode answer) {
    if (!answer.isObject()) {
      throw new IllegalArgumentException("there is no state");
    }
    Map<Address, String> codes = new HashMap<>();
    Iterator<Map.Entry<String, JsonNode>> fields = answer.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      String code = code(field.getValue());
      if (code.length() > 2) {
        codes.put(new Address(field.getKey()), code);
      }
    }
    return codes;
  }
}
