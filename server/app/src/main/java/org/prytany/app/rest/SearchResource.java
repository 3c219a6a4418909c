package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.prytany.app.limits.SearchPlaces;
import org.prytany.app.search.Hits;
import org.prytany.app.search.SearchKeeper;
import org.prytany.app.view.SearchView;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.search.SearchIndex;
import org.prytany.governance.search.SearchQuery;
import org.prytany.spi.ProposalKey;

/** Finds proposals by what they say and do. */
@Path("/search")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SearchResource {

  private static final int MOST = 50;

  @Inject private DaoLookup lookup;
  @Inject private DaoDirectory daos;
  @Inject private SearchIndex index;
  @Inject private SearchKeeper keeper;
  @Inject private SearchPlaces places;
  @Inject private Overrides overrides;

  @GET
  @Operation(summary = "Proposals with these words, addresses and amounts, of one DAO or of all")
  public SearchView search(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("dao") @Nullable String daoId,
      @QueryParam("limit") @DefaultValue("20") String limit) {
    SearchQuery query = SearchQuery.of(q);
    Optional<Dao> dao = Optional.ofNullable(daoId).filter(id -> !id.isEmpty()).map(lookup::dao);
    int most = (int) Query.whole("limit", limit, 1, MOST);
    return places.in(() -> found(query, dao.map(List::of).orElseGet(lookup::all), most));
  }

  private SearchView found(SearchQuery query, List<Dao> asked, int most) {
    List<ProposalKey> found = index.find(query, asked, most + 1);
    List<SearchView.Hit> hits =
        found.stream()
            .limit(most)
            .flatMap(key -> lookup.found(key).stream())
            .filter(proposal -> !proposal.removedByReorg())
            .flatMap(proposal -> hit(proposal, query).stream())
            .sorted(Hits.TITLES_FIRST)
            .toList();
    return new SearchView(hits, found.size() > most, keeper.behind(asked));
  }

  private Optional<SearchView.Hit> hit(Proposal proposal, SearchQuery query) {
    return daos.find(proposal.key().chainId(), proposal.key().governor())
        .map(dao -> Hits.of(dao, proposal, query, overrides.lift(dao, proposal)));
  }
}
