package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.prytany.app.limits.RateFilter;
import org.prytany.app.limits.Rates;
import org.prytany.app.problem.TooOften;
import org.prytany.app.signin.Role;
import org.prytany.app.signin.Roles;
import org.prytany.app.view.ActViews;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DecisionView;
import org.prytany.app.view.SignedBody;
import org.prytany.app.view.StatementViews;
import org.prytany.app.view.VoteOrderView;
import org.prytany.governance.approval.ChainTime;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.approval.DecisionRules;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.decision.PersonalDecisions;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;

/** Votes that the rules leave to people: what an operator signs, and handing it in. */
// The same root path as DaosResource, as in StatementResource.
@Path("/daos")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DecideResource {

  private static final SignatureCheck KEYS = new TreasurerSignatures(ContractSignatures.NONE);

  @Inject private DaoLookup lookup;
  @Inject private PersonalDecisions people;
  @Inject private DecisionService decisions;
  @Inject private Clock clock;
  @Inject private Rates rates;
  @Inject private Roles roles;

  @GET
  @Path("/{dao}/proposals/{id}/decision")
  @Operation(summary = "The EIP-712 decision about a vote, for an operator to sign")
  public VoteOrderView decision(
      @PathParam("dao") String daoId,
      @PathParam("id") String id,
      @QueryParam("support") @DefaultValue("") String support,
      @QueryParam("operator") @Nullable String operator,
      @QueryParam("reason") @DefaultValue("") String reason,
      @QueryParam("expiry") @Nullable String expiryText) {
    Dao dao = lookup.dao(daoId);
    Proposal proposal = lookup.proposal(dao, id);
    Instant now = ChainTime.of(proposal, clock);
    long expiry =
        expiryText == null
            ? 0
            : Query.whole(
                "expiry", expiryText, now.getEpochSecond() + 1, DecisionRules.latestExpiry(now));
    OperatorDecision decision =
        people.prepare(
            dao, proposal, support(support), reason, Query.account("operator", operator), expiry);
    return new VoteOrderView(
        OperatorDecision.word(decision.support()),
        decision.reason(),
        decision.expiry(),
        binds(dao, decision),
        StatementViews.json(decision.data()),
        StatementViews.hashes(decision.data()));
  }

  @POST
  @Path("/{dao}/proposals/{id}/decisions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Decides a vote; the signature is the act")
  @APIResponseSchema(value = DecisionView.class, responseCode = "201")
  @RequestBodySchema(SignedBody.class)
  public Response submit(
      @Context HttpServletRequest request,
      @PathParam("dao") String daoId,
      @PathParam("id") String id,
      InputStream in)
      throws IOException {
    Dao dao = lookup.dao(daoId);
    Proposal proposal = lookup.proposal(dao, id);
    Body body = Body.read(in);
    // Nobody has to sign in: what an operator signed is worth the same from whoever brings it.
    Address operator = Query.account("operator", body.text("operator"));
    OperatorDecision decision =
        new OperatorDecision(
            proposal.key(),
            support(body.text("support")),
            body.optionalText("reason").orElse(""),
            operator,
            Query.account("voter", body.text("voter")),
            body.whole("counter"),
            body.whole("expiry"),
            body.text("contentHash"),
            body.text("effectsHash"),
            body.text("signature"),
            Optional.empty());
    if (request.getAttribute(RateFilter.EXCESS) instanceof Rates.Excess excess) {
      requireShare(decision, excess);
    }
    Proposal stored = decisions.decideByPerson(dao, proposal, decision);
    Optional<DecisionView> decided = stored.decision().map(ActViews::decision);
    return Response.status(Response.Status.CREATED).entity(decided.orElseThrow()).build();
  }

  /**
   * Beyond the limit only what an operator's key signed goes on; a contract would have to be asked.
   */
  private void requireShare(OperatorDecision decision, Rates.Excess excess) {
    Optional<Rates.Excess> still =
        isOperators(decision)
            ? rates.ofSigned(TypedData.hex(decision.data().digest()))
            : Optional.of(excess);
    if (still.isPresent()) {
      throw new TooOften(still.get().seconds(), still.get().why());
    }
  }

  private boolean isOperators(OperatorDecision decision) {
    try {
      return roles.of(decision.operator()).contains(Role.OPERATOR)
          && KEYS.signed(
              decision.proposal().chainId(),
              decision.operator(),
              decision.data().digest(),
              decision.signature());
    } catch (IllegalArgumentException e) {
      // What is not even well formed nobody signed.
      return false;
    }
  }

  private static List<String> binds(Dao dao, OperatorDecision decision) {
    ProposalKey key = decision.proposal();
    return List.of(
        "Proposal "
            + key.proposalId()
            + " of the governor "
            + Checksummed.of(dao.governor())
            + " on chain "
            + dao.chainId()
            + ", with its present text and calls.",
        OperatorDecision.bindsEffects(decision.support())
            ? "Its present effects: if they change before the vote is cast, decide again."
            : "Whatever its effects are when the vote is cast.",
        "One vote "
            + decision.support()
            + ", cast by "
            + Checksummed.of(decision.voter())
            + ", with your reason, which everybody can read on the chain.",
        "It counts until " + Instant.ofEpochSecond(decision.expiry()) + " on the chain's clock.");
  }

  private static Support support(String name) {
    for (Support support : Support.values()) {
      if (OperatorDecision.word(support).equals(name)) {
        return support;
      }
    }
    throw Body.invalid("'support' should be for, against or abstain.");
  }
}
