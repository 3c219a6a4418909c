package org.prytany.host.budget;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads what one piece of work uses. A thread that ended counts with what was read of it last. Work
 * that is handed to threads which were there before, or to virtual threads, cannot be told from the
 * work of others and is not counted; the clock bounds it. Thread-safe.
 */
public final class Meter {

  private final Times times;
  private final Supplier<List<Thread>> workers;
  private final long begun;
  private final Map<Long, Long> before = new HashMap<>();
  private final Map<Long, Long> had = new HashMap<>();

  private Meter(Times times, Supplier<List<Thread>> workers) {
    this.times = times;
    this.workers = workers;
    this.begun = times.clockNanos();
  }

  /** Of a group that has no threads yet: every thread that starts in it works on this alone. */
  static Meter of(ThreadGroup group, Times times) {
    return new Meter(times, () -> threads(group));
  }

  /** Of the calling thread, from now on. */
  public static Meter ofCaller(Times times) {
    Thread caller = Thread.currentThread();
    Meter meter = new Meter(times, () -> List.of(caller));
    meter.before.put(caller.threadId(), Math.max(0, times.processorNanos(caller)));
    return meter;
  }

  /** What was used until now. */
  public synchronized Used used() {
    for (Thread thread : workers.get()) {
      long now = times.processorNanos(thread) - before.getOrDefault(thread.threadId(), 0L);
      had.merge(thread.threadId(), Math.max(0, now), Math::max);
    }
    return new Used(
        had.values().stream().mapToLong(Long::longValue).sum(), times.clockNanos() - begun);
  }

  private static List<Thread> threads(ThreadGroup group) {
    // Threads may start meanwhile; what does not fit is seen at the next look.
    Thread[] room = new Thread[group.activeCount() + 8];
    int found = group.enumerate(room);
    return Arrays.asList(room).subList(0, found);
  }
}
