package org.prytany.app.rest;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.prytany.app.limits.Places;
import org.prytany.app.problem.Busy;
import org.prytany.app.status.TurnMetrics;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.host.budget.Budget;
import org.prytany.host.budget.MeteredCall;
import org.prytany.host.budget.Times;
import org.prytany.host.budget.Wait;
import org.prytany.settings.Settings;

/** A digest that a request asks for: it waits for its place, is bounded, and is counted. */
final class DigestRun {

  private final Settings settings;
  private final TurnMetrics metrics;
  private final Places places;
  private final long begun = System.nanoTime();

  /** Begins when the request comes. */
  DigestRun(Settings settings, TurnMetrics metrics, Places places) {
    this.settings = settings;
    this.metrics = metrics;
    this.places = places;
  }

  /**
   * What the work makes.
   *
   * @throws Busy if too many wait
   * @throws PrytanyException PLUGIN_FAULT if it takes too long; what the work throws
   */
  <T> T made(Callable<T> work) {
    try {
      return measured(work, places.take());
    } catch (Busy e) {
      metrics.turnedAway();
      throw e;
    }
  }

  private <T> T measured(Callable<T> work, Places.Taken place) {
    boolean answered = false;
    try {
      T made = withinBudget(work, place, around(settings.limits()));
      answered = true;
      return made;
    } finally {
      metrics.digested(Duration.ofNanos(System.nanoTime() - begun), answered);
    }
  }

  /**
   * The host bounds the reading of the text; this bounds that and what the server does around it.
   * The work has a thread of its own: those of the application server may all be waiting for it. It
   * leaves its place when it ends, and not when it is given up: until then it keeps its processor.
   */
  static <T> T withinBudget(Callable<T> work, Places.Taken place, Budget budget) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    AtomicBoolean begun = new AtomicBoolean();
    try {
      return answer(
          MeteredCall.start(
              "digest-request",
              () -> {
                if (begun.getAndSet(true)) {
                  throw new CancellationException("given up before it began");
                }
                try (place) {
                  Thread.currentThread().setContextClassLoader(loader);
                  return work.call();
                }
              },
              Times.ofThisMachine()),
          budget);
    } finally {
      if (!begun.getAndSet(true)) {
        place.close();
      }
    }
  }

  private static <T> T answer(MeteredCall<T> call, Budget budget) {
    try {
      return Objects.requireNonNull(call.get(budget), "a digest");
    } catch (Wait.OverBudget e) {
      call.interrupt();
      throw new PrytanyException(
          FailureCode.PLUGIN_FAULT,
          "Reading the text and comparing it with its calls took longer than "
              + e.what()
              + " and was given up: send a shorter text or fewer calls, or raise"
              + " prytany.digest.timeout.",
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PrytanyException known) {
        throw known;
      }
      throw new IllegalStateException("a digest failed", e);
    } catch (InterruptedException e) {
      call.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a digest was made", e);
    }
  }

  /** The plugin's call is part of it, and as much again is for the rest. */
  private static Budget around(Settings.Limits limits) {
    return new Budget(limits.digestTimeout(), limits.digestHang()).times(2);
  }
}
