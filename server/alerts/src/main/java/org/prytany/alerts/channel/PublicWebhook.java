package org.prytany.alerts.channel;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.prytany.governance.alert.WebhookAddress;

/** Posts messages to the programs and chats that strangers named. */
public final class PublicWebhook {

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
    String body = payload(webhook).of(deliveryId, message, Optional.empty());
    HttpRequest.Builder request = Webhook.request(URI.create(webhook.address()), deliveryId, body);
    if (!webhook.secret().isEmpty()) {
      long now = clock.instant().getEpochSecond();
      request.header(WebhookSignature.HEADER, WebhookSignature.of(webhook.secret(), now, body));
    }
    post.send(webhook.host(), request, webhook.over());
  }

  private static Payload payload(WebhookAddress webhook) {
    return switch (webhook.form()) {
      case WEBHOOK -> Payload.JSON;
      case SLACK -> webhook.isAtSlack() ? Payload.SLACK : Payload.SLACK_TEXT;
      case DISCORD -> Payload.DISCORD;
    };
  }
}
