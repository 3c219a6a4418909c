package org.prytany.chain.heads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a node says on a socket at which it was asked for its chain and for new heads. Source:
 * Ethereum JSON-RPC; go-ethereum, eth_subscribe.
 */
sealed interface Heard {

  /** It serves the right chain. */
  record RightChain() implements Heard {}

  /** It will push heads under this name. */
  record Subscribed(String name) implements Heard {}

  /** A new block, by its hash. */
  record Head(String subscription, String hash) implements Heard {}

  /** Nothing that matters here. */
  record Other() implements Heard {}

  /** Nothing may be expected of it any more, and why. */
  record Refused(String why) implements Heard {}

  /** Ids of our two questions. */
  int CHAIN = 1;

  int SUBSCRIBE = 2;

  /** Of a subscription's name. */
  int LONGEST_NAME = 100;

  ObjectMapper JSON = new ObjectMapper();
  Pattern QUANTITY = Pattern.compile("0x[0-9a-fA-F]{1,16}+");
  Pattern HASH = Pattern.compile("0x[0-9a-fA-F]{64}+");

  static String question(int id) {
    return id == CHAIN
        ? "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":[]}"
        : "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";
  }

  /** Reads a message; what it says in words is not repeated. */
  static Heard of(String message, long chainId) {
    JsonNode node;
    try {
      node = JSON.readTree(message);
    } catch (JsonProcessingException e) {
      return new Refused("says something that is no JSON");
    }
    if (node.path("method").asText("").equals("eth_subscription")) {
      String hash = node.path("params").path("result").path("hash").asText("");
      return HASH.matcher(hash).matches()
          ? new Head(node.path("params").path("subscription").asText(""), hash)
          : new Refused("pushes something that is no block");
    }
    return switch (node.path("id").asInt()) {
      case CHAIN -> chain(node.path("result").asText(""), chainId);
      case SUBSCRIBE -> {
        String name = node.path("result").asText("");
        yield name.isEmpty() || name.length() > LONGEST_NAME
            ? new Refused("does not push new blocks (eth_subscribe newHeads)")
            : new Subscribed(name);
      }
      default -> new Other();
    };
  }

  private static Heard chain(String answered, long chainId) {
    Optional<BigInteger> number =
        QUANTITY.matcher(answered).matches()
            ? Optional.of(new BigInteger(answered.substring(2), 16))
            : Optional.empty();
    if (number.equals(Optional.of(BigInteger.valueOf(chainId)))) {
      return new RightChain();
    }
    return new Refused(
        number
            .map(other -> "serves chain " + other + " and not chain " + chainId)
            .orElse("does not say which chain it serves"));
  }
}
