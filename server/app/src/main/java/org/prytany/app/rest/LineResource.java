package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.prytany.app.view.ActView;
import org.prytany.app.view.ApprovalViews;
import org.prytany.app.view.AskLine;
import org.prytany.app.view.DecisionView;
import org.prytany.app.view.DigestView;
import org.prytany.app.view.DutyView;
import org.prytany.app.view.PayoutView;
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
  @Inject private LineRows lines;
  @Inject private PageLinks links;
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
  @Paged
  @Path("/decisions")
  @Operation(summary = "What was decided, each DAO's newest first")
  public List<DecisionRow> decisions(
      @QueryParam("dao") @Nullable String dao,
      @QueryParam("limit") @DefaultValue("100") String limit,
      @QueryParam("after") @Nullable String after) {
    return page(
        dao,
        limit,
        after,
        its -> true,
        of ->
            of.line()
                .decision()
                .map(its -> new DecisionRow(of.dao(), of.proposalId(), of.line().headline(), its)));
  }

  @GET
  @Paged
  @Path("/ballots")
  @Operation(summary = "What was voted, each DAO's newest first")
  public List<BallotRow> ballots(
      @QueryParam("dao") @Nullable String dao,
      @QueryParam("limit") @DefaultValue("100") String limit,
      @QueryParam("after") @Nullable String after) {
    return page(
        dao,
        limit,
        after,
        its -> its.acts().containsKey(ActKind.VOTE),
        of ->
            of.line()
                .ballot()
                .map(its -> new BallotRow(of.dao(), of.proposalId(), of.line().headline(), its)));
  }

  @GET
  @Paged
  @Path("/disbursements")
  @Operation(summary = "What was executed, and what it moved, each DAO's newest first")
  public List<DisbursementRow> disbursements(
      @QueryParam("dao") @Nullable String dao,
      @QueryParam("limit") @DefaultValue("100") String limit,
      @QueryParam("after") @Nullable String after) {
    return page(
        dao,
        limit,
        after,
        its ->
            its.acts().containsKey(ActKind.EXECUTE)
                || its.state().equals(Optional.of(ProposalState.EXECUTED)),
        of ->
            Optional.of(of.line())
                .filter(line -> line.execution().isPresent() || line.receipt().isPresent())
                .map(
                    line ->
                        new DisbursementRow(
                            of.dao(),
                            of.proposalId(),
                            line.headline(),
                            line.execution(),
                            line.receipt())));
  }

  private <T> List<T> page(
      @Nullable String dao,
      String limit,
      @Nullable String after,
      Predicate<ProposalSummary> wanted,
      Function<LineRows.Of, Optional<T>> row) {
    LineRows.Part<T> part =
        lines.page(
            new LineRows.Reads(lookup::summaries, lookup::whole),
            new LineRows.Page(
                dao == null ? lookup.all() : List.of(lookup.dao(dao)),
                Query.whole("limit", limit, 1, LineRows.MOST),
                after),
            wanted,
            row);
    part.next().ifPresent(last -> links.next("after", last));
    return part.rows();
  }

  @GET
  @Path("/approvals")
  @Operation(summary = "The payout queue")
  public List<PayoutView> approvals() {
    Instant now = clock.instant();
    Map<String, Roster> rosters = new HashMap<>();
    List<PayoutView> payouts = new ArrayList<>();
    for (Dao dao : lookup.all()) {
      lookup.summaries(dao).stream()
          .filter(its -> !its.removedByReorg())
          .filter(its -> its.state().filter(ApprovalViews::isPayout).isPresent())
          .flatMap(its -> lookup.whole(its).stream())
          .filter(ApprovalViews::isPayout)
          .map(
              proposal ->
                  ApprovalViews.payout(
                      dao,
                      proposal,
                      rosters.computeIfAbsent(dao.id(), id -> approvals.shownRoster(dao)),
                      now))
          .forEach(payouts::add);
    }
    return payouts;
  }

  @GET
  @Path("/duties")
  @Operation(summary = "What is due, soonest first, and who has to do it")
  public List<DutyView> duties() {
    return dues.all();
  }
}
