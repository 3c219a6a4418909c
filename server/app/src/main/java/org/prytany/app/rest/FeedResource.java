package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prytany.app.feed.AtomFeed;
import org.prytany.app.feed.CalendarFile;
import org.prytany.app.feed.Deadline;
import org.prytany.app.feed.Deadlines;
import org.prytany.app.feed.FeedEntry;
import org.prytany.app.feed.FeedKind;
import org.prytany.app.history.History;
import org.prytany.app.period.BlockStamps;
import org.prytany.app.period.PeriodMarkdown;
import org.prytany.app.period.PeriodView;
import org.prytany.app.period.Periods;
import org.prytany.app.sheet.Sheet;
import org.prytany.app.sheet.SheetMarkdown;
import org.prytany.app.sheet.Sheets;
import org.prytany.app.view.AskLine;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DutyView;
import org.prytany.app.view.ProposalViews;
import org.prytany.app.writing.Writings;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.ProposalKey;

/**
 * Digests as people pass them on and follow them: Markdown, a feed, and what happened in a week.
 */
@Path("/daos")
@RequestScoped
public class FeedResource {

  /** Markdown, always in UTF-8. */
  static final String MARKDOWN = "text/markdown;charset=utf-8";

  @Inject private DaoLookup lookup;
  @Inject private DigestService digests;
  @Inject private DutyRepository duties;
  @Inject private CursorRepository cursors;
  @Inject private History history;
  @Inject private Writings writings;
  @Inject private BlockStamps stamps;
  @Inject private PublicAddress address;
  @Inject private Dues dues;
  @Inject private Overrides overrides;
  @Inject private ApprovalService approvals;
  @Inject private FeedPick pick;
  @Inject private Standings standings;
  @Inject private Clock clock;

  @GET
  @Path("/{dao}/feed.atom")
  @Produces({AtomFeed.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(summary = "The digests of a DAO as an Atom feed, what changed last first")
  public Response feed(
      @PathParam("dao") String daoId,
      @QueryParam("kind") @DefaultValue("proposals") String kindName,
      @Context Request request,
      @Context UriInfo uri) {
    Dao dao = lookup.dao(daoId);
    FeedKind kind = FeedAnswer.kind(kindName, EnumSet.allOf(FeedKind.class));
    List<ProposalSummary> summaries = lookup.summaries(dao);
    List<FeedEntry> entries =
        pick
            .newest(
                summaries,
                lookup::whole,
                new FeedPick.Asked(
                    kind,
                    ofNow(kind, dao, summaries),
                    history::lastChange,
                    clock.instant(),
                    FeedAnswer.MOST_ENTRIES))
            .stream()
            .flatMap(
                picked ->
                    lookup.whole(picked.summary()).stream()
                        .map(proposal -> entry(dao, proposal, picked.updated(), uri)))
            .toList();
    String feed =
        AtomFeed.write(
            AtomFeed.Head.ofDao(
                dao.name() + ": " + kind.words(),
                FeedEntry.idOf(dao.chainId(), dao.governor(), kind),
                address.api(uri, FeedAnswer.path("/daos/" + PublicAddress.part(dao.id()), kind)),
                address.page(uri, dao.id())),
            entries);
    return FeedAnswer.of(feed, request);
  }

  /** What a feed has by the moment alone; what is stopped is what lists call so. */
  private Set<ProposalKey> ofNow(FeedKind kind, Dao dao, List<ProposalSummary> summaries) {
    return switch (kind) {
      case WAITING -> dues.waiting(dao);
      case STOPPED ->
          summaries.stream()
              .filter(
                  its ->
                      standings.is(
                          Standings.Standing.STOPPED,
                          its,
                          new Standings.Whole(lookup::whole, one -> overrides.lift(dao, one))))
              .map(ProposalSummary::key)
              .collect(Collectors.toUnmodifiableSet());
      case PROPOSALS, VOTES, PAYOUTS -> Set.of();
    };
  }

  @GET
  @Path("/{dao}/deadlines.ics")
  @Produces({CalendarFile.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(summary = "What a DAO's people have to know in time, as a calendar to subscribe to")
  public Response calendar(@PathParam("dao") String daoId, @Context UriInfo uri) {
    Dao dao = lookup.dao(daoId);
    Map<String, List<DutyView>> due = dues.of(dao);
    List<Deadline> deadlines =
        Deadlines.of(
            dao,
            lookup.summaries(dao).stream()
                .filter(its -> its.isUnderWay() || due.containsKey(id(its)))
                .flatMap(its -> lookup.whole(its).stream())
                .toList(),
            proposal -> due.getOrDefault(proposal.key().proposalId().toString(), List.of()),
            proposal -> address.page(uri, dao.id(), proposal));
    return Response.ok(
            CalendarFile.write(dao.name(), deadlines, clock.instant()),
            CalendarFile.MEDIA_TYPE + ";charset=utf-8")
        .build();
  }

  private static String id(ProposalSummary summary) {
    return summary.key().proposalId().toString();
  }

  @GET
  @Path("/{dao}/proposals/{id}/digest.md")
  @Produces({MARKDOWN, MediaType.APPLICATION_JSON})
  @Operation(summary = "A digest as Markdown to paste into a forum")
  public Response markdown(
      @PathParam("dao") String daoId, @PathParam("id") String id, @Context UriInfo uri) {
    Dao dao = lookup.dao(daoId);
    Proposal proposal = lookup.proposal(dao, id);
    Sheet sheet =
        writings
            .of(dao, proposal, digests.whyStale(proposal))
            .map(writing -> Sheets.with(sheet(dao, proposal), proposal, writing))
            .orElseGet(() -> sheet(dao, proposal));
    return Response.ok(
            SheetMarkdown.of(sheet, Optional.of(address.page(uri, dao.id(), proposal))), MARKDOWN)
        .build();
  }

  @GET
  @Path("/{dao}/period")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What happened and what is due; the last and the next seven days if not said")
  public PeriodView period(
      @PathParam("dao") String dao,
      @QueryParam("from") @DefaultValue("") String from,
      @QueryParam("to") @DefaultValue("") String to) {
    return view(lookup.dao(dao), from, to);
  }

  @GET
  @Path("/{dao}/period.md")
  @Produces({MARKDOWN, MediaType.APPLICATION_JSON})
  @Operation(summary = "What happened and what is due, as Markdown")
  public Response periodMarkdown(
      @PathParam("dao") String daoId,
      @QueryParam("from") @DefaultValue("") String from,
      @QueryParam("to") @DefaultValue("") String to,
      @Context UriInfo uri) {
    Dao dao = lookup.dao(daoId);
    return Response.ok(
            PeriodMarkdown.of(view(dao, from, to), Optional.of(address.page(uri, dao.id()))),
            MARKDOWN)
        .build();
  }

  private PeriodView view(Dao dao, String from, String to) {
    Instant now = chainNow(dao);
    PeriodBounds bounds = PeriodBounds.of(from, to, now);
    List<Proposal> proposals = lookup.proposals(dao);
    return new Periods(
            dao,
            approvals.shownRoster(dao),
            history,
            bounds.from(),
            bounds.to(),
            now,
            stamps.of(dao, proposals, bounds.from(), bounds.to()))
        .of(proposals, duties.open());
  }

  /** The time of a chain that runs ahead of us is the one that its votes and timelocks go by. */
  private Instant chainNow(Dao dao) {
    Instant now = clock.instant();
    return cursors
        .find(dao.chainId(), dao.governor())
        .filter(cursor -> !cursor.recent().isEmpty())
        .map(cursor -> Instant.ofEpochSecond(cursor.recent().getLast().timestamp()))
        .filter(chain -> chain.isAfter(now))
        .orElse(now);
  }

  private Sheet sheet(Dao dao, Proposal proposal) {
    return Sheets.of(dao, proposal, digests.whyStale(proposal), overrides.lift(dao, proposal));
  }

  private FeedEntry entry(Dao dao, Proposal proposal, Instant updated, UriInfo uri) {
    return new FeedEntry(
        FeedEntry.idOf(proposal.key(), proposal.content().contentHash()),
        updated,
        FeedPick.proposedAt(proposal),
        Checksummed.of(proposal.content().proposer()),
        ProposalViews.state(proposal),
        AskLine.of(dao, proposal).orElse("It is not simulated yet."),
        address.page(uri, dao.id(), proposal),
        sheet(dao, proposal));
  }
}
