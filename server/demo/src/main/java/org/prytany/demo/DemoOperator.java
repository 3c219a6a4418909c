package org.prytany.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.prytany.cli.ApiClient;
import org.web3j.crypto.Credentials;

/** An operator with a key: uploads a plugin over HTTP, and signs for it, as operators do. */
public final class DemoOperator {

  private static final Set<String> PUTS_IN_SERVICE =
      Set.of("install-plugin", "update-plugin", "downgrade-plugin");

  private final Credentials wallet;
  private final URI origin;
  private final ApiClient api;

  private DemoOperator(Credentials wallet, URI origin, ApiClient api) {
    this.wallet = wallet;
    this.origin = origin;
    this.api = api;
  }

  public static DemoOperator signIn(ApiClient api, URI origin, long chainId, Credentials wallet)
      throws IOException {
    return new DemoOperator(wallet, origin, DemoTreasurer.signedIn(api, origin, chainId, wallet));
  }

  /**
   * A plugin that was looked at.
   *
   * @param refusal why it does not wait; empty if it does
   */
  public record Uploaded(String id, String sha256, Optional<String> refusal) {}

  /** Has the server look into a plugin. */
  public Uploaded upload(Path war) throws IOException {
    JsonNode report = api.postFile("/api/v1/plugins/uploads", war);
    return new Uploaded(
        report.path("id").asText(),
        report.path("sha256").asText(),
        report.path("waits").asBoolean()
            ? Optional.empty()
            : Optional.of(report.path("refusals").path(0).path("reason").asText("it was refused")));
  }

  /** What the server has an operator sign to put an upload in service, signed. */
  public ObjectNode order(Uploaded plugin) throws IOException {
    JsonNode typed =
        api.get(
                "/api/v1/plugins/order?sha256="
                    + plugin.sha256()
                    + "&operator="
                    + wallet.getAddress()
                    + "&server="
                    + URLEncoder.encode(origin.toString(), StandardCharsets.UTF_8))
            .path("typedData");
    requireOf(plugin, typed.path("message"));
    ObjectNode body = DemoTreasurer.signed(typed, wallet);
    body.put("governor", typed.path("domain").path("verifyingContract").asText());
    return body;
  }

  private void requireOf(Uploaded plugin, JsonNode said) throws IOException {
    boolean its =
        said.path("sha256").asText().equals("0x" + plugin.sha256())
            && said.path("plugin").asText().equals(plugin.id())
            && said.path("server").asText().equals(origin.toString())
            && PUTS_IN_SERVICE.contains(said.path("kind").asText());
    if (!its) {
      throw new IOException("What the server would have signed is about something else: " + said);
    }
  }

  /** Hands in an order; the plugin starts within seconds. */
  public void handIn(ObjectNode order) throws IOException {
    api.post("/api/v1/plugins/orders", order);
  }
}
