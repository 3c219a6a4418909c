package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.cli.ApiClient;

/**
 * How the collections of proposals write what a chain would have as calls: Aave's payloads are
 * source code that names contracts of its address book and pays through a collector, Celo's name
 * contracts of its registry. The server knows nothing of that; it is told.
 */
final class CollectionNames {

  private static final Map<String, String> CELO =
      Map.of(
          "Registry", "0x000000000000000000000000000000000000ce10",
          "Governance", "0xd533ca259b330c7a88f74e000a3faea2d63b7972",
          "GovernanceProxy", "0xd533ca259b330c7a88f74e000a3faea2d63b7972");

  private static final Map<String, String> CELO_TOKENS =
      Map.of(
          "GoldToken", "CELO",
          "CeloToken", "CELO",
          "StableToken", "CUSD",
          "StableTokenEUR", "CEUR",
          "StableTokenBRL", "CREAL");

  private static final Set<String> CELO_CORE =
      Set.of(
          "GoldToken",
          "CeloToken",
          "CeloUnreleasedTreasury",
          "StableToken",
          "LockedGold",
          "EpochRewards",
          "EpochManager",
          "SortedOracles");

  /** Functions of Solidity libraries, by what they call. */
  private static final Map<String, String> SAME_AS =
      Map.of(
          "safeTransfer", "transfer",
          "forceApprove", "approve",
          "safeApprove", "approve",
          "_transferOwnership", "transferOwnership");

  private static final Map<String, Integer> DECIMALS =
      Map.ofEntries(
          Map.entry("USDC", 6),
          Map.entry("USDT", 6),
          Map.entry("DAI", 18),
          Map.entry("GHO", 18),
          Map.entry("WETH", 18),
          Map.entry("AAVE", 18),
          Map.entry("ENS", 18),
          Map.entry("CELO", 18),
          Map.entry("CUSD", 18),
          Map.entry("CEUR", 18),
          Map.entry("CREAL", 18),
          Map.entry("LUSD", 18),
          Map.entry("FRAX", 18),
          Map.entry("LINK", 18),
          Map.entry("CRV", 18),
          Map.entry("BAL", 18),
          Map.entry("WBTC", 8));

  private static final Pattern ASSET =
      Pattern.compile("([A-Z0-9]{2,10}?)(?:_E)?_(?:UNDERLYING|A_TOKEN)");
  private static final Pattern WRAPPED =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*\\(\\s*(.+?)\\s*\\)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,199}");

  /** Where a collection's calls are made, if all are on one chain. */
  private static final Map<String, Long> CHAINS =
      Map.of("celo", 42_220L, "ens", 1L, "arbitrum", 42_161L);

  private CollectionNames() {}

  /**
   * Puts the calls into a request, with all that their names say.
   *
   * @param source the collection
   * @param book what its names mean, where the DAO publishes that
   */
  static void into(ObjectNode request, String source, ArrayNode published, AddressBook book) {
    ArrayNode actions = ApiClient.JSON.createArrayNode();
    published.forEach(action -> actions.add(plain((ObjectNode) action)));
    request.set("actions", actions);
    ObjectNode names = request.putObject("names");
    CELO.forEach(names::put);
    ArrayNode tokens = request.putArray("tokens");
    Set<String> written = written(published);
    OptionalLong told = book.chain(written);
    if (told.isPresent()) {
      // An address is another account on another chain, and would get two names.
      written.forEach(name -> book.address(name).ifPresent(address -> names.put(name, address)));
    }
    long chain = told.orElse(CHAINS.getOrDefault(source, 0L));
    if (chain > 0) {
      request.put("chain", Long.toString(chain));
    }
    for (String name : written) {
      symbol(name).ifPresent(symbol -> token(tokens, name, symbol));
    }
    if (written.stream().anyMatch(CELO_CORE::contains)) {
      token(tokens, "native", "CELO");
    }
  }

  /** One call as a chain would have it. */
  private static ObjectNode plain(ObjectNode action) {
    ObjectNode plain = action.deepCopy();
    String signature = action.path("signature").asText("");
    int open = signature.indexOf('(');
    String name = open < 0 ? signature : signature.substring(0, open);
    if (SAME_AS.containsKey(name)) {
      plain.put("signature", SAME_AS.get(name) + signature.substring(name.length()));
    }
    // COLLECTOR.transfer(token, recipient, amount) pays out of the treasury; a controller is told
    // first whose money it is.
    String target = action.path("target").asText("");
    int skip = target.endsWith("CONTROLLER") ? 1 : 0;
    boolean collector =
        target.endsWith("COLLECTOR") || target.endsWith("ECOSYSTEM_RESERVE_CONTROLLER");
    JsonNode arguments = action.path("args");
    if (collector
        && (signature.equals("transfer") || signature.equals("approve"))
        && arguments.size() == 3 + skip) {
      plain.put("target", arguments.path(skip).asText());
      plain.put("signature", signature + "(address,uint256)");
      plain.putArray("args").add(arguments.path(skip + 1)).add(arguments.path(skip + 2));
      plain.remove("address");
      plain.remove("calldata");
    }
    return plain;
  }

  private static Set<String> written(ArrayNode actions) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode action : actions) {
      name(action.path("target").asText("")).ifPresent(names::add);
      action.path("args").forEach(each -> name(each.asText("")).ifPresent(names::add));
    }
    return names;
  }

  /** IERC20(X), address(X) and payable(X) are X. */
  private static Optional<String> name(String written) {
    String inner = written.strip();
    for (int depth = 0; depth < 5; depth++) {
      Matcher matcher = WRAPPED.matcher(inner);
      if (!matcher.matches()) {
        break;
      }
      inner = matcher.group(1);
    }
    return Optional.of(inner).filter(text -> NAME.matcher(text).matches());
  }

  private static Optional<String> symbol(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    Matcher matcher = ASSET.matcher(last);
    if (matcher.matches()) {
      return Optional.of((last.endsWith("_A_TOKEN") ? "a" : "") + matcher.group(1));
    }
    return Optional.ofNullable(CELO_TOKENS.get(last));
  }

  private static void token(ArrayNode tokens, String name, String symbol) {
    ObjectNode token = tokens.addObject().put("token", name).put("symbol", symbol);
    String counted = symbol.startsWith("a") ? symbol.substring(1) : symbol;
    Integer decimals = DECIMALS.get(counted.toUpperCase(Locale.ROOT));
    if (decimals != null) {
      token.put("decimals", decimals);
    }
  }
}
