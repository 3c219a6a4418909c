package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.prytany.app.limits.Clients;
import org.prytany.app.live.ChangeFeed;

/** Live updates. */
@Path("/events")
@RequestScoped
public class EventsResource {

  private static final Logger LOG = System.getLogger(EventsResource.class.getName());
  private static final long RETRY_SECONDS = 30;
  private static final long RECONNECT_MILLIS = 3_000;
  private static final long ENDED_MILLIS = 30_000;

  @Inject private ChangeFeed feed;
  @Inject private Clients clients;

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(summary = "Tells of every change of a proposal, with a comment line every 15 seconds")
  @APIResponse(
      responseCode = "200",
      description = "Server-Sent Events",
      content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
  public void events(
      @Context HttpServletRequest request, @Context SseEventSink sink, @Context Sse sse) {
    Page page = new Page(feed, sink, sse);
    Optional<Long> number = feed.join(clients.of(request), page);
    if (number.isEmpty()) {
      close(sink);
      throw new ServiceUnavailableException(RETRY_SECONDS);
    }
    page.number.set(number.get());
    sink.send(sse.newEventBuilder().comment("open").reconnectDelay(RECONNECT_MILLIS).build());
  }

  private static void close(SseEventSink sink) {
    try {
      sink.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a page that listened is gone", e);
    }
  }

  /** A page that listens. */
  private static final class Page implements ChangeFeed.Listener {

    private final ChangeFeed feed;
    private final SseEventSink sink;
    private final Sse sse;
    private final AtomicLong number = new AtomicLong();

    Page(ChangeFeed feed, SseEventSink sink, Sse sse) {
      this.feed = feed;
      this.sink = sink;
      this.sse = sse;
    }

    @Override
    public void changed(ChangeFeed.Change change) {
      send(
          sse.newEventBuilder()
              .name("proposal")
              .mediaType(MediaType.APPLICATION_JSON_TYPE)
              .data(ChangeFeed.Change.class, change)
              .build());
    }

    @Override
    public void stillHere() {
      send(sse.newEventBuilder().comment("still here").build());
    }

    private void send(jakarta.ws.rs.sse.OutboundSseEvent event) {
      if (sink.isClosed()) {
        feed.leave(number.get());
        return;
      }
      sink.send(event)
          .whenComplete(
              (sent, failure) -> {
                if (failure != null) {
                  feed.leave(number.get());
                }
              });
    }

    @Override
    public void close() {
      if (!sink.isClosed()) {
        // A page that makes room comes back later than one whose line broke.
        sink.send(sse.newEventBuilder().comment("enough").reconnectDelay(ENDED_MILLIS).build())
            .whenComplete((sent, failure) -> EventsResource.close(sink));
      }
    }
  }
}
