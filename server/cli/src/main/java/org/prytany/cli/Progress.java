package org.prytany.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Counts what a long command has done, and says every few seconds how far it is. Thread-safe. */
public final class Progress {

  private static final int SECONDS_BETWEEN = 5;

  private final PrintWriter to;
  private final String doing;
  private final long total;
  private final long started = System.nanoTime();
  private long done;
  private long failed;
  private long lastSaid = started;

  /**
   * @param doing what was done to each of them, e.g. "digested"
   * @param total how many there are
   */
  public Progress(PrintWriter to, String doing, long total) {
    this.to = to;
    this.doing = doing;
    this.total = total;
  }

  /** One more is done. */
  public synchronized void add(boolean withError) {
    done++;
    failed += withError ? 1 : 0;
    if (timeToSay()) {
      to.printf(
          "%s %d of %d, %.1f a second, about %d s left%n",
          doing, done, total, rate(), Math.round((total - done) / rate()));
      to.flush();
    }
  }

  /** The server is busy; what waits for it is not lost. */
  public synchronized void waiting() {
    if (timeToSay()) {
      to.printf("%s %d of %d; the server is busy and is asked again%n", doing, done, total);
      to.flush();
    }
  }

  private boolean timeToSay() {
    long now = System.nanoTime();
    boolean say = Duration.ofNanos(now - lastSaid).toSeconds() >= SECONDS_BETWEEN;
    if (say) {
      lastSaid = now;
    }
    return say;
  }

  /** Nothing more comes. */
  public synchronized void end() {
    to.printf(
        "%s %d of %d in %.1f s (%.1f a second), %d with an error%n",
        doing, done, total, seconds(), rate(), failed);
    to.flush();
  }

  /** How many could not be done. */
  public synchronized long failed() {
    return failed;
  }

  private double seconds() {
    return Math.max(0.001, (System.nanoTime() - started) / 1e9);
  }

  private double rate() {
    return done / seconds();
  }
}
