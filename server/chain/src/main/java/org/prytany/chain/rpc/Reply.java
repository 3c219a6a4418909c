package org.prytany.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.chain.rpc.RouteException.Kind;

/** Reads one JSON-RPC answer. */
final class Reply {

  /** Providers word it each in their own way, and number it too. */
  private static final Pattern THROTTLE =
      Pattern.compile(
          "too many requests|rate.?limit|requests? (?:per|/) ?second|/second request limit"
              + "|compute units per second|throttl|request count exceeded|request rate",
          Pattern.CASE_INSENSITIVE);

  private Reply() {}

  /**
   * @param redaction cleans what the address says
   * @throws RouteException THROTTLED if it asks us to wait
   */
  static Told told(JsonNode answer, Redaction redaction) throws RouteException {
    JsonNode error = answer.path("error");
    if (error.isMissingNode() || error.isNull()) {
      JsonNode result = answer.get("result");
      return new Told(result == null ? NullNode.getInstance() : result, Optional.empty());
    }
    String said = redaction.clean(error.path("message").asText("no reason given"));
    int code = error.path("code").asInt();
    if (code == 429 || code == -32007 || THROTTLE.matcher(said).find()) {
      throw new RouteException(Kind.THROTTLED, "refuses to answer: " + said);
    }
    return new Told(
        NullNode.getInstance(),
        Optional.of(new RpcErrorException(code, said, revertData(error.path("data")))));
  }

  // Anvil gives the data as a JSON string, Hardhat as an object that holds it.
  private static String revertData(JsonNode data) {
    JsonNode node = data;
    for (int depth = 0; depth < 3 && node.isObject(); depth++) {
      node = node.has("data") ? node.path("data") : node.path("result");
    }
    // Nethermind writes "Reverted 0x08c3…".
    String lower = node.asText("").toLowerCase(Locale.ROOT).replaceFirst("^reverted\\s+", "");
    return lower.matches("0x([0-9a-f]{2})*+") ? lower : "0x";
  }
}
