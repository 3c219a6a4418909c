package org.prytany.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import org.prytany.cli.ApiClient;

/** Asks a chain's JSON-RPC endpoint. */
final class ChainRpc implements AutoCloseable {

  private final ApiClient http;
  private final String path;

  ChainRpc(URI endpoint) {
    http = new ApiClient(endpoint);
    String raw = endpoint.getRawPath();
    String its = raw == null || raw.isEmpty() ? "/" : raw;
    path = endpoint.getRawQuery() == null ? its : its + "?" + endpoint.getRawQuery();
  }

  /**
   * The result; missing if the endpoint answers with an error.
   *
   * @param parameters texts and truth values
   * @throws IOException if it does not answer
   */
  JsonNode ask(String method, Object... parameters) throws IOException {
    ObjectNode body = ApiClient.JSON.createObjectNode();
    ArrayNode list =
        body.put("jsonrpc", "2.0").put("id", 1).put("method", method).putArray("params");
    for (Object parameter : parameters) {
      list.addPOJO(parameter);
    }
    return http.post(path, body).path("result");
  }

  /** A quantity; -1 if it is none. */
  static BigInteger number(JsonNode hex) {
    String text = hex.asText();
    return text.matches("0x[0-9a-fA-F]{1,64}")
        ? new BigInteger(text.substring(2), 16)
        : BigInteger.ONE.negate();
  }

  @Override
  public void close() {
    http.close();
  }
}
