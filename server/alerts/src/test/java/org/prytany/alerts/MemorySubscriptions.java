package org.prytany.alerts;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.SubscriptionRepository;

/** Subscriptions that outlive the services over them, as the store's do. */
class MemorySubscriptions implements SubscriptionRepository {

  private final Map<String, Subscription> rows = new LinkedHashMap<>();

  @Override
  public synchronized boolean insert(Subscription subscription) {
    return rows.putIfAbsent(subscription.id(), subscription) == null;
  }

  @Override
  public synchronized Optional<Subscription> find(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  @Override
  public synchronized List<Subscription> all() {
    return rows.values().stream()
        .sorted(Comparator.comparing(Subscription::since).thenComparing(Subscription::id))
        .toList();
  }

  @Override
  public synchronized Optional<Subscription> compareAndSwap(Subscription subscription) {
    Subscription next = subscription.version(subscription.version() + 1);
    Subscription known = rows.get(subscription.id());
    if (known == null || known.version() != subscription.version()) {
      return Optional.empty();
    }
    rows.put(next.id(), next);
    return Optional.of(next);
  }

  @Override
  public synchronized void remove(String id) {
    rows.remove(id);
  }

  @Override
  public synchronized void forgetUnconfirmed(Instant before) {
    rows.values().removeIf(its -> !its.confirmed() && its.since().isBefore(before));
  }
}
