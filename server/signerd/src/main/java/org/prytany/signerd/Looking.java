package org.prytany.signerd;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Looks now and then what the chain did, so that nothing waits until somebody asks. */
final class Looking implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Looking.class.getName());

  /** More than lies between two looks that count, so that each of them does. */
  private static final Duration EVERY = Duration.ofMinutes(4);

  private final Thread thread;

  private Looking(Thread thread) {
    this.thread = thread;
  }

  /**
   * @param look is called again whatever it throws: without it nothing becomes certain any more
   */
  static Looking start(Runnable look) {
    return start(look, EVERY);
  }

  static Looking start(Runnable look, Duration every) {
    return new Looking(
        Thread.ofPlatform()
            .daemon()
            .name("signer-looks")
            .start(
                () -> {
                  try {
                    while (true) {
                      Thread.sleep(every);
                      guarded(look);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  private static void guarded(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the chain was not looked at, in a way that nobody foresaw", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
