package org.prytany.alerts.subscription;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.PublicPost;
import org.prytany.alerts.channel.WebPush;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.PushEndpoint;
import org.prytany.governance.alert.Subscription;

/**
 * Messages to one browser that asked for it, through its push service. The first one has the secret
 * by which the browser confirms, so that nobody can have another's told.
 */
final class SubscriberPush extends SubscriberChannel {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** With the pauses of failures that is a minute. */
  private static final int MOST_FIRST_TRIES = 3;

  /** UTF-16 units; each is three bytes at most, and twice as many in JSON. */
  private static final int MOST = 500;

  private final PushEndpoint browser;
  private final WebPush push;

  SubscriberPush(
      String name,
      Subscription subscription,
      PushEndpoint browser,
      Subscriptions subscriptions,
      WebPush push) {
    super(name, subscription, subscriptions);
    this.browser = browser;
    this.push = push;
  }

  /** All browsers of a push service that gives no answer wait with it. */
  @Override
  public boolean isResting() {
    return push.isResting(browser);
  }

  /** Whoever asked for the first message waits for it. */
  @Override
  public int mostTries(Alert.Kind kind) {
    return kind == Alert.Kind.CONFIRMATION ? MOST_FIRST_TRIES : super.mostTries(kind);
  }

  @Override
  public void send(String deliveryId, Message message) throws ChannelFailure {
    ObjectNode told = JSON.createObjectNode();
    told.put("tag", deliveryId);
    told.put("link", Subscriptions.toChange(subscription).text());
    if (message.first().kind() == Alert.Kind.CONFIRMATION) {
      Optional<Link> link = subscriptions.toConfirm(subscription.id());
      if (link.isEmpty()) {
        return;
      }
      told.put("confirm", link.get().text());
    } else {
      told.put("title", message.title());
      told.put("body", message.lines(MOST, UnaryOperator.identity()));
      told.put("page", message.page().map(SubscriberPush::place).orElse("#/"));
    }
    boolean single = message.alerts().size() == 1;
    try {
      push.send(
          browser,
          told.toString().getBytes(StandardCharsets.UTF_8),
          single ? message.first().end() : Optional.empty(),
          single && message.first().deadline().isPresent());
    } catch (PublicPost.Gone e) {
      subscriptions.end(subscription);
    }
  }

  /** Where in the page it leads: the browser knows where the page is. */
  private static String place(String address) {
    return address.substring(address.indexOf('#'));
  }
}
