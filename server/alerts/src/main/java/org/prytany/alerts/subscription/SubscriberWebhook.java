package org.prytany.alerts.subscription;

import java.util.List;
import java.util.Optional;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.PublicPost;
import org.prytany.alerts.channel.PublicWebhook;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.WebhookAddress;
import org.prytany.governance.dao.DaoDirectory;

/**
 * Messages to one program or chat that somebody named. The first one has the link that confirms, so
 * that only whoever reads there can have it told.
 */
final class SubscriberWebhook extends SubscriberChannel {

  /** With the pauses of failures that is a minute. */
  private static final int MOST_FIRST_TRIES = 3;

  private final WebhookAddress webhook;
  private final PublicWebhook webhooks;
  private final DaoDirectory daos;
  private final String origin;

  SubscriberWebhook(
      String name,
      Subscription subscription,
      WebhookAddress webhook,
      Subscriptions subscriptions,
      PublicWebhook webhooks,
      DaoDirectory daos,
      String origin) {
    super(name, subscription, subscriptions);
    this.webhook = webhook;
    this.webhooks = webhooks;
    this.daos = daos;
    this.origin = origin;
  }

  /** A program gets each alert by itself. */
  @Override
  public boolean bundles() {
    return webhook.form() != WebhookAddress.Form.WEBHOOK;
  }

  /** All that are told at a host that gives no answer wait with it. */
  @Override
  public boolean isResting() {
    return webhooks.isResting(webhook);
  }

  /** Whoever asked for the first message waits for it. */
  @Override
  public int mostTries(Alert.Kind kind) {
    return kind == Alert.Kind.CONFIRMATION ? MOST_FIRST_TRIES : super.mostTries(kind);
  }

  @Override
  public void send(String deliveryId, Message message) throws ChannelFailure {
    try {
      if (message.first().kind() != Alert.Kind.CONFIRMATION) {
        String link = Subscriptions.toChange(subscription).text();
        webhooks.send(webhook, deliveryId, message.changedAt(origin + "/#/subscription/" + link));
        return;
      }
      Optional<Link> link = subscriptions.toConfirm(subscription.id());
      if (link.isPresent()) {
        // Each has another link, and so another id: programs drop what they think they have.
        webhooks.send(
            webhook, deliveryId + link.get().secretsHash(), question(message, link.get()));
      }
    } catch (PublicPost.Gone e) {
      subscriptions.end(subscription);
    }
  }

  private Message question(Message message, Link link) {
    Alert asked = message.first();
    String chosen = Asked.words(subscription.choice(), daos);
    String first = "Somebody, most likely you, asked at " + origin + " to have this place told:\n";
    String rest =
        (bundles() ? "" : secret())
            + (subscriptions.hasOthers(subscription)
                ? "It is told already. What you confirm here replaces that"
                    + (bundles() ? ".\n" : ", and the secret that it has now.\n")
                : "")
            + "If it was you, open this page within a day and confirm it. If it was not you, do"
            + " nothing: without that, nothing else is sent, and the address is deleted after a"
            + " day.";
    return new Message(
        List.of(
            new Alert(
                asked.id(),
                asked.kind(),
                asked.at(),
                asked.dao(),
                asked.proposal(),
                "",
                first + chosen + rest,
                "",
                asked.deadline())),
        message.title(),
        List.of(
            new Message.Part(first.strip(), true),
            // Names may be long: what chats have no room for is on the page.
            new Message.Part(chosen.strip(), false),
            new Message.Part(rest, true)),
        Optional.of(origin + "/#/subscription/confirm/" + link.text()),
        Optional.empty());
  }

  private String secret() {
    return webhook.isSigned()
        ? "Each message would be signed, as this one is, under the secret that was given with it.\n"
        : "No secret was given with it: no message would be signed.\n";
  }
}
