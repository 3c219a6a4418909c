package org.prytany.alerts.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hosts that gave no answer in time are left alone for a while, twice as long each time that it
 * happens again: who names such a host takes no time from others. It forgets what lies too far in
 * the future: a clock was wrong.
 */
final class QuietHosts {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Map<String, Rest> rests = new HashMap<>();

  /**
   * @param times in a row
   * @param since the latest of these
   */
  private record Rest(int times, Instant since, Instant until) {
    boolean holds(Instant now) {
      return now.isBefore(until) && !until.isAfter(now.plus(LONGEST));
    }
  }

  synchronized boolean rests(String host, Instant now) {
    return Optional.ofNullable(rests.get(host)).filter(rest -> rest.holds(now)).isPresent();
  }

  /**
   * Whether it may be asked now. One at a time looks again at a host that was quiet before.
   *
   * @param patience how long it takes to look
   */
  synchronized boolean ask(String host, Instant now, Duration patience) {
    if (rests(host, now)) {
      return false;
    }
    rests.computeIfPresent(
        host, (same, rest) -> new Rest(rest.times(), rest.since(), now.plus(patience)));
    return true;
  }

  /** Those who asked at once are counted once. */
  synchronized void quiet(String host, Instant asked, Instant now) {
    rests.values().removeIf(rest -> rest.until().plus(LONGEST).isBefore(now));
    Rest before = rests.getOrDefault(host, new Rest(0, Instant.MIN, Instant.MIN));
    if (!asked.isAfter(before.since())) {
      return;
    }
    Duration pause = FIRST.multipliedBy(1L << Math.min(before.times(), 6));
    Duration rest = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    rests.put(host, new Rest(before.times() + 1, now, now.plus(rest)));
  }

  synchronized void answered(String host) {
    rests.remove(host);
  }
}
