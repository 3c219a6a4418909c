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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prytany.app.view.SituationView;
import org.prytany.app.view.SituationViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;

/** What strategies are told of proposals, so that a policy can be tried on them elsewhere. */
// The same root path as DaosResource, as in StatementResource.
@Path("/daos")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SituationsResource {

  private static final int MOST = 200;

  @Inject private DaoLookup lookup;
  @Inject private DecisionService decisions;
  @Inject private PageLinks links;

  /**
   * A part of what there is.
   *
   * @param proposals how many the DAO has
   * @param unseen how many of this part have no effects yet, and so no situation
   * @param next where the next part begins; absent in the last one
   */
  @Schema(name = "Situations")
  public record Part(
      int proposals, int unseen, Optional<Long> next, List<SituationView> situations) {}

  @GET
  @Paged
  @Path("/{dao}/situations")
  @Operation(summary = "What a vote strategy is told of each proposal, newest first")
  public Part situations(
      @PathParam("dao") String daoId,
      @QueryParam("limit") @DefaultValue("50") String limit,
      @QueryParam("from") @DefaultValue("0") String from) {
    Dao dao = lookup.dao(daoId);
    long most = Query.whole("limit", limit, 1, MOST);
    long first = Query.whole("from", from, 0, Integer.MAX_VALUE);
    List<ProposalSummary> all = lookup.summaries(dao);
    List<Proposal> part =
        all.stream().skip(first).limit(most).map(lookup::whole).flatMap(Optional::stream).toList();
    List<SituationView> situations =
        part.stream().map(proposal -> view(dao, proposal)).flatMap(Optional::stream).toList();
    Optional<Long> next = first + most < all.size() ? Optional.of(first + most) : Optional.empty();
    next.ifPresent(begins -> links.next("from", begins));
    return new Part(all.size(), part.size() - situations.size(), next, situations);
  }

  private Optional<SituationView> view(Dao dao, Proposal proposal) {
    return decisions
        .recall(dao, proposal)
        .map(recalled -> SituationViews.of(dao, proposal, recalled));
  }
}
