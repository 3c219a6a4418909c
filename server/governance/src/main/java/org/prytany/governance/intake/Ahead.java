package org.prytany.governance.intake;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Has questions about a long list answered in batches, one batch ahead of whoever works on the
 * answers: the chain is asked while the store writes. A list that is one batch is asked about where
 * it is wanted, without another thread.
 *
 * @param <T> what is asked about
 * @param <A> an answer about a batch
 */
final class Ahead<T, A> implements Iterable<A> {

  private static final int BATCH = 250;

  private final List<T> all;
  private final Function<List<T>, A> question;

  Ahead(List<T> all, Function<List<T>, A> question) {
    this.all = all;
    this.question = question;
  }

  /** Answers in the order of the list; a failure comes up where its answer would. */
  @Override
  public Iterator<A> iterator() {
    return new Iterator<>() {
      private int next;
      private Optional<CompletableFuture<A>> waiting = Optional.empty();

      @Override
      public boolean hasNext() {
        return next < all.size();
      }

      @Override
      public A next() {
        if (!hasNext()) {
          throw new NoSuchElementException("every batch was answered");
        }
        A answer = waiting.map(Ahead::joined).orElseGet(() -> question.apply(batch()));
        next += BATCH;
        if (hasNext()) {
          List<T> batch = batch();
          waiting =
              Optional.of(
                  CompletableFuture.supplyAsync(
                      () -> question.apply(batch), task -> Thread.ofVirtual().start(task)));
        }
        return answer;
      }

      private List<T> batch() {
        return all.subList(next, Math.min(all.size(), next + BATCH));
      }
    };
  }

  private static <A> A joined(CompletableFuture<A> waiting) {
    try {
      return waiting.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }
}
