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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.prytany.app.status.VotersBoard;
import org.prytany.app.view.VotersView;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.voters.VoteReading;
import org.prytany.governance.voters.Voters;
import org.prytany.spi.ProposalKey;

/** Who voted. It is answered from the store: nobody's request makes the chain be asked. */
@Path("/daos/{dao}/proposals/{id}/votes")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class VotersResource {

  private static final int MOST = 100;

  @Inject private DaoLookup lookup;
  @Inject private Voters voters;
  @Inject private VoteReading reading;
  @Inject private VotersBoard board;
  @Inject private PageLinks links;

  @GET
  @Paged
  @Operation(summary = "Who voted on a proposal, the heaviest first, with reasons")
  public VotersView votes(
      @PathParam("dao") String daoId,
      @PathParam("id") String id,
      @QueryParam("limit") @DefaultValue("20") String limit,
      @QueryParam("after") @DefaultValue("0") String after,
      @QueryParam("account") @Nullable String account) {
    Dao dao = lookup.dao(daoId);
    int most = (int) Query.whole("limit", limit, 1, MOST);
    int leftOut = (int) Query.whole("after", after, 0, Integer.MAX_VALUE);
    ProposalKey key = lookup.proposal(dao, id).key();
    Voters.Page page =
        account == null
            ? voters.page(key, leftOut, most)
            : voters.of(key, Query.account("account", account));
    page.next().ifPresent(from -> links.next("after", from));
    return VotersView.of(dao, page, reading.readTo(dao), board.followed(), board.problem(dao.id()));
  }
}
