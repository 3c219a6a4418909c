package org.prytany.check.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorOrder;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;

/**
 * An order about a plugin as an operator has it signed: what is written to be signed is made anew
 * here, from what the operator asked for, and compared with what the server gave.
 *
 * @param server where browsers find the server that is asked
 * @param allowed what the order may say
 * @param version "" for whatever is in service
 * @param sha256 "" likewise
 */
record SignedOrder(
    OperatorOrder order,
    Path written,
    URI server,
    Set<Action> allowed,
    String plugin,
    String version,
    String sha256) {

  private static final int HASH_DIGITS = 64;

  int run(PrintWriter out, String query) {
    return order.run(out, api -> prepare(api, out, query), (api, by) -> handIn(api, out, by));
  }

  private void prepare(ApiClient api, PrintWriter out, String query) throws IOException {
    JsonNode answer =
        api.get(
            "/api/v1/plugins/order?server="
                + encoded(origin())
                + "&operator="
                + encoded(order.operator())
                + query);
    TypedData data = checked(answer.path("typedData"));
    OperatorOrder.write(written, "--out", data.json());
    OperatorOrder.show(
        out,
        answer.path("binds"),
        List.of(
            TypedData.hex(data.domainSeparator()),
            TypedData.hex(data.messageHash()),
            TypedData.hex(data.digest())),
        written);
  }

  private void handIn(ApiClient api, PrintWriter out, String signature) throws IOException {
    JsonNode typed = OperatorOrder.read(written, "--out");
    checked(typed);
    ObjectNode body = ((ObjectNode) typed.path("message")).deepCopy();
    body.put("governor", typed.path("domain").path("verifyingContract").asText());
    body.put("signature", signature);
    api.post("/api/v1/plugins/orders", body);
    out.println("Done. `prytany status` says how it does; the audit log has who and when.");
  }

  private TypedData checked(JsonNode typed) throws IOException {
    JsonNode message = typed.path("message");
    requireHere(message.path("server").asText());
    TypedData own;
    try {
      own =
          new PluginOrder(
                  typed.path("domain").path("chainId").asLong(),
                  new Address(typed.path("domain").path("verifyingContract").asText()),
                  action(message.path("kind").asText()),
                  message.path("server").asText(),
                  plugin,
                  version.isEmpty() ? message.path("version").asText() : version,
                  sha256.isEmpty() ? hash(message, "sha256") : sha256,
                  hash(message, "replaces"),
                  new Address(order.operator()),
                  hash(message, "nonce"),
                  Long.parseLong(message.path("expiry").asText()),
                  "")
              .data();
    } catch (IllegalArgumentException e) {
      throw strange(String.valueOf(e.getMessage()));
    }
    if (!OperatorOrder.same(ApiClient.JSON.readTree(own.json()), typed)) {
      throw strange("it is about another file, plugin, operator or act than yours");
    }
    return own;
  }

  // Whoever stands between could pass on another server's order to be signed.
  private void requireHere(String said) {
    if (!said.equalsIgnoreCase(origin())) {
      throw new CommandFailure(
          "What is to be signed is for the server at "
              + Columns.safe(said)
              + ", and you asked "
              + origin()
              + ".",
          "Do not sign it. If browsers find this server under another address than --server, name"
              + " that with --origin.");
    }
  }

  private String origin() {
    String address = server.toString();
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Action action(String word) {
    Action said =
        Stream.of(Action.values())
            .filter(one -> one.word().equals(word))
            .findFirst()
            .orElseThrow(() -> strange("it is no order about a plugin"));
    if (said == Action.DOWNGRADE && !allowed.contains(said)) {
      throw new CommandFailure(
          "This file is older than what is in service, or not known to be as new.",
          "If you mean to go back to it, run the command again with --downgrade.");
    }
    if (!allowed.contains(said)) {
      throw strange("it says " + said.word());
    }
    return said;
  }

  private static String hash(JsonNode message, String field) {
    String hex = message.path(field).asText().toLowerCase(Locale.ROOT);
    String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    if (digits.length() != HASH_DIGITS) {
      throw strange("its field " + field + " has not 32 bytes");
    }
    return digits;
  }

  private static CommandFailure strange(String why) {
    return new CommandFailure(
        "What is to be signed is not what you asked for: " + why + ".",
        "Do not sign it: compare your file with the server's, or tell who runs the server.");
  }
}
