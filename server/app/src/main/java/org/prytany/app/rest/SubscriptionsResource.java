package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.prytany.alerts.channel.WebPush;
import org.prytany.alerts.subscription.Subscriptions;
import org.prytany.app.alerts.Telling;
import org.prytany.app.limits.Clients;
import org.prytany.app.limits.SubscriptionRates;
import org.prytany.app.problem.TooOften;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.SubscriptionView;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.MailAddress;
import org.prytany.governance.alert.PushEndpoint;
import org.prytany.governance.alert.Recipient;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.WebhookAddress;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * What people have themselves told by mail, in their browser or by webhook. No answer tells whether
 * an address is known here; only whoever reads there has the links with which the rest is done.
 */
@Path("/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SubscriptionsResource {

  private static final String OVER =
      "This subscription has ended, or another one took its place: look for the link in the newest"
          + " message, or subscribe again on the DAO's page.";

  @Inject private Telling telling;
  @Inject private SubscriptionChoices choices;
  @Inject private SubscriptionRates rates;
  @Inject private Clients clients;

  /** The shape of what is asked for. */
  public record SubscriptionBody(
      String address, List<String> daos, List<String> kinds, Optional<List<String>> delegates) {}

  /** The shape of what a browser asks for: as its push manager gives it. */
  public record PushBody(
      String endpoint,
      String key,
      String secret,
      List<String> daos,
      List<String> kinds,
      Optional<List<String>> delegates) {}

  /** The shape of what a program or a chat asks for. */
  public record WebhookBody(
      String form,
      String address,
      Optional<String> secret,
      List<String> daos,
      List<String> kinds,
      Optional<List<String>> delegates) {}

  /** The shape of what confirms. */
  public record LinkBody(String link) {}

  /** The shape of what changes; without lists it is read. */
  public record ChoiceBody(
      String link,
      Optional<List<String>> daos,
      Optional<List<String>> kinds,
      Optional<List<String>> delegates) {}

  @GET
  @Operation(summary = "What this server sends to whoever asks for it")
  public SubscriptionView.Offer offer() {
    return new SubscriptionView.Offer(
        telling.subscriptions().isPresent(),
        telling.push().map(WebPush::open),
        telling.subscriptions().isPresent()
            ? Arrays.stream(WebhookAddress.Form.values())
                .map(form -> new SubscriptionView.Kind(form.word(), form.title()))
                .toList()
            : List.of(),
        Alert.Kind.followed().stream()
            .map(kind -> new SubscriptionView.Kind(kind.word(), kind.title()))
            .toList());
  }

  @POST
  @Path("/mail")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Has an address asked by mail whether it wants to be told")
  @RequestBodySchema(SubscriptionBody.class)
  public SubscriptionView.Asked ask(@Context HttpServletRequest request, InputStream in)
      throws IOException {
    Body body = Body.read(in);
    MailAddress address =
        MailAddress.of(body.text("address"))
            .orElseThrow(
                () ->
                    Body.invalid(
                        "That is no address of mail as it is taken here: write it plainly, like"
                            + " ann@dao.example."));
    ask(request, address, choices.read(body));
    return new SubscriptionView.Asked(
        "Open your mail: a message from this server has a link to confirm this. Nothing else is sent"
            + " before you do. If it does not come within some minutes, look among unwanted mail;"
            + " one address gets three such messages a day.");
  }

  @POST
  @Path("/push")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Has a browser told by its push service, once it confirmed that it is there")
  @RequestBodySchema(PushBody.class)
  public SubscriptionView.Asked push(@Context HttpServletRequest request, InputStream in)
      throws IOException {
    Body body = Body.read(in);
    Subscription.Choice choice = choices.read(body);
    open();
    PushEndpoint browser =
        PushEndpoint.of(body.text("endpoint"), body.text("key"), body.text("secret"))
            .filter(telling.push().orElseThrow()::takes)
            .orElseThrow(
                () ->
                    Body.invalid(
                        "That is no push service of a browser as it is taken here: its address is"
                            + " https, and its key a point of P-256. Subscribe by mail, or in"
                            + " another browser."));
    ask(request, browser, choice);
    return new SubscriptionView.Asked(
        "Wait for the first notification: within a minute this browser confirms by it that it is"
            + " told. If none comes, allow notifications for this page and subscribe again.");
  }

  @POST
  @Path("/webhook")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Has a program or a chat told, once whoever reads there confirmed it")
  @RequestBodySchema(WebhookBody.class)
  public SubscriptionView.Asked webhook(@Context HttpServletRequest request, InputStream in)
      throws IOException {
    Body body = Body.read(in);
    WebhookAddress.Form form =
        WebhookAddress.Form.named(body.text("form"))
            .orElseThrow(
                () ->
                    Body.invalid(
                        "'form' is none there is: GET /api/v1/subscriptions lists them under"
                            + " 'webhooks'."));
    WebhookAddress address =
        WebhookAddress.of(
                form, body.text("address").strip(), body.has("secret") ? body.text("secret") : "")
            .orElseThrow(
                () ->
                    Body.invalid(
                        "That is no webhook as it is taken here: its address begins with https://"
                            + " and has a path, and a secret has 16 to 128 characters without"
                            + " blanks."));
    ask(request, address, choices.read(body));
    return new SubscriptionView.Asked(
        "Look where you are told: within a minute a message comes there with a link to confirm"
            + " this. Nothing else is sent before you do. If none comes, look whether the address"
            + " is right and open to the internet; it gets three such messages a day.");
  }

  private void ask(HttpServletRequest request, Recipient address, Subscription.Choice choice) {
    Subscriptions open = open();
    rates
        .ofClient(clients.of(request))
        .ifPresent(
            excess -> {
              throw new TooOften(excess.seconds(), excess.why());
            });
    try {
      open.ask(address, choice);
    } catch (Subscriptions.Full e) {
      throw new PrytanyException(
          FailureCode.NOT_ALLOWED,
          "This server has as many subscriptions as it takes: follow the feed or the calendar, or"
              + " try again tomorrow.");
    }
  }

  @POST
  @Path("/confirmation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Confirms a subscription by the link of its first message")
  @RequestBodySchema(LinkBody.class)
  public SubscriptionView confirm(InputStream in) throws IOException {
    String link = Body.read(in).text("link");
    return view(
        open().confirm(link),
        "This link confirms nothing any more: it was used, is older"
            + " than a day, or a newer message has another one. Subscribe again on the DAO's page.");
  }

  @POST
  @Path("/choice")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Reads what is asked for, by the link that confirms; reads or changes what a subscription"
              + " is about, by the link of its messages")
  @RequestBodySchema(ChoiceBody.class)
  public SubscriptionView choice(InputStream in) throws IOException {
    Body body = Body.read(in);
    String link = body.text("link");
    if (body.has("daos") || body.has("kinds") || body.has("delegates")) {
      return view(open().change(link, choices.read(body)), OVER);
    }
    return open()
        .question(link)
        .map(
            question ->
                view(
                    question.asked(),
                    question.replaces().stream().map(SubscriptionsResource::chosen).toList()))
        .orElseGet(() -> view(open().find(link), OVER));
  }

  /**
   * RFC 8058: mail programs send {@code List-Unsubscribe=One-Click} as a form, which says nothing.
   */
  @POST
  @Path("/end")
  @Produces(MediaType.WILDCARD)
  @Operation(
      summary = "Ends a subscription by the link of its messages, whether it is there or not")
  @APIResponse(responseCode = "204", description = "It is over, and nothing of it is kept")
  public Response end(@QueryParam("link") @DefaultValue("") String link) {
    if (!open().end(link)) {
      throw Body.invalid(
          "This link is not whole, and nothing was ended: open the one at the end of the message, or"
              + " copy all of it.");
    }
    return Response.noContent().build();
  }

  private Subscriptions open() {
    return telling
        .subscriptions()
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_ALLOWED,
                    "This server tells nobody but its operators: follow the feed or the"
                        + " calendar, or ask the operator to set prytany.subscriptions.public."));
  }

  private static SubscriptionView view(Optional<Subscription> found, String otherwise) {
    Subscription its =
        found.orElseThrow(() -> new PrytanyException(FailureCode.NOT_FOUND, otherwise));
    return view(its, List.of());
  }

  private static SubscriptionView view(Subscription its, List<SubscriptionView.Chosen> replaces) {
    SubscriptionView.Chosen chosen = chosen(its);
    return new SubscriptionView(
        by(its.address()),
        isSigned(its),
        chosen.daos(),
        chosen.kinds(),
        chosen.delegates(),
        its.confirmed(),
        replaces);
  }

  private static boolean isSigned(Subscription its) {
    return its.address() instanceof WebhookAddress webhook && webhook.isSigned();
  }

  private static String by(Recipient recipient) {
    return switch (recipient) {
      case MailAddress mail -> "mail";
      case PushEndpoint browser -> "browser";
      case WebhookAddress webhook -> webhook.form().word();
    };
  }

  private static SubscriptionView.Chosen chosen(Subscription its) {
    return new SubscriptionView.Chosen(
        isSigned(its),
        its.choice().daos().stream().sorted().toList(),
        its.choice().kinds().stream().sorted().map(Alert.Kind::word).toList(),
        its.choice().delegates().stream().map(Checksummed::of).sorted().toList());
  }
}
