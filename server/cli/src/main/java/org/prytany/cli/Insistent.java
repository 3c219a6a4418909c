package org.prytany.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks a server until it serves: one that is busy is asked again, after ever longer pauses and for
 * as long as it takes, because being busy says nothing about what was asked. A server that does not
 * answer at all is given up after a few tries. Thread-safe.
 */
public final class Insistent {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int TRIES_WITHOUT_ANSWER = 6;

  private final Pause pause;
  private final Runnable told;

  /** It was given up: until it answers again, one try is enough to find it gone. */
  private volatile boolean gone;

  /** Lets time pass. */
  public interface Pause {
    /**
     * @throws InterruptedException if nobody waits any more
     */
    void of(Duration time) throws InterruptedException;
  }

  /** What is asked. */
  public interface Question<T> {
    /** One try. */
    T ask() throws IOException;
  }

  /**
   * @param told before each pause
   */
  public Insistent(Pause pause, Runnable told) {
    this.pause = pause;
    this.told = told;
  }

  /** On the clock. */
  public Insistent(Runnable told) {
    this(Thread::sleep, told);
  }

  /**
   * The answer.
   *
   * @throws ApiClient.Problem if the server refuses what was asked
   * @throws IOException if it does not answer, time and again
   */
  public <T> T ask(Question<T> question) throws IOException {
    int silent = 0;
    for (int tries = 1; ; tries++) {
      Duration wanted;
      try {
        T answer = question.ask();
        gone = false;
        return answer;
      } catch (ApiClient.Problem e) {
        gone = false;
        if (e.retryAfter().isEmpty()) {
          throw e;
        }
        silent = 0;
        wanted = e.retryAfter().get();
      } catch (IOException e) {
        silent++;
        if (gone || silent >= TRIES_WITHOUT_ANSWER || Thread.currentThread().isInterrupted()) {
          gone = true;
          throw e;
        }
        wanted = Duration.ofSeconds(1);
      }
      rest(longer(wanted, tries));
    }
  }

  /** Not all at the same moment, or they would be turned away together again. */
  private static Duration longer(Duration wanted, int tries) {
    Duration grown = wanted.multipliedBy(1L << Math.min(tries - 1, 5));
    Duration most = LONGEST_PAUSE.compareTo(wanted) > 0 ? LONGEST_PAUSE : wanted;
    Duration pause = grown.compareTo(most) < 0 ? grown : most;
    return pause.plusMillis(ThreadLocalRandom.current().nextLong(1 + pause.toMillis() / 2));
  }

  private void rest(Duration time) throws IOException {
    told.run();
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the server", e);
    }
  }
}
