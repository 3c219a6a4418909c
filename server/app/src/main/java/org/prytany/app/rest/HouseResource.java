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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prytany.app.limits.Costly;
import org.prytany.app.view.AuditView;
import org.prytany.app.view.PluginView;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.plugin.Plugins;

/** Plugins and the audit log. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HouseResource {

  private static final int MOST = 1_000;

  @Inject private Plugins plugins;
  @Inject private AuditRepository audit;
  @Inject private Costly<AuditView.Verification> verification;

  @GET
  @Path("/plugins")
  @Operation(summary = "The plugins, accepted or not")
  public List<PluginView> plugins() {
    return plugins.statuses().stream().map(PluginView::of).toList();
  }

  @GET
  @Path("/audit")
  @Operation(summary = "The audit log, ascending")
  public List<AuditView> audit(
      @QueryParam("from") @DefaultValue("1") String from,
      @QueryParam("limit") @DefaultValue("100") String limit) {
    return audit
        .from(
            Query.whole("from", from, 1, Long.MAX_VALUE),
            (int) Query.whole("limit", limit, 1, MOST))
        .stream()
        .map(AuditView::of)
        .toList();
  }

  @GET
  @Path("/audit/verification")
  @Operation(summary = "Whether the audit log is as it was written, and what the witness saw of it")
  public AuditView.Verification verification() {
    return verification.get();
  }
}
