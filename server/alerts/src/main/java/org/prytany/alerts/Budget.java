package org.prytany.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many messages may leave in a minute, by whoever sends them. It forgets what lies in the
 * future: a clock was wrong.
 */
final class Budget {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int most;
  private final Deque<Instant> sent = new ArrayDeque<>();
  private int held;

  Budget(int most) {
    this.most = most;
  }

  /** Holds as many as there are, and at most as many as are wanted; to be given back. */
  synchronized int take(int wanted, Instant now) {
    sent.removeIf(at -> at.isAfter(now) || !at.isAfter(now.minus(WINDOW)));
    int taken = Math.clamp(most - sent.size() - held, 0, wanted);
    held += taken;
    return taken;
  }

  /** Of what was held so many were sent. */
  synchronized void used(int taken, int used, Instant now) {
    held -= taken;
    for (int i = 0; i < used; i++) {
      sent.add(now);
    }
  }
}
