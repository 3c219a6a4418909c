package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.prytany.app.limits.DigestKey;
import org.prytany.app.limits.Places;
import org.prytany.app.problem.Busy;
import org.prytany.app.sheet.Sheet;
import org.prytany.app.sheet.SheetMarkdown;
import org.prytany.app.signin.Role;
import org.prytany.app.status.TurnMetrics;
import org.prytany.app.textdigest.GivenAction;
import org.prytany.app.textdigest.Meanings;
import org.prytany.app.textdigest.TextDigester;
import org.prytany.app.view.DigestLineView;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.host.budget.Budget;
import org.prytany.host.budget.MeteredCall;
import org.prytany.host.budget.Times;
import org.prytany.host.budget.Wait;
import org.prytany.settings.Settings;
import org.prytany.spi.Address;

/** Digests of texts that are on no chain. */
@Path("/digest")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DigestResource {

  private static final int MOST_ACTIONS = 1_000;

  @Inject private TextDigester digester;
  @Inject private Settings settings;
  @Inject private TurnMetrics metrics;
  @Inject private Places places;
  @Inject private Caller caller;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Digests {id, title, body, actions, governor, treasury} without a chain")
  @SecurityRequirement(name = "session")
  public DigestLineView digest(@Context HttpServletRequest request, InputStream in)
      throws IOException {
    long begun = System.nanoTime();
    Given given = given(request, in);
    return timed(
        begun,
        () ->
            digester.digest(
                given.id(),
                given.title(),
                given.text(),
                given.actions(),
                given.owner(),
                given.meanings()));
  }

  @POST
  @Path("/markdown")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({FeedResource.MARKDOWN, MediaType.APPLICATION_JSON})
  @Operation(
      summary = "Digests {title, body, actions, governor, treasury} without a chain, as Markdown")
  @SecurityRequirement(name = "session")
  public Response markdown(@Context HttpServletRequest request, InputStream in) throws IOException {
    long begun = System.nanoTime();
    Given given = given(request, in);
    Sheet sheet =
        timed(
            begun,
            () ->
                digester.sheet(
                    given.title(), given.text(), given.actions(), given.owner(), given.meanings()));
    return Response.ok(SheetMarkdown.of(sheet, Optional.empty()), FeedResource.MARKDOWN).build();
  }

  private record Given(
      String id,
      String title,
      String text,
      List<GivenAction> actions,
      TextDigester.Owner owner,
      Meanings meanings) {}

  private Given given(HttpServletRequest request, InputStream in) throws IOException {
    if (!DigestKey.isIn(request, settings.door().digestKey())) {
      caller.require(Role.OPERATOR);
    }
    Body body = Body.read(in);
    return new Given(
        body.optionalText("id").orElse(""),
        body.optionalText("title").orElse(""),
        body.text("body"),
        actions(body.list("actions")),
        new TextDigester.Owner(
            address(body, "governor", TextDigester.Owner.UNKNOWN.governor()),
            address(body, "treasury", TextDigester.Owner.UNKNOWN.treasury())),
        GivenMeanings.of(body));
  }

  /**
   * @param begun when the request came
   */
  private <T> T timed(long begun, Callable<T> work) {
    try {
      return places.in(() -> measured(begun, work));
    } catch (Busy e) {
      metrics.turnedAway();
      throw e;
    }
  }

  private <T> T measured(long begun, Callable<T> work) {
    boolean answered = false;
    try {
      T made = withinBudget(work);
      answered = true;
      return made;
    } finally {
      metrics.digested(Duration.ofNanos(System.nanoTime() - begun), answered);
    }
  }

  /**
   * The host bounds the reading of the text; this bounds that and what the server does around it.
   * The work has a thread of its own: those of the application server may all be waiting for it.
   */
  private <T> T withinBudget(Callable<T> work) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    MeteredCall<T> call =
        MeteredCall.start(
            "digest-request",
            () -> {
              Thread.currentThread().setContextClassLoader(loader);
              return work.call();
            },
            Times.ofThisMachine());
    try {
      return Objects.requireNonNull(call.get(around(settings)), "a digest");
    } catch (Wait.OverBudget e) {
      call.interrupt();
      throw new PrytanyException(
          FailureCode.PLUGIN_FAULT,
          "Reading the text and comparing it with its calls took longer than "
              + e.what()
              + " and was given up: send a shorter text or fewer calls, or raise"
              + " prytany.digest.timeout.",
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PrytanyException known) {
        throw known;
      }
      throw new IllegalStateException("a digest failed", e);
    } catch (InterruptedException e) {
      call.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a digest was made", e);
    }
  }

  /** The plugin's call is part of it, and as much again is for the rest. */
  private static Budget around(Settings settings) {
    Settings.Limits limits = settings.limits();
    return new Budget(limits.digestTimeout(), limits.digestHang()).times(2);
  }

  private static Address address(Body body, String field, Address otherwise) {
    String given = body.optionalText(field).orElse("");
    if (given.isEmpty()) {
      return otherwise;
    }
    if (!given.matches("0x[0-9a-fA-F]{40}")) {
      throw Body.invalid(field + " is no address: send 0x and 40 hexadecimal digits.");
    }
    return new Address(given);
  }

  static List<GivenAction> actions(JsonArray list) {
    if (list.size() > MOST_ACTIONS) {
      throw Body.invalid("There are more than " + MOST_ACTIONS + " actions: send fewer.");
    }
    List<GivenAction> actions = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof JsonObject action)) {
        throw Body.invalid("actions[" + i + "] is not an object: send {target, signature, ...}.");
      }
      actions.add(
          new GivenAction(
              text(action, "target", i),
              text(action, "signature", i),
              value(action, i),
              arguments(action, i),
              Optional.of(text(action, "calldata", i)).filter(data -> !data.isEmpty()),
              Optional.of(text(action, "address", i)).filter(given -> !given.isEmpty())));
    }
    return actions;
  }

  private static String value(JsonObject action, int index) {
    JsonValue value = action.get("value");
    if (value != null && value.getValueType() == JsonValue.ValueType.NUMBER) {
      return value.toString();
    }
    String text = text(action, "value", index);
    return text.isEmpty() ? "0" : text;
  }

  private static String text(JsonObject action, String name, int index) {
    JsonValue value = action.get(name);
    if (value == null || value == JsonValue.NULL) {
      return "";
    }
    if (value instanceof JsonString string) {
      return string.getString();
    }
    throw Body.invalid("actions[" + index + "]." + name + " is not text: send it in quotes.");
  }

  private static List<String> arguments(JsonObject action, int index) {
    JsonValue value = action.get("args");
    if (value == null || value == JsonValue.NULL) {
      return List.of();
    }
    if (!(value instanceof JsonArray list)) {
      throw Body.invalid("actions[" + index + "].args is not a list: send [...].");
    }
    List<String> arguments = new ArrayList<>();
    for (JsonValue item : list) {
      arguments.add(item instanceof JsonString string ? string.getString() : item.toString());
    }
    return arguments;
  }
}
