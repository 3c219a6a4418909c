package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
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
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;
import org.prytany.app.signin.Role;
import org.prytany.app.view.AddressBook;
import org.prytany.app.view.ApprovalViews;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.EffectView;
import org.prytany.app.view.EffectsView;
import org.prytany.app.view.TextViews;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.approval.TreasurerStatement;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.digest.EffectsReport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.spi.Address;

/** Treasurers' statements: what to sign, and handing it in. */
// The same root path as DaosResource: with a longer one, GET of the proposal itself would be
// matched
// here and find nothing.
@Path("/daos")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class StatementResource {

  private static final Duration USUAL_LIFE = Duration.ofDays(7);

  @Inject private DaoLookup lookup;
  @Inject private ApprovalService approvals;
  @Inject private DigestService digests;
  @Inject private TreasurerSignatures signatures;
  @Inject private AuditLog audit;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** A statement to sign, and what it binds. */
  public record StatementView(
      String kind,
      String effectsHash,
      long expiry,
      String reason,
      List<String> binds,
      JsonObject typedData) {}

  @GET
  @Path("/{dao}/proposals/{id}/statement")
  @Operation(summary = "The EIP-712 statement to sign, and what it binds")
  public StatementView statement(
      @PathParam("dao") String daoId,
      @PathParam("id") String id,
      @QueryParam("kind") @DefaultValue("approve") String kindName,
      @QueryParam("reason") @DefaultValue("") String reason,
      @QueryParam("expiry") @Nullable String expiryText) {
    Dao dao = lookup.dao(daoId);
    Proposal proposal = lookup.proposal(dao, id);
    TreasurerStatement.Kind kind = kind(kindName);
    EffectsReport report = effects(proposal);
    Instant now = clock.instant();
    long expiry =
        expiryText == null
            ? now.plus(USUAL_LIFE).getEpochSecond()
            : Query.whole(
                "expiry",
                expiryText,
                now.getEpochSecond() + 1,
                now.plus(TreasurerSignatures.LONGEST).getEpochSecond());
    String typedData =
        signatures.typedData(
            kind,
            proposal.key(),
            proposal.content().actionsHash(),
            report.effects().effectsHash(),
            expiry,
            reason);
    try (JsonReader reader = Json.createReader(new StringReader(typedData))) {
      return new StatementView(
          kindName.toLowerCase(Locale.ROOT),
          report.effects().effectsHash(),
          expiry,
          reason,
          binds(dao, report, expiry),
          reader.readObject());
    }
  }

  @POST
  @Path("/{dao}/proposals/{id}/statements")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Approves, rejects or overrides; the signature is the act")
  @SecurityRequirement(name = "session")
  public Response submit(@PathParam("dao") String daoId, @PathParam("id") String id, InputStream in)
      throws IOException {
    Address who = caller.require(Role.TREASURER);
    Dao dao = lookup.dao(daoId);
    if (!dao.treasurers().contains(who)) {
      throw new PrytanyException(
          FailureCode.NOT_ALLOWED, "Your account is not a treasurer of this DAO.");
    }
    Body body = Body.read(in);
    Proposal proposal = lookup.proposal(dao, id);
    approvals.submit(
        new TreasurerStatement(
            kind(body.text("kind")),
            proposal.key(),
            proposal.content().actionsHash(),
            body.text("effectsHash"),
            body.whole("expiry"),
            body.optionalText("reason").orElse(""),
            who,
            body.text("signature")));
    return Response.status(Response.Status.CREATED)
        .entity(ApprovalViews.payout(dao, lookup.proposal(dao, id), clock.instant()))
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
    audit.append(who.hex(), "effects.refresh", proposal.key().text(), java.util.Map.of());
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

  private static List<String> binds(Dao dao, EffectsReport report, long expiry) {
    List<String> binds = new ArrayList<>();
    binds.add(
        "This proposal of the governor "
            + Checksummed.of(dao.governor())
            + " on chain "
            + dao.chainId()
            + ", with exactly its present calls.");
    for (EffectView effect :
        TextViews.effectList(report.effects().effects(), AddressBook.of(dao))) {
      binds.add(effect.line());
    }
    binds.add("It counts until " + Instant.ofEpochSecond(expiry) + ", while these effects stay.");
    return binds;
  }

  private static TreasurerStatement.Kind kind(String name) {
    for (TreasurerStatement.Kind kind : TreasurerStatement.Kind.values()) {
      if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw Body.invalid("The kind is none there is: use approve, reject or override.");
  }
}
