package org.prytany.host.budget;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A call on a thread of its own, in a group of its own: threads that it starts belong to the group
 * unless it says otherwise, and are counted with it.
 *
 * <p>Platform threads, one a call: a call that never returns would hold one of the few carriers of
 * virtual threads, and with it every other virtual thread of the server.
 */
public final class MeteredCall<R> {

  private final FutureTask<@Nullable R> running;
  private final Thread thread;
  private final Meter meter;
  private final ThreadGroup group;

  private MeteredCall(String name, Callable<@Nullable R> call, Times times) {
    ThreadGroup group = new ThreadGroup(name);
    this.group = group;
    this.running = new FutureTask<>(call);
    this.thread =
        Thread.ofPlatform()
            .group(group)
            .daemon()
            .name(name)
            .inheritInheritableThreadLocals(false)
            .unstarted(running);
    this.meter = Meter.of(group, times);
  }

  /**
   * Starts a call.
   *
   * @param name of its thread
   */
  public static <R> MeteredCall<R> start(String name, Callable<@Nullable R> call, Times times) {
    MeteredCall<R> made = new MeteredCall<>(name, call, times);
    made.thread.start();
    return made;
  }

  /** Its result, if it comes within the budget; see {@link Wait#until}. */
  public @Nullable R get(Budget budget)
      throws Wait.OverBudget, ExecutionException, InterruptedException {
    return Wait.until(running, meter::used, budget);
  }

  /** What it has used until now. */
  public Used used() {
    return meter.used();
  }

  /** Interrupts it, and the threads it started; whether that ends them is up to them. */
  public void interrupt() {
    running.cancel(true);
    startedAndAlive().forEach(Thread::interrupt);
  }

  /** Whether its own thread has not ended though it has not answered, or one that it started. */
  public boolean goesOn() {
    boolean answered = running.isDone() && !running.isCancelled();
    return (thread.isAlive() && !answered) || !startedAndAlive().isEmpty();
  }

  // Workers of the pool that all share are started by whoever needs one first.
  private List<Thread> startedAndAlive() {
    return Meter.threads(group).stream()
        .filter(each -> !each.equals(thread) && each.isAlive())
        .filter(
            each ->
                !(each instanceof ForkJoinWorkerThread worker)
                    || worker.getPool() != ForkJoinPool.commonPool())
        .toList();
  }
}
