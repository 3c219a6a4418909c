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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prytany.app.feed.AtomFeed;
import org.prytany.app.feed.CalendarFile;
import org.prytany.app.feed.FeedEntry;
import org.prytany.app.feed.FeedKind;
import org.prytany.app.feed.OffChain;
import org.prytany.app.history.History;
import org.prytany.app.period.OffChainMarkdown;
import org.prytany.governance.offchain.PollDigests;
import org.prytany.governance.offchain.PollService;
import org.prytany.governance.poll.Space;

/** Votes off chain as people follow them: a feed and a calendar of each space. */
@Path("/spaces")
@RequestScoped
public class SpaceFeedResource {

  @Inject private SpaceLookup spaces;
  @Inject private StoppedPolls stopped;
  @Inject private PollService service;
  @Inject private PollDigests digests;
  @Inject private History history;
  @Inject private PublicAddress address;
  @Inject private Clock clock;

  @GET
  @Path("/{space}/feed.atom")
  @Produces({AtomFeed.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(summary = "A space's votes off chain as an Atom feed, what changed last first")
  public Response feed(
      @PathParam("space") String id,
      @QueryParam("kind") @DefaultValue("proposals") String kindName,
      @Context Request request,
      @Context UriInfo uri) {
    Space space = spaces.space(id);
    FeedKind kind = FeedAnswer.kind(kindName, FeedKind.OFF_CHAIN);
    String path = FeedAnswer.path("/spaces/" + PublicAddress.part(space.id()), kind);
    String feed =
        AtomFeed.write(
            AtomFeed.Head.ofSpace(
                space.title() + ": " + kind.words(),
                FeedEntry.idOf(SpaceLookup.hub(space), space.name(), kind),
                address.api(uri, path),
                address.spaces(uri)),
            offChain(space, uri).entries(service.of(space), kind, FeedAnswer.MOST_ENTRIES));
    return FeedAnswer.of(feed, request);
  }

  @GET
  @Path("/{space}/deadlines.ics")
  @Produces({CalendarFile.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(summary = "When votes off chain open and end, as a calendar to subscribe to")
  public Response calendar(@PathParam("space") String id, @Context UriInfo uri) {
    Space space = spaces.space(id);
    OffChain offChain = offChain(space, uri);
    return Response.ok(
            CalendarFile.write(
                space.title(), offChain.deadlines(service.of(space)), offChain.now()),
            CalendarFile.MEDIA_TYPE + ";charset=utf-8")
        .build();
  }

  @GET
  @Path("/{space}/period.md")
  @Produces({FeedResource.MARKDOWN, MediaType.APPLICATION_JSON})
  @Operation(summary = "What happened in a space and what is due, as Markdown; 14 days if not said")
  public Response period(
      @PathParam("space") String id,
      @QueryParam("from") @DefaultValue("") String from,
      @QueryParam("to") @DefaultValue("") String to,
      @Context UriInfo uri) {
    Space space = spaces.space(id);
    OffChain offChain = offChain(space, uri);
    PeriodBounds bounds = PeriodBounds.of(from, to, offChain.now());
    return Response.ok(
            OffChainMarkdown.of(offChain, service.of(space), bounds.from(), bounds.to()),
            FeedResource.MARKDOWN)
        .build();
  }

  private OffChain offChain(Space space, UriInfo uri) {
    Instant now = clock.instant();
    return new OffChain(
        space,
        service::latestSafe,
        stopped::has,
        history.lastChanges(),
        digests::of,
        poll -> address.page(uri, poll),
        now);
  }
}
