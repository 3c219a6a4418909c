package org.prytany.reading.markdown;

import java.util.concurrent.CancellationException;

/**
 * Ends a digest that nobody waits for. The host interrupts the thread of a call that took too long;
 * without a look at that the thread would go on, and many of them would take the machine.
 */
public final class StillWanted {

  private StillWanted() {}

  /**
   * Called wherever a text is walked through piece by piece.
   *
   * @throws CancellationException if this thread was interrupted; it stays so
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("nobody waits for this digest any more");
    }
  }
}
