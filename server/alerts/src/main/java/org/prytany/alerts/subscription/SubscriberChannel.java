package org.prytany.alerts.subscription;

import org.prytany.alerts.channel.Channel;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Subscription;

/** What one reader is told of, whichever way: what they chose, and never what is an operator's. */
abstract class SubscriberChannel implements Channel {

  final Subscription subscription;
  final Subscriptions subscriptions;
  private final String name;

  SubscriberChannel(String name, Subscription subscription, Subscriptions subscriptions) {
    this.name = name;
    this.subscription = subscription;
    this.subscriptions = subscriptions;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final boolean wants(Alert.Kind kind) {
    return subscription.choice().kinds().contains(kind);
  }

  @Override
  public boolean bundles() {
    return true;
  }

  @Override
  public final boolean isOfOperators() {
    return false;
  }
}
