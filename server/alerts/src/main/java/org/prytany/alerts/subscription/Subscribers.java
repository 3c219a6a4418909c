package org.prytany.alerts.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.Smtp;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.SubscriptionRepository;

/**
 * All who subscribed, as one channel: what it is told goes into the outbox for each of them who
 * wants it, under the id that it has, so that it is there once however often this is done.
 */
public final class Subscribers implements Channel {

  private final SubscriptionRepository stored;
  private final Subscriptions subscriptions;
  private final Outbox outbox;
  private final DelegateVotes delegates;
  private final Smtp smtp;
  private final String origin;

  /**
   * @param origin of the page
   */
  public Subscribers(
      SubscriptionRepository stored,
      Subscriptions subscriptions,
      Outbox outbox,
      DelegateVotes delegates,
      Smtp smtp,
      String origin) {
    this.stored = stored;
    this.subscriptions = subscriptions;
    this.outbox = outbox;
    this.delegates = delegates;
    this.smtp = smtp;
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
        .filter(subscription -> subscription.wants(alert.kind(), alert.dao()))
        .forEach(subscription -> outbox.add(alert, Subscriptions.CHANNELS + subscription.id()));
  }

  /** A channel for each person for whom something waits; what waits for nobody is given up. */
  public List<Channel> personal() {
    delegates.look();
    List<Channel> channels = new ArrayList<>();
    for (String name : outbox.waiting(Subscriptions.CHANNELS)) {
      Optional<Subscription> found = stored.find(name.substring(Subscriptions.CHANNELS.length()));
      if (found.isPresent()) {
        channels.add(new SubscriberMail(name, found.get(), subscriptions, smtp, origin));
      } else {
        outbox.giveUp(name, "The subscription ended.");
      }
    }
    return channels;
  }
}
