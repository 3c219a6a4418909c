package org.prytany.app.rest;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prytany.app.limits.Costly;
import org.prytany.app.view.AuditView;
import org.prytany.app.view.PluginView;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.ProposalKey;

/** Plugins and the audit log. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HouseResource {

  private static final int MOST = 1_000;

  /** As {@link ProposalKey#text} writes one. */
  private static final Pattern PROPOSAL = Pattern.compile("\\d{1,18}:0x[0-9a-f]{40}:\\d{1,78}");

  @Inject private Plugins plugins;
  @Inject private AuditRepository audit;
  @Inject private DaoDirectory daos;
  @Inject private DaoLookup lookup;
  @Inject private Headlines headlines;
  @Inject private PageLinks links;
  @Inject private Costly<AuditView.Verification> verification;

  @GET
  @Path("/plugins")
  @Operation(summary = "The plugins, accepted or not")
  public List<PluginView> plugins() {
    return plugins.statuses().stream().map(PluginView::of).toList();
  }

  @GET
  @Paged
  @Path("/audit")
  @Operation(summary = "The audit log, ascending")
  public List<AuditView> audit(
      @QueryParam("from") @DefaultValue("1") String from,
      @QueryParam("limit") @DefaultValue("100") String limit,
      @QueryParam("titles") @DefaultValue("false") boolean titles) {
    Map<String, Optional<AuditView.About>> known = new HashMap<>();
    Map<String, Map<ProposalKey, Long>> versions = new HashMap<>();
    int most = (int) Query.whole("limit", limit, 1, MOST);
    List<AuditEntry> entries = audit.from(Query.whole("from", from, 1, Long.MAX_VALUE), most + 1);
    if (entries.size() > most) {
      links.next("from", entries.getLast().sequence());
    }
    return entries.stream()
        .limit(most)
        .map(
            entry ->
                AuditView.of(
                    entry,
                    titles
                        ? known.computeIfAbsent(entry.subject(), its -> about(its, versions))
                        : Optional.empty()))
        .toList();
  }

  /**
   * The proposal that a subject names, if it is one that was read here.
   *
   * @param versions of the stored proposals by DAO, as far as they were needed
   */
  private Optional<AuditView.About> about(
      String subject, Map<String, Map<ProposalKey, Long>> versions) {
    if (!PROPOSAL.matcher(subject).matches()) {
      return Optional.empty();
    }
    ProposalKey key = ProposalKey.parse(subject);
    return daos.find(key.chainId(), key.governor()).flatMap(dao -> about(dao, key, versions));
  }

  private Optional<AuditView.About> about(
      Dao dao, ProposalKey key, Map<String, Map<ProposalKey, Long>> versions) {
    Map<ProposalKey, Long> stored =
        versions.computeIfAbsent(
            dao.id(),
            id ->
                lookup.summaries(dao).stream()
                    .collect(toMap(ProposalSummary::key, ProposalSummary::version)));
    return Optional.ofNullable(stored.get(key))
        .flatMap(version -> headlines.of(key, version, () -> lookup.found(key)))
        .map(headline -> new AuditView.About(dao.id(), key.proposalId().toString(), headline));
  }

  @GET
  @Path("/audit/verification")
  @Operation(summary = "Whether the audit log is as it was written, and what the witness saw of it")
  public AuditView.Verification verification() {
    return verification.get();
  }
}
