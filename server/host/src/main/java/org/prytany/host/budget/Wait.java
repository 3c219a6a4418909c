package org.prytany.host.budget;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for work for as long as it is within its budget. */
public final class Wait {

  /** How often the meter is read; decides nothing but how soon too much is noticed. */
  private static final long LOOK_MILLIS = 20;

  private Wait() {}

  /** The work used more than it may. It still goes on: whoever waited has to end it. */
  public static final class OverBudget extends Exception {

    private static final long serialVersionUID = 1L;

    OverBudget(String what) {
      super(what, null, false, false);
    }

    /** To be read after "took longer than". */
    public String what() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * The work's result.
   *
   * @param used asked while the work goes on
   * @throws ExecutionException with what the work threw
   */
  static <R> @Nullable R until(
      Future<? extends @Nullable R> work, Supplier<Used> used, Budget budget)
      throws OverBudget, ExecutionException, InterruptedException {
    while (true) {
      try {
        return work.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillAtIt) {
        String exceeded = budget.exceededBy(used.get()).orElse("");
        // What is ready is taken, however long it took.
        if (!exceeded.isEmpty() && !work.isDone()) {
          throw new OverBudget(exceeded);
        }
      }
    }
  }
}
