package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.PauseOrderView;
import org.prytany.app.view.PausesView;
import org.prytany.app.view.SignedBody;
import org.prytany.app.view.StatementViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.pause.PauseScope;
import org.prytany.governance.pause.PauseService;
import org.prytany.governance.pause.PauseState;
import org.prytany.spi.Address;

/** Pausing a DAO, and letting it go on. */
// The same root path as DaosResource, as in StatementResource.
@Path("/daos")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PauseResource {

  @Inject private DaoLookup lookup;
  @Inject private PauseService pauses;
  @Inject private Caller caller;

  @GET
  @Path("/{dao}/pauses")
  @Operation(summary = "What is paused, by whom, and who wants it to go on")
  public PausesView pauses(@PathParam("dao") String dao) {
    return view(pauses.state(lookup.dao(dao)));
  }

  @GET
  @Path("/{dao}/pause")
  @Operation(summary = "The EIP-712 order to pause or resume, for a treasurer to sign")
  public PauseOrderView order(
      @PathParam("dao") String daoId,
      @QueryParam("kind") @DefaultValue("pause") String kind,
      @QueryParam("scope") @DefaultValue("all") String scope,
      @QueryParam("ends") List<String> ends,
      @QueryParam("treasurer") @Nullable String treasurer,
      @QueryParam("reason") @DefaultValue("") String reason) {
    PauseOrder order =
        pauses.prepare(
            lookup.dao(daoId),
            kind(kind),
            scope(scope),
            ends,
            reason,
            Query.account("treasurer", treasurer));
    return new PauseOrderView(
        order.kind().word(),
        StatementViews.json(order.data()),
        StatementViews.hashes(order.data()));
  }

  @POST
  @Path("/{dao}/pauses")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Pauses or resumes; the signature is the act")
  @SecurityRequirement(name = "session")
  @APIResponseSchema(value = PausesView.class, responseCode = "201")
  @RequestBodySchema(SignedBody.class)
  public Response submit(@PathParam("dao") String daoId, InputStream in) throws IOException {
    Address who = caller.require();
    Dao dao = lookup.dao(daoId);
    Body body = Body.read(in);
    Address treasurer =
        body.optionalText("treasurer").map(t -> Query.account("treasurer", t)).orElse(who);
    if (!dao.treasurers().contains(treasurer)) {
      throw new PrytanyException(
          FailureCode.NOT_ALLOWED, "The account is not a treasurer of this DAO.");
    }
    PauseState state =
        pauses.submit(
            dao,
            new PauseOrder(
                kind(body.text("kind")),
                dao.chainId(),
                dao.governor(),
                scope(body.text("scope")),
                body.texts("ends"),
                body.optionalText("reason").orElse(""),
                treasurer,
                Query.account("executor", body.text("executor")),
                body.whole("counter"),
                body.text("signature"),
                Optional.empty()));
    return Response.status(Response.Status.CREATED).entity(view(state)).build();
  }

  private static PausesView view(PauseState state) {
    return new PausesView(
        state.inForce().stream()
            .map(
                pause ->
                    new PausesView.Pause(
                        pause.name(),
                        pause.scope().word(),
                        Checksummed.of(pause.by()),
                        pause.since().toString(),
                        pause.reason(),
                        pause.resumedBy().stream().sorted().map(Checksummed::of).toList()))
            .toList(),
        state.needed());
  }

  private static PauseOrder.Kind kind(String name) {
    for (PauseOrder.Kind kind : PauseOrder.Kind.values()) {
      if (kind.word().equals(name.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw Body.invalid("The kind is none there is: use pause or resume.");
  }

  private static PauseScope scope(String name) {
    for (PauseScope scope : PauseScope.values()) {
      if (scope.word().equals(name.toLowerCase(Locale.ROOT))) {
        return scope;
      }
    }
    throw Body.invalid("The scope is none there is: use votes, queueing, payouts or all.");
  }
}
