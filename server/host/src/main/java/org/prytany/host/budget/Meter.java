package org.prytany.host.budget;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what one piece of work uses. A thread that ended counts with what was read of it last. Work
 * that is handed to threads which were there before, or to virtual threads, cannot be told from the
 * work of others and is not counted; the clock bounds it. Thread-safe.
 */
final class Meter {

  private final Times times;
  private final ThreadGroup group;
  private final long begun;
  private final Map<Long, Long> had = new HashMap<>();

  private Meter(Times times, ThreadGroup group) {
    this.times = times;
    this.group = group;
    this.begun = times.clockNanos();
  }

  /**
   * Of a group that has no threads yet: every thread that starts in it, or in a group of that,
   * works on this alone.
   */
  static Meter of(ThreadGroup group, Times times) {
    return new Meter(times, group);
  }

  /** What was used until now. */
  public synchronized Used used() {
    for (Thread thread : threads(group)) {
      long now = times.processorNanos(thread);
      had.merge(thread.threadId(), Math.max(0, now), Math::max);
    }
    return new Used(
        had.values().stream().mapToLong(Long::longValue).sum(), times.clockNanos() - begun);
  }

  static List<Thread> threads(ThreadGroup group) {
    // Threads may start meanwhile; what does not fit is seen at the next look.
    Thread[] room = new Thread[group.activeCount() + 8];
    int found = group.enumerate(room);
    return Arrays.asList(room).subList(0, found);
  }
}
