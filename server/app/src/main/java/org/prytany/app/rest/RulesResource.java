package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.prytany.app.limits.Costly;
import org.prytany.app.view.ChangedPolicyView;
import org.prytany.app.view.PolicyOrderView;
import org.prytany.app.view.RulesView;
import org.prytany.app.view.RulesViews;
import org.prytany.app.view.SignedBody;
import org.prytany.app.view.StatementViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.PolicyChanges;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.statement.PolicyConfirmation;

/** The rules that votes are cast by, and what each of them decided. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class RulesResource {

  @Inject private DaoLookup lookup;
  @Inject private Plugins plugins;
  @Inject private PolicyChanges changes;
  @Inject private Costly<RulesViews> decided;

  @GET
  @Path("/rules")
  @Operation(summary = "The rules that votes are cast by, and what each of them decided")
  public RulesView rules() {
    return decided.get().under(plugins.strategy());
  }

  @GET
  @Path("/rules/changed")
  @Operation(summary = "A changed policy file that waits for an operator's signature")
  @APIResponseSchema(ChangedPolicyView.class)
  @APIResponse(responseCode = "204", description = "None waits")
  public Response changed() {
    return changes
        .waiting()
        .map(ChangedPolicyView::of)
        .map(waiting -> Response.ok(waiting).build())
        .orElseGet(() -> Response.noContent().build());
  }

  @GET
  @Path("/rules/confirmation")
  @Operation(summary = "What an operator signs to put a changed policy file into force")
  public PolicyOrderView confirmation(
      @QueryParam("operator") @Nullable String operator, @QueryParam("dao") @Nullable String dao) {
    Dao own = lookup.signedIn(dao);
    PolicyConfirmation asked = changes.prepare(own, Query.account("operator", operator));
    return new PolicyOrderView(
        own.id(),
        asked.sha256(),
        asked.replaces(),
        asked.expiry(),
        List.of(
            "The policy file with SHA-256 " + asked.sha256() + ", for all DAOs of this server.",
            "It replaces the one with SHA-256 " + asked.replaces() + ", and no other.",
            "It counts until " + Instant.ofEpochSecond(asked.expiry()) + "."),
        StatementViews.json(asked.data()),
        StatementViews.hashes(asked.data()));
  }

  @POST
  @Path("/rules/confirmations")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Puts a changed policy file into force; the signature is the act")
  @APIResponseSchema(value = InForce.class, responseCode = "201")
  @RequestBodySchema(SignedBody.class)
  public Response confirm(InputStream in) throws IOException {
    Body body = Body.read(in);
    Dao own = lookup.governed(Query.account("governor", body.text("governor")));
    PolicyConfirmation confirmation =
        new PolicyConfirmation(
            own.chainId(),
            own.governor(),
            Query.sha256("sha256", body.text("sha256")),
            Query.sha256("replaces", body.text("replaces")),
            Query.account("operator", body.text("operator")),
            body.whole("expiry"),
            body.text("signature"));
    changes.confirm(confirmation);
    return Response.status(Response.Status.CREATED)
        .entity(
            new InForce(
                plugins.strategy().map(its -> its.id() + " " + its.version()),
                confirmation.sha256()))
        .build();
  }

  /** What is in force now. */
  public record InForce(Optional<String> strategy, String sha256) {}
}
