package org.prytany.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What became of calls on a thread and in a group of threads of their own, as the host makes them.
 *
 * @param returned whether they did; they were interrupted if not
 * @param thrown the name of what they threw; empty if nothing
 * @param left names of threads that they started and that go on after an interruption
 */
record Exercise(boolean returned, Optional<String> thrown, List<String> left) {

  /** Threads that end by themselves are given so long to do so. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  static Exercise of(Runnable calls, Duration patience) throws InterruptedException {
    ThreadGroup group = new ThreadGroup("exercised-plugin");
    AtomicReference<@Nullable String> thrown = new AtomicReference<>();
    Thread calling =
        new Thread(
            group,
            () -> {
              try {
                calls.run();
              } catch (Throwable e) {
                thrown.set(e.getClass().getSimpleName());
              }
            },
            "exercised-plugin");
    calling.setDaemon(true);
    calling.start();
    calling.join(patience.toMillis());
    boolean returned = !calling.isAlive();
    if (!returned) {
      calling.interrupt();
    }
    for (Thread each : started(group, calling)) {
      each.interrupt();
      each.join(GRACE.toMillis());
    }
    return new Exercise(
        returned,
        Optional.ofNullable(thrown.get()),
        started(group, calling).stream().map(Thread::getName).toList());
  }

  // Workers of the pool that all share are started by whoever needs one first.
  private static List<Thread> started(ThreadGroup group, Thread calling) {
    Thread[] room = new Thread[group.activeCount() + 8];
    int found = group.enumerate(room);
    return Arrays.asList(room).subList(0, found).stream()
        .filter(each -> !each.equals(calling) && each.isAlive())
        .filter(
            each ->
                !(each instanceof ForkJoinWorkerThread worker)
                    || worker.getPool() != ForkJoinPool.commonPool())
        .toList();
  }
}
