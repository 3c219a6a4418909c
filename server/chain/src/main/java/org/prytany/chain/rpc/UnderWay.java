package org.prytany.chain.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** Has several requests under way at once. */
public final class UnderWay {

  private UnderWay() {}

  /**
   * Asks about each part.
   *
   * @param atOnce how many at the same time
   * @return the answers, in the order of the parts
   * @throws PrytanyException as asking about one of the parts does; then none is answered
   */
  public static <T, R> List<R> each(List<T> parts, int atOnce, Function<T, R> asked) {
    if (parts.size() < 2 || atOnce < 2) {
      return parts.stream().map(asked).toList();
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      List<Future<R>> waiting = new ArrayList<>();
      parts.forEach(part -> waiting.add(threads.submit(() -> asked.apply(part))));
      try {
        List<R> answers = new ArrayList<>();
        for (Future<R> answer : waiting) {
          answers.add(answer.get());
        }
        return answers;
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw failure(e);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new PrytanyException(
            FailureCode.CHAIN_UNAVAILABLE, "The server stops; the chain is asked again later.", e);
      }
    }
  }

  private static RuntimeException failure(ExecutionException failed) {
    if (failed.getCause() instanceof Error fatal) {
      throw fatal;
    }
    return failed.getCause() instanceof RuntimeException foreseen
        ? foreseen
        : new IllegalStateException(failed);
  }
}
