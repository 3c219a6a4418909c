package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.prytany.app.install.ConfigurationViews;
import org.prytany.app.install.PluginSchemas;
import org.prytany.app.signin.Role;
import org.prytany.app.view.PluginConfigurationView;
import org.prytany.app.view.SettingsOrderBody;
import org.prytany.app.view.SettingsOrderView;
import org.prytany.app.view.StatementViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.installation.SetValue;
import org.prytany.governance.installation.SettingsChange;
import org.prytany.governance.installation.SettingsOrders;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.spi.Address;

/** What is set for plugins, and the orders by which it is. No secret is ever answered. */
@Path("/plugins/{plugin}/settings")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PluginSettingsResource {

  @Inject private DaoLookup lookup;
  @Inject private Caller caller;
  @Inject private PluginSchemas schemas;
  @Inject private SettingsOrders orders;
  @Inject private MetricRegistry metrics;

  @GET
  @Operation(summary = "What can be set for a plugin and where it comes from; values for operators")
  public PluginConfigurationView settings(@PathParam("plugin") String plugin) {
    boolean operator = caller.roles().contains(Role.OPERATOR);
    return new ConfigurationViews(orders.settings(), operator).of(plugin, schemas.of(plugin));
  }

  @GET
  @Path("/order")
  @Operation(summary = "What an operator signs to set values for a plugin")
  public SettingsOrderView order(
      @PathParam("plugin") String plugin,
      @QueryParam("operator") @Nullable String operator,
      @QueryParam("dao") @Nullable String dao,
      @QueryParam("set") @Nullable String set,
      @QueryParam("unset") @Nullable String unset,
      @QueryParam("values") @Nullable String values,
      @QueryParam("server") @Nullable String server) {
    Address who = Query.account("operator", operator);
    String bound = Query.sha256("values", values);
    if (server == null) {
      throw Body.invalid("Say 'server': the address at which browsers find this server.");
    }
    Dao own = lookup.signedIn(dao);
    SettingsOrder order = orders.prepare(own, who, plugin, names(set), names(unset), bound, server);
    return new SettingsOrderView(
        own.id(),
        order.plugin(),
        order.expiry(),
        List.of(
            "It is for the plugin " + plugin + ", and for all DAOs of this server.",
            "It sets: " + said(order.set()) + ". It takes back: " + said(order.unset()) + ".",
            "The values behind the hash " + order.values() + ", and no others.",
            "The plugin is started again with them, and goes on as it is if it does not start.",
            "The server at " + order.server() + ".",
            "It can be handed in once, until " + Instant.ofEpochSecond(order.expiry()) + "."),
        StatementViews.json(order.data()),
        StatementViews.hashes(order.data()));
  }

  @POST
  @Path("/orders")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Sets values for a plugin, which starts again; the signature is the act")
  @APIResponseSchema(value = TriedSettings.class, responseCode = "202")
  @RequestBodySchema(SettingsOrderBody.class)
  public Response carryOut(@PathParam("plugin") String plugin, InputStream in) throws IOException {
    Body body = Body.read(in);
    Dao own = lookup.governed(Query.account("governor", body.text("governor")));
    if (!body.text("kind").equals(SettingsOrder.WORD) || !body.text("plugin").equals(plugin)) {
      throw Body.invalid(
          "The fields 'kind' and 'plugin' should be configure-plugin and the plugin of the"
              + " address.");
    }
    SettingsOrder order =
        new SettingsOrder(
            own.chainId(),
            own.governor(),
            body.text("server"),
            plugin,
            body.texts("set"),
            body.texts("unset"),
            Query.sha256("values", body.text("values")),
            Query.sha256("replaces", body.text("replaces")),
            Query.account("operator", body.text("operator")),
            Query.sha256("nonce", body.text("nonce")),
            body.whole("expiry"),
            body.text("signature"));
    SettingsChange change =
        new SettingsChange(set(body.object("salted")), new HashSet<>(body.texts("unset")));
    try {
      orders.carryOut(order, change);
    } catch (PrytanyException e) {
      count("refused");
      throw e;
    }
    count(SettingsOrder.WORD);
    return Response.accepted(new TriedSettings(plugin, order.digest())).build();
  }

  /**
   * What is being tried.
   *
   * @param order its digest
   */
  public record TriedSettings(String plugin, String order) {}

  // With commas between them, which no name has.
  private static Set<String> names(@Nullable String written) {
    return written == null || written.isEmpty()
        ? Set.of()
        : new HashSet<>(List.of(written.split(",", -1)));
  }

  private static String said(List<String> names) {
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }

  private static Map<String, SetValue> set(JsonObject written) {
    Map<String, SetValue> set = new HashMap<>();
    written.forEach((name, its) -> set.put(name, value(its)));
    return set;
  }

  private static SetValue value(JsonValue its) {
    if (its instanceof JsonObject object
        && object.get("value") instanceof JsonString value
        && object.get("salt") instanceof JsonString salt) {
      return new SetValue(value.getString(), salt.getString());
    }
    throw Body.invalid("Each of 'salted' has to be {\"value\": \"...\", \"salt\": \"...\"}.");
  }

  private void count(String outcome) {
    metrics.counter("prytany_plugin_orders_total", new Tag("outcome", outcome)).inc();
  }
}
