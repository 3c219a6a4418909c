package org.prytany.signerd;

import java.time.Duration;

/** Looks now and then what the chain did, so that nothing waits until somebody asks. */
final class Looking implements AutoCloseable {

  /** More than lies between two looks that count, so that each of them does. */
  private static final Duration EVERY = Duration.ofMinutes(4);

  private final Thread thread;

  private Looking(Thread thread) {
    this.thread = thread;
  }

  /**
   * @param look must not throw for what passes
   */
  static Looking start(Runnable look) {
    return new Looking(
        Thread.ofPlatform()
            .daemon()
            .name("signer-looks")
            .start(
                () -> {
                  try {
                    while (true) {
                      Thread.sleep(EVERY);
                      look.run();
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
