package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prytany.app.view.ActView;
import org.prytany.app.view.ActViews;
import org.prytany.app.view.ApprovalViews;
import org.prytany.app.view.AskLine;
import org.prytany.app.view.DecisionView;
import org.prytany.app.view.DigestView;
import org.prytany.app.view.DutyView;
import org.prytany.app.view.PayoutView;
import org.prytany.app.view.ProposalViews;
import org.prytany.app.view.ReceiptView;
import org.prytany.app.view.TextViews;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.statement.Roster;

/** What the stages of the line made, over all DAOs. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class LineResource {

  @Inject private DaoLookup lookup;
  @Inject private Dues dues;
  @Inject private ApprovalService approvals;
  @Inject private Clock clock;

  /** A decision and whose it is. */
  public record DecisionRow(
      String dao, String proposalId, String headline, DecisionView decision) {}

  /** A vote and whose it is. */
  public record BallotRow(String dao, String proposalId, String headline, ActView ballot) {}

  /** An execution and what it moved. */
  public record DisbursementRow(
      String dao,
      String proposalId,
      String headline,
      Optional<ActView> execution,
      Optional<ReceiptView> receipt) {}

  @GET
  @Path("/digests/{contentHash}")
  @Operation(summary = "A digest by the hash of the content it was made from")
  public DigestView digest(@PathParam("contentHash") String contentHash) {
    for (Dao dao : lookup.all()) {
      for (ProposalSummary summary : lookup.summaries(dao)) {
        Optional<Proposal> proposal =
            summary.contentHash().equals(contentHash) ? lookup.whole(summary) : Optional.empty();
        Optional<Digested> digest =
            proposal.flatMap(Proposal::digest).filter(its -> its.contentHash().equals(contentHash));
        if (digest.isPresent()) {
          return TextViews.digest(
              digest.get(),
              proposal.orElseThrow().content().description(),
              contentHash,
              AskLine.quotes(proposal.orElseThrow()));
        }
      }
    }
    throw new PrytanyException(
        FailureCode.NOT_FOUND, "There is no digest of content with that hash here.");
  }

  @GET
  @Path("/decisions")
  @Operation(summary = "What was decided")
  public List<DecisionRow> decisions() {
    return rows(
        its -> true,
        (dao, proposal) ->
            proposal
                .decision()
                .map(
                    decided ->
                        new DecisionRow(
                            dao.id(),
                            proposal.key().proposalId().toString(),
                            ProposalViews.headline(proposal),
                            ActViews.decision(decided))));
  }

  @GET
  @Path("/ballots")
  @Operation(summary = "What was voted")
  public List<BallotRow> ballots() {
    return rows(
        its -> its.acts().containsKey(ActKind.VOTE),
        (dao, proposal) ->
            proposal
                .ballot()
                .map(
                    act ->
                        new BallotRow(
                            dao.id(),
                            proposal.key().proposalId().toString(),
                            ProposalViews.headline(proposal),
                            ActViews.act(act))));
  }

  @GET
  @Path("/disbursements")
  @Operation(summary = "What was executed, and what it moved")
  public List<DisbursementRow> disbursements() {
    return rows(
        its ->
            its.acts().containsKey(ActKind.EXECUTE)
                || its.state().equals(Optional.of(ProposalState.EXECUTED)),
        (dao, proposal) ->
            proposal.execution().isEmpty() && proposal.receipt().isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new DisbursementRow(
                        dao.id(),
                        proposal.key().proposalId().toString(),
                        ProposalViews.headline(proposal),
                        proposal.execution().map(ActViews::act),
                        proposal
                            .receipt()
                            .map(receipt -> ProposalViews.receipt(receipt, proposal.effects())))));
  }

  @GET
  @Path("/approvals")
  @Operation(summary = "The payout queue")
  public List<PayoutView> approvals() {
    Instant now = clock.instant();
    Map<String, Roster> rosters = new HashMap<>();
    return rows(
        its -> its.state().filter(ApprovalViews::isPayout).isPresent(),
        (dao, proposal) ->
            ApprovalViews.isPayout(proposal)
                ? Optional.of(
                    ApprovalViews.payout(
                        dao,
                        proposal,
                        rosters.computeIfAbsent(dao.id(), id -> approvals.shownRoster(dao)),
                        now))
                : Optional.empty());
  }

  @GET
  @Path("/duties")
  @Operation(summary = "What is due, soonest first, and who has to do it")
  public List<DutyView> duties() {
    return dues.all();
  }

  /**
   * @param wanted which proposals are read whole
   */
  private <T> List<T> rows(
      Predicate<ProposalSummary> wanted, BiFunction<Dao, Proposal, Optional<T>> row) {
    List<T> rows = new ArrayList<>();
    for (Dao dao : lookup.all()) {
      lookup.summaries(dao).stream()
          .filter(its -> !its.removedByReorg() && wanted.test(its))
          .flatMap(its -> lookup.whole(its).stream())
          .flatMap(proposal -> row.apply(dao, proposal).stream())
          .forEach(rows::add);
    }
    return rows;
  }
}
