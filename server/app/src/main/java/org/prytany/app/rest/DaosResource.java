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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.prytany.app.names.DaoNames;
import org.prytany.app.status.DaoBoard;
import org.prytany.app.status.Treasury;
import org.prytany.app.status.VoteKeys;
import org.prytany.app.view.AddressBook;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DaoView;
import org.prytany.app.view.KeptViews;
import org.prytany.app.view.ProposalSummaryView;
import org.prytany.app.view.ProposalView;
import org.prytany.app.view.ProposalViews;
import org.prytany.app.writing.Writings;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.posture.Posture;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.settings.Settings;
import org.prytany.spi.Address;

/** DAOs and their proposals. */
@Path("/daos")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DaosResource {

  private static final int MOST = 200;

  @Inject private DaoLookup lookup;
  @Inject private CursorRepository cursors;
  @Inject private DutyRepository duties;
  @Inject private DaoBoard board;
  @Inject private VoteKeys keys;
  @Inject private Settings settings;
  @Inject private DigestService digests;
  @Inject private ApprovalService approvals;
  @Inject private Writings writings;
  @Inject private DaoNames names;
  @Inject private Standings standings;
  @Inject private Overrides overrides;
  @Inject private PageLinks links;
  @Inject private Clock clock;

  @GET
  @Operation(summary = "The DAOs that this server serves")
  public List<DaoView> daos() {
    return lookup.all().stream().map(this::view).toList();
  }

  @GET
  @Path("/{dao}")
  @Operation(summary = "One DAO")
  public DaoView dao(@PathParam("dao") String dao) {
    return view(lookup.dao(dao));
  }

  @GET
  @Paged
  @Path("/{dao}/proposals")
  @Operation(summary = "Proposals, newest first")
  public List<ProposalSummaryView> proposals(
      @PathParam("dao") String daoId,
      @QueryParam("state") @Nullable String state,
      @QueryParam("standing") @Nullable String standing,
      @QueryParam("limit") @DefaultValue("50") String limit,
      @QueryParam("before") @Nullable String before) {
    Dao dao = lookup.dao(daoId);
    Optional<ProposalState> wanted = Optional.ofNullable(state).map(DaosResource::state);
    Optional<Standings.Standing> stands = Optional.ofNullable(standing).map(Standings.Standing::of);
    long most = Query.whole("limit", limit, 1, MOST);
    long beforeBlock =
        before == null ? Long.MAX_VALUE : Query.whole("before", before, 0, Long.MAX_VALUE);
    List<Duty> open = duties.open();
    List<ProposalSummary> asked =
        lookup.summaries(dao).stream()
            .filter(summary -> summary.block() < beforeBlock)
            .filter(summary -> wanted.isEmpty() || summary.state().equals(wanted))
            .filter(its -> stands.isEmpty() || standings.is(stands.get(), its, whole(dao)))
            .toList();
    List<ProposalSummary> page = page(asked, most);
    if (page.size() < asked.size()) {
      links.next("before", page.getLast().block());
    }
    return page.stream()
        .map(lookup::whole)
        .flatMap(Optional::stream)
        .map(proposal -> ProposalViews.summary(dao, proposal, open, overrides.lift(dao, proposal)))
        .toList();
  }

  @GET
  @Path("/{dao}/proposals/{id}")
  @Operation(summary = "All there is to say of one proposal")
  public ProposalView proposal(@PathParam("dao") String daoId, @PathParam("id") String id) {
    Dao dao = lookup.dao(daoId);
    Proposal proposal = lookup.proposal(dao, id);
    Optional<String> stale = digests.whyStale(proposal);
    return ProposalViews.full(
        dao,
        proposal,
        duties.open(),
        approvals.shownRoster(dao),
        clock.instant(),
        stale,
        writings.of(dao, proposal, stale));
  }

  private Standings.Whole whole(Dao dao) {
    return new Standings.Whole(lookup::whole, proposal -> overrides.lift(dao, proposal));
  }

  /** As many as are asked for, and the others of the last one's block, which no next page has. */
  static List<ProposalSummary> page(List<ProposalSummary> all, long most) {
    if (all.size() <= most) {
      return all;
    }
    long last = all.get((int) most - 1).block();
    return all.stream().filter(summary -> summary.block() >= last).toList();
  }

  private static ProposalState state(String name) {
    for (ProposalState state : ProposalState.values()) {
      if (state.name().equals(name.toUpperCase(Locale.ROOT))) {
        return state;
      }
    }
    throw Body.invalid(
        "The state is none that governors know: use one of "
            + String.join(", ", List.of(ProposalState.values()).stream().map(Enum::name).toList())
            + ".");
  }

  private DaoView view(Dao dao) {
    Optional<DaoBoard.Entry> entry = board.of(dao.id());
    Treasury.Held held = entry.map(DaoBoard.Entry::held).orElse(Treasury.Held.NOTHING);
    List<ProposalSummary> summaries = lookup.summaries(dao);
    Optional<Settings.DaoEntry> configured =
        settings.daos().stream().filter(its -> its.dao().id().equals(dao.id())).findFirst();
    return new DaoView(
        dao.id(),
        dao.name(),
        dao.chainId(),
        Checksummed.of(dao.governor()),
        Checksummed.of(dao.treasury()),
        dao.approvalThreshold(),
        dao.treasurers().stream().sorted().map(Checksummed::of).toList(),
        dao.voter().isPresent(),
        dao.executor().isPresent(),
        dao.voter().map(Checksummed::of),
        keys.voter(dao).map(this::key),
        dao.executor().map(Checksummed::of),
        synced(dao),
        summaries.size(),
        standings.counts(summaries, whole(dao)),
        KeptViews.of(summaries, lookup::whole),
        held.balances(),
        held.holders(),
        board.dangers(dao.id()).stream().map(Posture.Danger::text).toList(),
        checksummed(AddressBook.of(dao)),
        checksummed(names.of(dao)),
        configured.flatMap(Settings.DaoEntry::explorer),
        configured.flatMap(Settings.DaoEntry::organisation),
        entry.flatMap(DaoBoard.Entry::kind),
        entry.flatMap(DaoBoard.Entry::problem));
  }

  private static Map<String, String> checksummed(Map<Address, String> names) {
    return names.entrySet().stream()
        .collect(Collectors.toMap(named -> Checksummed.of(named.getKey()), Map.Entry::getValue));
  }

  private DaoView.VoteKey key(KeyBounds key) {
    Instant now = clock.instant();
    return new DaoView.VoteKey(
        key.name(),
        key.until().map(Instant::toString),
        key.left(now).map(Duration::toSeconds).orElse(0L),
        key.revokedAt().isPresent(),
        key.words(now));
  }

  private Optional<DaoView.Synced> synced(Dao dao) {
    return cursors
        .find(dao.chainId(), dao.governor())
        .filter(cursor -> !cursor.recent().isEmpty())
        .map(
            cursor ->
                new DaoView.Synced(
                    cursor.nextBlock() - 1,
                    Instant.ofEpochSecond(cursor.recent().getLast().timestamp()).toString()));
  }
}
