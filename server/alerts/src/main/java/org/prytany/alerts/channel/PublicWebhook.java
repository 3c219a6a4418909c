package org.prytany.alerts.channel;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.alert.WebhookAddress;

/** Posts messages to the programs and chats that strangers named. */
public final class PublicWebhook {

  private static final Set<Integer> GONE = Set.of(410);

  /** What Slack and Discord answer where somebody removed the webhook. */
  private static final Set<Integer> REMOVED = Set.of(404, 410);

  private final PublicPost post;
  private final InstantSource clock;

  public PublicWebhook(PublicPost post, InstantSource clock) {
    this.post = post;
    this.clock = clock;
  }

  /** Whether its host gave no answer of late, and is left alone. */
  public boolean isResting(WebhookAddress webhook) {
    return post.isResting(webhook.host());
  }

  /**
   * Posts one message.
   *
   * @throws PublicPost.Gone if the other side says that it is there no more
   * @throws ChannelFailure if it is not known to have been taken
   */
  public void send(WebhookAddress webhook, String deliveryId, Message message)
      throws ChannelFailure, PublicPost.Gone {
    String body = payload(webhook.form()).of(deliveryId, message, Optional.empty());
    HttpRequest.Builder request = Webhook.request(URI.create(webhook.address()), deliveryId, body);
    if (!webhook.secret().isEmpty()) {
      long now = clock.instant().getEpochSecond();
      request.header(WebhookSignature.HEADER, WebhookSignature.of(webhook.secret(), now, body));
    }
    post.send(
        webhook.host(), request, webhook.form() == WebhookAddress.Form.WEBHOOK ? GONE : REMOVED);
  }

  private static Payload payload(WebhookAddress.Form form) {
    return switch (form) {
      case WEBHOOK -> Payload.JSON;
      case SLACK -> Payload.SLACK;
      case DISCORD -> Payload.DISCORD;
    };
  }
}
