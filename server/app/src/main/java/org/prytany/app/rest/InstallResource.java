package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;
import org.prytany.app.install.UploadReports;
import org.prytany.app.install.UploadShelf;
import org.prytany.app.signin.Role;
import org.prytany.app.view.PluginOrderView;
import org.prytany.app.view.PluginReportView;
import org.prytany.app.view.SignedBody;
import org.prytany.app.view.StatementViews;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.installation.PluginInstallation;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.host.staging.Staged;
import org.prytany.spi.Address;

/**
 * Uploads of plugins, and the orders by which they run. An upload is looked at and started by
 * nothing; only an operator's signature over its hash has it run.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class InstallResource {

  private static final String BINARY = "application/octet-stream";

  @Inject private DaoLookup lookup;
  @Inject private Caller caller;
  @Inject private UploadShelf shelf;
  @Inject private PluginInstallation installation;
  @Inject private AuditLog audit;
  @Inject private MetricRegistry metrics;

  @POST
  @Path("/plugins/uploads")
  @Operation(summary = "Takes a plugin's WAR, looks at it and reports; nothing of it runs")
  @SecurityRequirement(name = "session")
  @APIResponseSchema(PluginReportView.class)
  @RequestBody(
      content =
          @Content(
              mediaType = BINARY,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public PluginReportView upload(
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length, InputStream in)
      throws IOException {
    Address who = caller.require(Role.OPERATOR);
    Staged staged = shelf.staging().take(who.hex(), in, length(length));
    audit.append(
        who.hex(),
        "plugin.uploaded",
        staged.declared().id().isEmpty() ? "unknown" : staged.declared().id(),
        Map.of(
            "sha256", staged.report().sha256(),
            "version", staged.declared().version(),
            "refusals", Integer.toString(staged.refusals().size())));
    count("uploads", staged.waits() ? "waiting" : "refused");
    return new UploadReports(installation, shelf).of(staged);
  }

  @GET
  @Path("/plugins/order")
  @Operation(
      summary = "What an operator signs to put an upload in service, or to take a plugin out")
  public PluginOrderView order(
      @QueryParam("operator") @Nullable String operator,
      @QueryParam("dao") @Nullable String dao,
      @QueryParam("sha256") @Nullable String sha256,
      @QueryParam("remove") @Nullable String remove,
      @QueryParam("server") @Nullable String server) {
    if (sha256 == null == (remove == null)) {
      throw Body.invalid(
          "Say either 'sha256', for the upload to put in service, or 'remove', for the id of the"
              + " plugin to take out.");
    }
    Address who = Query.account("operator", operator);
    Dao own = lookup.signedIn(dao);
    PluginOrder made =
        sha256 == null
            ? installation.prepareRemoval(own, who, remove)
            : installation.prepare(own, who, Query.sha256("sha256", sha256));
    PluginOrder order = server == null ? made : installation.addressed(made, server);
    return new PluginOrderView(
        own.id(),
        order.action().word(),
        order.plugin(),
        order.version(),
        order.sha256(),
        order.expiry(),
        binds(order, then(order)),
        StatementViews.json(order.data()),
        StatementViews.hashes(order.data()));
  }

  @POST
  @Path("/plugins/orders")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Puts a plugin in service, or takes it out; the signature is the act")
  @APIResponseSchema(value = Ordered.class, responseCode = "201")
  @RequestBodySchema(SignedBody.class)
  public Response carryOut(InputStream in) throws IOException {
    Body body = Body.read(in);
    Dao own = lookup.governed(Query.account("governor", body.text("governor")));
    PluginOrder order =
        new PluginOrder(
            own.chainId(),
            own.governor(),
            action(body.text("kind")),
            body.text("server"),
            body.text("plugin"),
            body.text("version"),
            Query.sha256("sha256", body.text("sha256")),
            Query.sha256("replaces", body.text("replaces")),
            Query.account("operator", body.text("operator")),
            Query.sha256("nonce", body.text("nonce")),
            body.whole("expiry"),
            body.text("signature"));
    try {
      installation.carryOut(order);
    } catch (PrytanyException e) {
      count("orders", "refused");
      throw e;
    }
    count("orders", order.action().word());
    return Response.status(Response.Status.CREATED)
        .entity(new Ordered(order.action().word(), order.plugin(), order.version(), order.sha256()))
        .build();
  }

  /** What was done. */
  public record Ordered(String action, String plugin, String version, String sha256) {}

  /** What an operator has to know who takes a plugin out: a file that is left may run instead. */
  private List<String> then(PluginOrder order) {
    if (order.action() != Action.REMOVE) {
      return List.of();
    }
    List<String> then = new ArrayList<>();
    installation
        .left(order)
        .forEach(
            (file, version) ->
                then.add(
                    "Then version "
                        + version
                        + " of it runs, which lies in "
                        + file
                        + ", if prytany.plugins.sha256 lists it."));
    then.add(
        "What prytany.plugins.sha256 lists of it is not taken off that list, and runs again once"
            + " its file is back, as after a restart.");
    then.add("Another plugin of the same kind takes its place, if one runs.");
    return then;
  }

  private static List<String> binds(PluginOrder order, List<String> then) {
    String plugin = "the plugin " + order.plugin() + ", version " + order.version();
    String what =
        switch (order.action()) {
          case INSTALL -> "It puts in service " + plugin + ", for all DAOs of this server.";
          case UPDATE -> "It updates to " + plugin + ", for all DAOs of this server.";
          case DOWNGRADE ->
              "It is a DOWNGRADE to "
                  + plugin
                  + ": older than what is in service, signed for or lies ready, or not known to be"
                  + " as new.";
          case REMOVE ->
              "It takes "
                  + plugin
                  + ", out of service and deletes its file from the plugin folder.";
        };
    Stream<String> file =
        Stream.of(
            what,
            "The file with SHA-256 " + order.sha256() + ", and no other.",
            order.action() == Action.REMOVE || order.replaces().equals(PluginOrder.NOTHING)
                ? ""
                : "In place of the file with SHA-256 " + order.replaces() + ".");
    Stream<String> rest =
        Stream.of(
            "The server at " + order.server() + ".",
            "It can be handed in once, until " + Instant.ofEpochSecond(order.expiry()) + ".");
    return Stream.of(file, then.stream(), rest)
        .flatMap(lines -> lines)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static Action action(String word) {
    return Stream.of(Action.values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Body.invalid(
                    "The field 'kind' should be install-plugin, update-plugin, downgrade-plugin or"
                        + " remove-plugin."));
  }

  private static OptionalLong length(@Nullable String header) {
    return header != null && header.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(header))
        : OptionalLong.empty();
  }

  private void count(String what, String outcome) {
    metrics.counter("prytany_plugin_" + what + "_total", new Tag("outcome", outcome)).inc();
  }
}
