package org.prytany.host;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.prytany.bridge.Failures;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** Bounds the time of calls to one plugin, and ends its service after three failures in a row. */
final class CallGuard {

  private static final int FAILURES_IN_A_ROW = 3;

  // Platform threads, one a call: a plugin that never returns would hold one of the few carriers
  // of virtual threads, and with it every other virtual thread of the server.
  private static final ExecutorService THREADS =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform()
              .daemon()
              .name("plugin-call-", 0)
              .inheritInheritableThreadLocals(false)
              .factory());

  private final String plugin;
  private final Duration timeout;
  private int failures;
  private Optional<String> quarantine = Optional.empty();

  /**
   * @param plugin what messages call it, e.g. "the strategy plugin 'policy-cel'"
   */
  CallGuard(String plugin, Duration timeout) {
    this.plugin = plugin;
    this.timeout = timeout;
  }

  /** Why the plugin is not called any more; empty while it is. */
  synchronized Optional<String> quarantine() {
    return quarantine;
  }

  /**
   * Calls the plugin on a thread of its own.
   *
   * @throws PrytanyException PLUGIN_FAULT if it throws, gives nothing, or takes too long;
   *     PLUGIN_UNAVAILABLE if it is in quarantine
   */
  <R> R call(String what, Callable<@Nullable R> call) {
    quarantine()
        .ifPresent(
            reason -> {
              throw new PrytanyException(
                  FailureCode.PLUGIN_UNAVAILABLE, plugin + " is in quarantine: " + reason);
            });
    Future<@Nullable R> running = THREADS.submit(call);
    try {
      R result = running.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (result == null) {
        throw failed(what + " gave no result");
      }
      succeeded();
      return result;
    } catch (TimeoutException e) {
      running.cancel(true);
      throw failed(what + " took longer than " + timeout.toSeconds() + " s");
    } catch (ExecutionException e) {
      // In words only: a plugin's own exception would hold its class loader.
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      throw failed(what + " threw " + Failures.inWords(thrown));
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new PrytanyException(
          FailureCode.PLUGIN_UNAVAILABLE, "the server stops; " + plugin + " was not asked");
    }
  }

  private synchronized void succeeded() {
    failures = 0;
  }

  private synchronized PrytanyException failed(String how) {
    failures++;
    if (failures >= FAILURES_IN_A_ROW && quarantine.isEmpty()) {
      quarantine =
          Optional.of(
              "it failed "
                  + failures
                  + " times in a row, last: "
                  + how
                  + "; deploy it again once it is repaired");
    }
    return new PrytanyException(FailureCode.PLUGIN_FAULT, plugin + ": " + how);
  }
}
