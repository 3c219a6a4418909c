package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prytany.app.limits.SearchPlaces;
import org.prytany.app.search.PaymentHistory;
import org.prytany.app.view.PayeeView;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.search.SearchIndex;

/** Whom proposals pay, and paid before. */
@Path("/daos")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PayeesResource {

  @Inject private DaoLookup lookup;
  @Inject private DaoDirectory daos;
  @Inject private SearchIndex index;
  @Inject private SearchPlaces places;

  @GET
  @Path("/{dao}/proposals/{id}/payees")
  @Operation(summary = "Whom a proposal pays, and earlier proposals that pay the same accounts")
  public List<PayeeView> payees(@PathParam("dao") String daoId, @PathParam("id") String id) {
    Dao dao = lookup.dao(daoId);
    PaymentHistory history = new PaymentHistory(index, daos, lookup::found);
    return places.in(() -> history.of(dao, lookup.proposal(dao, id)));
  }
}
