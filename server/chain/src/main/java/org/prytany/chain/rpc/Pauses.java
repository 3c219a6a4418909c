package org.prytany.chain.rpc;

import java.time.Duration;

/** Time as it passes between two requests; tests let it pass at once. */
public interface Pauses {

  /** The machine's own time. */
  Pauses REAL =
      new Pauses() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration time) {
          try {
            Thread.sleep(time);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      };

  /** Nanoseconds since some moment, which never go back. */
  long nanos();

  /** Lets time pass; returns early when the thread is interrupted. */
  void pause(Duration time);
}
