package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.prytany.alerts.Courier;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.app.limits.DigestKey;
import org.prytany.app.signin.Role;
import org.prytany.app.view.AlertsView;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.AlertSettings;
import org.prytany.settings.Settings;

/** What people are told: for operators, and for programs that have the server's key. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AlertsResource {

  private static final int MOST = 100;

  @Inject private Outbox outbox;
  @Inject private Courier courier;
  @Inject private Settings settings;
  @Inject private Caller caller;

  /** The shape of what names a channel. */
  public record ChannelBody(String channel) {}

  @GET
  @Operation(summary = "What people were told, what waits, and what was given up")
  @SecurityRequirement(name = "session")
  public AlertsView alerts(@Context HttpServletRequest request) {
    require(request);
    return new AlertsView(
        settings.alerts().channels().stream().map(AlertSettings.Channel::name).toList(),
        words(outbox.counts()),
        words(outbox.readersCounts()),
        outbox.latest(MOST).stream().map(AlertsResource::entry).toList());
  }

  @POST
  @Path("/test")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Tells one channel that it can be told")
  @SecurityRequirement(name = "session")
  @APIResponse(responseCode = "204", description = "The channel took it")
  @RequestBodySchema(ChannelBody.class)
  public Response test(@Context HttpServletRequest request, InputStream in) throws IOException {
    require(request);
    try {
      courier.test(Body.read(in).text("channel"));
      return Response.noContent().build();
    } catch (IllegalArgumentException e) {
      throw new PrytanyException(FailureCode.NOT_FOUND, String.valueOf(e.getMessage()));
    } catch (ChannelFailure e) {
      throw new PrytanyException(
          FailureCode.INVALID_INPUT,
          "The channel did not take it. " + e.problem() + " Check its keys in the configuration.");
    }
  }

  private static Map<String, Long> words(Map<Delivery.Status, Long> counts) {
    Map<String, Long> words = new LinkedHashMap<>();
    counts.forEach((status, count) -> words.put(status.word(), count));
    return words;
  }

  private void require(HttpServletRequest request) {
    if (!DigestKey.isIn(request, settings.door().digestKey())) {
      caller.require(Role.OPERATOR);
    }
  }

  private static AlertsView.Entry entry(Delivery delivery) {
    return new AlertsView.Entry(
        delivery.alert().id(),
        delivery.alert().kind().word(),
        delivery.channel(),
        delivery.status().word(),
        delivery.alert().at().toString(),
        delivery.alert().dao(),
        delivery.alert().proposal().map(key -> key.proposalId().toString()),
        delivery.alert().headline(),
        delivery.alert().detail(),
        delivery.alert().deadline().map(Object::toString),
        delivery.attempts(),
        delivery.lastProblem());
  }
}
