package org.prytany.testkit;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs something on a thread with a quarter of a megabyte of stack. */
public final class SmallStack {

  private static final long BYTES = 256 * 1024;

  private SmallStack() {}

  /** What it threw; null if nothing. */
  public static @Nullable Throwable thrownBy(Runnable work) throws InterruptedException {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                thrown.set(e);
              }
            },
            "small-stack",
            BYTES);
    thread.start();
    thread.join();
    return thrown.get();
  }
}
