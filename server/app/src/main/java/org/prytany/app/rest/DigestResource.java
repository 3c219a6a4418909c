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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.prytany.app.draft.DraftCalls;
import org.prytany.app.limits.DigestKey;
import org.prytany.app.limits.Places;
import org.prytany.app.sheet.Sheet;
import org.prytany.app.sheet.SheetMarkdown;
import org.prytany.app.signin.Role;
import org.prytany.app.status.TurnMetrics;
import org.prytany.app.textdigest.GivenAction;
import org.prytany.app.textdigest.Meanings;
import org.prytany.app.textdigest.TextDigester;
import org.prytany.app.view.DigestLineView;
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
    DigestRun run = new DigestRun(settings, metrics, places);
    Given given = given(request, in);
    return run.made(
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
    DigestRun run = new DigestRun(settings, metrics, places);
    Given given = given(request, in);
    Sheet sheet =
        run.made(
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
    DraftCalls file = DraftCalls.read(body.optionalText("calls").orElse(""));
    return new Given(
        body.optionalText("id").orElse(""),
        body.optionalText("title").orElse(""),
        body.text("body"),
        calls(body, file.calls()),
        new TextDigester.Owner(
            address(body, "governor", TextDigester.Owner.UNKNOWN.governor()),
            address(
                body,
                "treasury",
                file.account().map(Address::new).orElse(TextDigester.Owner.UNKNOWN.treasury()))),
        GivenMeanings.of(body, file.chainId()));
  }

  /** A list of actions, or those of a file of calls as people have it. */
  private static List<GivenAction> calls(Body body, List<GivenAction> file) {
    List<GivenAction> actions = actions(body.list("actions"));
    if (!actions.isEmpty() && !file.isEmpty()) {
      throw Body.invalid("There are both actions and calls: send one of them.");
    }
    return file.isEmpty() ? actions : file;
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
