package org.prytany.chain.rpc;

import java.time.Duration;

/**
 * How many requests an address gets in a second. It begins ample, halves when the address asks us
 * to wait, and grows again while it does not.
 */
final class Budget {
  private static final double MOST = 200;
  private static final double LEAST = 1;
  private static final double GROWTH = 1.5;
  private static final long GROWS_AFTER = Duration.ofSeconds(10).toNanos();
  private static final double NANOS = 1e9;

  private double rate = MOST;
  private double tokens = MOST;
  private long filledAt;
  private long changedAt;
  private long halvedAt;
  private long secondBegan;
  private int inSecond;
  private int lastSecond;

  Budget(long now) {
    filledAt = now;
    changedAt = now;
    halvedAt = now;
    secondBegan = now;
  }

  /** Takes one request; how long to wait before it is sent. */
  synchronized Duration take(long now) {
    count(now);
    if (rate < MOST && now - changedAt > GROWS_AFTER) {
      rate = Math.min(MOST, rate * GROWTH);
      changedAt = now;
    }
    tokens = Math.min(rate, tokens + (now - filledAt) * rate / NANOS);
    filledAt = now;
    tokens -= 1;
    return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens * NANOS / rate));
  }

  private void count(long now) {
    if (now - secondBegan >= NANOS) {
      lastSecond = inSecond;
      inSecond = 0;
      secondBegan = now;
    }
    inSecond++;
  }

  /** What was taken is not sent. */
  synchronized void giveBack() {
    tokens += 1;
    inSecond--;
  }

  /**
   * The address asks us to wait: it bears less than it got. Whatever else was under way says the
   * same, so it counts once a second.
   */
  synchronized void throttled(long now) {
    if (rate < MOST && now - halvedAt < NANOS) {
      return;
    }
    halvedAt = now;
    double sent = Math.max(1, Math.max(inSecond, lastSecond));
    rate = Math.max(LEAST, Math.min(rate, sent) / 2);
    tokens = Math.min(tokens, 0);
    changedAt = now;
  }
}
