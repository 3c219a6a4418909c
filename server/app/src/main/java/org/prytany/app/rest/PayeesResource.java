package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prytany.app.limits.SearchPlaces;
import org.prytany.app.search.PaymentHistory;
import org.prytany.app.search.SearchKeeper;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.Headline;
import org.prytany.app.view.PayeeView;
import org.prytany.app.view.ProposalViews;
import org.prytany.app.view.SimilarView;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.search.SearchIndex;
import org.prytany.spi.ProposalKey;

/** What there was before a proposal: payments to the same accounts, and similar proposals. */
@Path("/daos")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PayeesResource {

  private static final int MOST_SIMILAR = 5;

  @Inject private DaoLookup lookup;
  @Inject private DaoDirectory daos;
  @Inject private SearchIndex index;
  @Inject private SearchKeeper keeper;
  @Inject private SearchPlaces places;
  @Inject private Overrides overrides;

  @GET
  @Path("/{dao}/proposals/{id}/payees")
  @Operation(summary = "Whom a proposal pays, and earlier proposals that pay the same accounts")
  public List<PayeeView> payees(@PathParam("dao") String daoId, @PathParam("id") String id) {
    Dao dao = lookup.dao(daoId);
    PaymentHistory history = new PaymentHistory(index, daos, lookup::found);
    return places.in(() -> history.of(dao, lookup.proposal(dao, id)));
  }

  @GET
  @Path("/{dao}/proposals/{id}/similar")
  @Operation(summary = "Earlier proposals of the DAO with a similar title, the likest first")
  public SimilarView similar(@PathParam("dao") String daoId, @PathParam("id") String id) {
    Dao dao = lookup.dao(daoId);
    return places.in(
        () -> {
          Optional<List<ProposalKey>> like =
              index.similar(dao, lookup.proposal(dao, id).key(), MOST_SIMILAR);
          return new SimilarView(
              like.orElse(List.of()).stream()
                  .flatMap(other -> lookup.found(other).stream())
                  .filter(other -> !other.removedByReorg())
                  .map(other -> similar(dao, other))
                  .toList(),
              keeper.behind(List.of(dao)),
              like.isPresent());
        });
  }

  private SimilarView.Before similar(Dao dao, Proposal other) {
    return new SimilarView.Before(
        dao.id(),
        other.key().proposalId().toString(),
        ProposalViews.headline(other),
        Checksummed.of(other.content().proposer()),
        Headline.of(dao, other),
        ProposalViews.state(other),
        ProposalViews.blocked(other),
        overrides.lift(dao, other),
        other.content().block());
  }
}
