package org.prytany.chain.rpc;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * When each endpoint's head moved last. One that stands while others go on is not waited for; one
 * that claims to be far ahead makes nobody stand.
 */
final class Heads {
  private static final long STANDS_AFTER = Duration.ofMinutes(3).toNanos();

  private record Head(long number, long movedAt) {}

  private final Map<Integer, Head> heads = new HashMap<>();

  /**
   * Notes an endpoint's head.
   *
   * @return whether it has not moved for three minutes
   */
  synchronized boolean stands(int endpoint, long number, long now) {
    Head before = heads.get(endpoint);
    if (before == null || before.number() != number) {
      heads.put(endpoint, new Head(number, now));
      return false;
    }
    return now - before.movedAt() > STANDS_AFTER;
  }
}
