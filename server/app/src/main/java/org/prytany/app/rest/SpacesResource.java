package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.prytany.app.sheet.VisibleText;
import org.prytany.app.status.SpacesBoard;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.PollOrderView;
import org.prytany.app.view.PollView;
import org.prytany.app.view.PollViews;
import org.prytany.app.view.SignedBody;
import org.prytany.app.view.SpaceView;
import org.prytany.app.view.StatementViews;
import org.prytany.governance.offchain.PollDigests;
import org.prytany.governance.offchain.PollService;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollChoice;
import org.prytany.governance.poll.Space;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.settings.Settings;

/** Spaces and their votes off chain. */
@Path("/spaces")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SpacesResource {

  private static final int MOST = 200;
  private static final Duration LONGEST_EXPIRY = Duration.ofDays(30);
  private static final Duration USUAL_EXPIRY = Duration.ofHours(24);

  @Inject private Settings settings;
  @Inject private SpaceLookup spaces;
  @Inject private PollService service;
  @Inject private PollDigests digests;
  @Inject private SpacesBoard board;
  @Inject private PageLinks links;
  @Inject private Clock clock;

  @GET
  @Operation(summary = "The spaces whose votes off chain this server serves")
  public List<SpaceView> spaces() {
    return settings.spaces().stream().map(this::view).toList();
  }

  @GET
  @Paged
  @Path("/{space}/polls")
  @Operation(
      summary =
          "Votes off chain: what waits for people, soonest first, then the one that ends last first")
  public List<PollView> polls(
      @PathParam("space") String space,
      @QueryParam("limit") @DefaultValue("50") String limit,
      @QueryParam("from") @DefaultValue("0") String from) {
    Instant now = clock.instant();
    long most = Query.whole("limit", limit, 1, MOST);
    long first = Query.whole("from", from, 0, Integer.MAX_VALUE);
    List<Poll> all = PollViews.waitingFirst(service.of(spaces.space(space)), now);
    if (first + most < all.size()) {
      links.next("from", first + most);
    }
    return all.stream()
        .skip(first)
        .limit(most)
        .map(poll -> PollViews.line(poll, service.latestSafe(poll.now()), now))
        .toList();
  }

  @GET
  @Path("/{space}/polls/{id}")
  @Operation(summary = "One vote off chain with its text, its digest and what became of it")
  public PollView poll(@PathParam("space") String space, @PathParam("id") String id) {
    return whole(spaces.poll(spaces.space(space), id));
  }

  @GET
  @Path("/{space}/polls/{id}/choice")
  @Operation(summary = "The EIP-712 choice in a vote off chain, for an operator to sign")
  public PollOrderView choice(
      @PathParam("space") String spaceId,
      @PathParam("id") String id,
      @QueryParam("choice") @DefaultValue("") String choice,
      @QueryParam("operator") @Nullable String operator,
      @QueryParam("reason") @DefaultValue("") String reason,
      @QueryParam("expiry") @Nullable String expiryText) {
    Space space = spaces.space(spaceId);
    Poll poll = spaces.poll(space, id);
    long now = clock.instant().getEpochSecond();
    long expiry =
        expiryText == null
            ? Math.min(poll.now().end(), now + USUAL_EXPIRY.toSeconds())
            : Query.whole("expiry", expiryText, now + 1, now + LONGEST_EXPIRY.toSeconds());
    PollChoice prepared =
        service.prepare(space, id, choice, reason, Query.account("operator", operator), expiry);
    TypedData data = prepared.data(poll.now().chainId());
    return new PollOrderView(
        prepared.choice(),
        prepared.meaning(),
        prepared.reason(),
        Checksummed.of(prepared.voter()),
        prepared.contentHash(),
        expiry,
        List.of(
            "The proposal \u201c"
                + VisibleText.of(poll.now().title())
                + "\u201d of the space "
                + space.name()
                + ", with its present text and choices.",
            "One vote for "
                + VisibleText.of(prepared.meaning())
                + ", by "
                + Checksummed.of(prepared.voter())
                + ", with your reason, which everybody can read at the hub.",
            PollViews.BINDING,
            "It counts until " + Instant.ofEpochSecond(expiry) + "."),
        StatementViews.json(data),
        StatementViews.hashes(data));
  }

  @POST
  @Path("/{space}/polls/{id}/choices")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Chooses in a vote off chain; the signature is the act")
  @APIResponseSchema(value = PollView.class, responseCode = "201")
  @RequestBodySchema(SignedBody.class)
  public Response choose(
      @PathParam("space") String spaceId, @PathParam("id") String id, InputStream in)
      throws IOException {
    Space space = spaces.space(spaceId);
    spaces.poll(space, id);
    Body body = Body.read(in);
    Poll stored =
        service.choose(
            space,
            new PollChoice(
                space.name(),
                id,
                body.text("choice"),
                body.text("meaning"),
                body.optionalText("reason").orElse(""),
                Query.account("operator", body.text("operator")),
                Query.account("voter", body.text("voter")),
                body.whole("expiry"),
                body.text("contentHash"),
                body.text("signature")));
    return Response.status(Response.Status.CREATED).entity(whole(stored)).build();
  }

  private PollView whole(Poll poll) {
    return PollViews.whole(
        poll, service.latestSafe(poll.now()), clock.instant(), digests.of(poll.now()));
  }

  private SpaceView view(Space space) {
    List<Poll> polls = service.of(space);
    Instant now = clock.instant();
    long waiting = polls.stream().filter(poll -> poll.waitsForPeople(now)).count();
    Optional<SpacesBoard.Entry> turn = board.of(space.id());
    return new SpaceView(
        space.id(),
        space.title(),
        space.name(),
        SpaceLookup.hub(space),
        space.voter().map(Checksummed::of),
        space.rules().stream().sorted().toList(),
        polls.size(),
        (int) waiting,
        turn.map(entry -> entry.at().toString()),
        turn.map(SpacesBoard.Entry::problems).orElse(List.of()));
  }
}
