package org.prytany.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.prytany.alerts.channel.ChannelFailure;

/**
 * How many messages people get through one channel: a few at once, then what has come meanwhile in
 * one. It forgets what lies in the future: a clock was wrong.
 */
final class Pace {

  static final int BURST = 5;
  static final Duration WINDOW = Duration.ofMinutes(10);

  /** Whatever the other side asks for. */
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private final Deque<Instant> sent = new ArrayDeque<>();
  private Instant restsUntil = Instant.MIN;

  synchronized int free(Instant now) {
    sent.removeIf(at -> at.isAfter(now) || !at.isAfter(now.minus(WINDOW)));
    return BURST - sent.size();
  }

  synchronized boolean rests(Instant now) {
    return now.isBefore(restsUntil) && !restsUntil.isAfter(now.plus(LONGEST_REST));
  }

  /** Whether nothing would be otherwise if it were forgotten. */
  synchronized boolean isIdle(Instant now) {
    return free(now) == BURST && !rests(now);
  }

  synchronized void done(Instant now, Optional<ChannelFailure> failure) {
    if (failure.isEmpty()) {
      sent.add(now);
      return;
    }
    Duration asked = failure.get().rest();
    restsUntil = now.plus(asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked);
  }
}
