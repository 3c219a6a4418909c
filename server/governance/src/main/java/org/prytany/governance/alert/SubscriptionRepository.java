package org.prytany.governance.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps who asked to be told, until they end it. */
public interface SubscriptionRepository {

  /** Stores a new one; false if its id is taken. */
  boolean insert(Subscription subscription);

  Optional<Subscription> find(String id);

  /** All that can be read, the longest there first: one that cannot is noted and left out. */
  List<Subscription> all();

  /**
   * Replaces the one with this id and version.
   *
   * @return as it is stored, with the next version; empty if somebody else changed or ended it
   */
  Optional<Subscription> compareAndSwap(Subscription subscription);

  /** Nothing of it stays; no effect if it is not there. */
  void remove(String id);

  /** Removes those that were asked for before a time and never confirmed. */
  void forgetUnconfirmed(Instant before);
}
