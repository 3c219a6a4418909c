package org.prytany.alerts.subscription;

import java.util.Optional;
import java.util.Set;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.PublicWebhook;
import org.prytany.alerts.channel.Smtp;
import org.prytany.alerts.channel.WebPush;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.MailAddress;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.alert.PushEndpoint;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.SubscriptionRepository;
import org.prytany.governance.alert.WebhookAddress;
import org.prytany.governance.dao.DaoDirectory;

/**
 * All who subscribed, as one channel: what it is told goes into the outbox for each of them who
 * wants it, under the id that it has, so that it is there once however often this is done.
 */
public final class Subscribers implements Channel {

  private final SubscriptionRepository stored;
  private final Subscriptions subscriptions;
  private final Outbox outbox;
  private final Smtp smtp;
  private final WebPush push;
  private final PublicWebhook webhooks;
  private final DaoDirectory daos;
  private final String origin;

  /**
   * @param origin of the page
   */
  public Subscribers(
      SubscriptionRepository stored,
      Subscriptions subscriptions,
      Outbox outbox,
      Smtp smtp,
      WebPush push,
      PublicWebhook webhooks,
      DaoDirectory daos,
      String origin) {
    this.stored = stored;
    this.subscriptions = subscriptions;
    this.outbox = outbox;
    this.smtp = smtp;
    this.push = push;
    this.webhooks = webhooks;
    this.daos = daos;
    this.origin = origin;
  }

  /** No configured channel can have this name. */
  @Override
  public String name() {
    return "@subscribers";
  }

  @Override
  public boolean wants(Alert.Kind kind) {
    return Alert.Kind.followed().contains(kind);
  }

  @Override
  public boolean bundles() {
    return false;
  }

  @Override
  public void send(String deliveryId, Message message) {
    Alert alert = message.first();
    stored.all().stream()
        .filter(subscription -> subscription.wants(alert.kind(), alert.dao(), alert.at()))
        .forEach(subscription -> outbox.add(alert, Way.channel(subscription)));
  }

  /** The channels of single people for whom something waits, told in that way. */
  public Set<String> waiting(Way way) {
    return outbox.waiting(way.beginning());
  }

  /** A person's channel; empty, and nothing waits there any more, if the subscription ended. */
  public Optional<Channel> channel(String name) {
    Optional<Subscription> found = stored.find(Way.id(name));
    if (found.isEmpty()) {
      outbox.drop(name);
    }
    return found.map(its -> channel(name, its));
  }

  private Channel channel(String name, Subscription its) {
    return switch (its.address()) {
      case MailAddress mail -> new SubscriberMail(name, its, subscriptions, smtp, daos, origin);
      case PushEndpoint browser -> new SubscriberPush(name, its, browser, subscriptions, push);
      case WebhookAddress webhook ->
          new SubscriberWebhook(name, its, webhook, subscriptions, webhooks, daos, origin);
    };
  }
}
