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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;
import org.prytany.app.signin.Role;
import org.prytany.app.view.ApprovalViews;
import org.prytany.app.view.EffectsView;
import org.prytany.app.view.PayoutView;
import org.prytany.app.view.SignedBody;
import org.prytany.app.view.StatementView;
import org.prytany.app.view.StatementViews;
import org.prytany.app.view.TextViews;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.approval.ChainTime;
import org.prytany.governance.approval.Expiry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;

/** Treasurers' statements: what to sign, and handing it in. */
// The same root path as DaosResource: with a longer one, GET of the proposal itself would be
// matched
// here and find nothing.
@Path("/daos")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class StatementResource {

  @Inject private DaoLookup lookup;
  @Inject private ApprovalService approvals;
  @Inject private DigestService digests;
  @Inject private AuditLog audit;
  @Inject private Caller caller;
  @Inject private Clock clock;

  @GET
  @Path("/{dao}/proposals/{id}/statement")
  @Operation(summary = "The EIP-712 statement for a treasurer to sign, its hashes, what it binds")
  public StatementView statement(
      @PathParam("dao") String daoId,
      @PathParam("id") String id,
      @QueryParam("kind") @DefaultValue("approve") String kindName,
      @QueryParam("treasurer") @Nullable String treasurer,
      @QueryParam("lifts") List<String> lifts,
      @QueryParam("reason") @DefaultValue("") String reason,
      @QueryParam("expiry") @Nullable String expiryText) {
    Dao dao = lookup.dao(daoId);
    Proposal proposal = lookup.proposal(dao, id);
    Instant now = ChainTime.of(proposal, clock);
    long expiry =
        expiryText == null
            ? 0
            : Query.whole(
                "expiry", expiryText, now.getEpochSecond() + 1, Expiry.latest(proposal, now));
    TreasurerStatement statement =
        approvals.prepare(
            proposal, kind(kindName), Query.account("treasurer", treasurer), lifts, reason, expiry);
    return StatementViews.of(dao, proposal, statement);
  }

  @POST
  @Path("/{dao}/proposals/{id}/statements")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Approves, rejects, overrides or withdraws; the signature is the act")
  @SecurityRequirement(name = "session")
  @APIResponseSchema(value = PayoutView.class, responseCode = "201")
  @RequestBodySchema(SignedBody.class)
  public Response submit(@PathParam("dao") String daoId, @PathParam("id") String id, InputStream in)
      throws IOException {
    Address who = caller.require();
    Dao dao = lookup.dao(daoId);
    Body body = Body.read(in);
    // A contract cannot sign in: one of its owners hands in what they signed for it.
    Address treasurer =
        body.optionalText("treasurer").map(t -> Query.account("treasurer", t)).orElse(who);
    if (!dao.treasurers().contains(treasurer)) {
      throw new PrytanyException(
          FailureCode.NOT_ALLOWED, "The account is not a treasurer of this DAO.");
    }
    Proposal proposal = lookup.proposal(dao, id);
    approvals.submit(
        new TreasurerStatement(
            kind(body.text("kind")),
            proposal.key(),
            body.texts("effects"),
            body.texts("lifts"),
            body.optionalText("reason").orElse(""),
            treasurer,
            Query.account("executor", body.text("executor")),
            body.whole("counter"),
            body.whole("expiry"),
            body.text("contentHash"),
            body.text("actionsHash"),
            body.text("effectsHash"),
            body.text("signature"),
            Optional.empty()));
    return Response.status(Response.Status.CREATED)
        .entity(
            ApprovalViews.payout(
                dao, lookup.proposal(dao, id), approvals.shownRoster(dao), clock.instant()))
        .build();
  }

  @POST
  @Path("/{dao}/proposals/{id}/effects")
  @Operation(summary = "Simulates again at the head")
  @SecurityRequirement(name = "session")
  public EffectsView effects(@PathParam("dao") String daoId, @PathParam("id") String id) {
    Address who = caller.require(Role.OPERATOR);
    Dao dao = lookup.dao(daoId);
    Proposal proposal = lookup.proposal(dao, id);
    audit.append(who.hex(), "effects.refresh", proposal.key().text(), Map.of());
    return TextViews.effects(effects(digests.refreshEffects(dao, proposal)), dao);
  }

  private static EffectsReport effects(Proposal proposal) {
    return proposal
        .effects()
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.APPROVAL_REFUSED,
                    "The proposal's effects are not known yet: wait for its simulation."));
  }

  private static TreasurerStatement.Kind kind(String name) {
    for (TreasurerStatement.Kind kind : TreasurerStatement.Kind.values()) {
      if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw Body.invalid("The kind is none there is: use approve, reject, override or withdraw.");
  }
}
