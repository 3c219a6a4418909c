package org.prytany.host;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.prytany.bridge.Failures;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.host.budget.Budget;
import org.prytany.host.budget.MeteredCall;
import org.prytany.host.budget.Times;
import org.prytany.host.budget.Used;
import org.prytany.host.budget.Wait;

/**
 * Bounds what calls to one plugin use, and ends its service when the plugin is at fault: after
 * three failures of one kind of call in a row, or when three calls go on although they were given
 * up. Where strangers choose what the plugin reads, failing on it proves nothing: such a call comes
 * with another of the server's own, and only a plugin that fails on that one as well is at fault.
 */
final class CallGuard {

  private static final Logger LOG = System.getLogger(CallGuard.class.getName());

  private static final int FAILURES_IN_A_ROW = 3;
  private static final int CALLS_THAT_GO_ON = 3;

  /** The server's own call may use more: it is about working at all. */
  private static final int PATIENCE = 3;

  private static final String BOUNDS =
      "; prytany.digest.timeout and prytany.digest.hang-after say how long it may take";

  private static final AtomicLong CALLS = new AtomicLong();

  private final String plugin;
  private final Budget budget;
  private final Times times;
  private final Map<String, Integer> failures = new HashMap<>();
  private final Map<MeteredCall<?>, Used> givenUp = new HashMap<>();
  private boolean checking;
  private Optional<String> quarantine = Optional.empty();

  /**
   * @param plugin what messages call it, e.g. "the strategy plugin 'policy-cel'"
   */
  CallGuard(String plugin, Budget budget, Times times) {
    this.plugin = plugin;
    this.budget = budget;
    this.times = times;
  }

  /** Why the plugin is not called any more; empty while it is. */
  synchronized Optional<String> quarantine() {
    givenUp.keySet().removeIf(call -> !call.goesOn());
    long goOn =
        givenUp.entrySet().stream()
            .filter(
                call -> budget.exceededBy(call.getKey().used().since(call.getValue())).isPresent())
            .count();
    if (quarantine.isEmpty() && goOn >= CALLS_THAT_GO_ON) {
      quarantine =
          Optional.of(
              goOn
                  + " calls go on although they were given up and interrupted; deploy it again once"
                  + " it is repaired, and restart the server to end them");
    }
    return quarantine;
  }

  /**
   * Calls the plugin on a thread of its own.
   *
   * @param what the kind of call, as messages say it, e.g. "deciding"
   * @param own the same kind of call with something that any such plugin can do, for calls whose
   *     input comes from strangers
   * @throws PrytanyException PLUGIN_FAULT if it throws, gives nothing, or takes too long;
   *     PLUGIN_UNAVAILABLE if it is in quarantine
   */
  <R> R call(String what, Callable<@Nullable R> call, Optional<Callable<@Nullable R>> own) {
    quarantine()
        .ifPresent(
            reason -> {
              throw new PrytanyException(
                  FailureCode.PLUGIN_UNAVAILABLE, plugin + " is in quarantine: " + reason);
            });
    try {
      R result = within(what, call, budget);
      succeeded(what);
      return result;
    } catch (Failed e) {
      failed(what, e.how, own);
      throw new PrytanyException(FailureCode.PLUGIN_FAULT, plugin + ": " + e.how);
    } catch (InterruptedException e) {
      // Whoever asked may have had less patience than this guard, so it says something about the
      // plugin; without an own call to check that, the server may as well be stopping.
      own.ifPresent(any -> failed(what, what + " was given up by whoever asked", own));
      Thread.currentThread().interrupt();
      throw new PrytanyException(
          FailureCode.PLUGIN_UNAVAILABLE,
          "the server stops, or nobody waits any more; " + plugin + " was given up");
    }
  }

  private <R> R within(String what, Callable<@Nullable R> call, Budget allowed)
      throws Failed, InterruptedException {
    MeteredCall<R> running =
        MeteredCall.start("plugin-call-" + CALLS.getAndIncrement(), call, times);
    try {
      R result = running.get(allowed);
      if (result == null) {
        throw new Failed(what + " gave no result");
      }
      return result;
    } catch (Wait.OverBudget e) {
      giveUp(running);
      throw new Failed(what + " took longer than " + e.what() + BOUNDS);
    } catch (ExecutionException e) {
      // In words only: a plugin's own exception would hold its class loader.
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      throw new Failed(what + " threw " + Failures.inWords(thrown));
    } catch (InterruptedException e) {
      giveUp(running);
      throw e;
    }
  }

  private void giveUp(MeteredCall<?> running) {
    running.interrupt();
    synchronized (this) {
      givenUp.put(running, running.used());
    }
  }

  private synchronized void succeeded(String what) {
    failures.remove(what);
  }

  private synchronized <R> void failed(
      String what, String how, Optional<Callable<@Nullable R>> own) {
    int inARow = failures.merge(what, 1, Integer::sum);
    if (inARow < FAILURES_IN_A_ROW || quarantine.isPresent() || checking) {
      return;
    }
    if (own.isEmpty()) {
      quarantine(inARow, how);
      return;
    }
    checking = true;
    Thread.ofPlatform()
        .daemon()
        .name("plugin-check")
        .inheritInheritableThreadLocals(false)
        .start(() -> check(what, inARow, how, own.get()));
  }

  private <R> void check(String what, int inARow, String how, Callable<@Nullable R> own) {
    try {
      within(what, own, budget.times(PATIENCE));
      succeeded(what);
      LOG.log(
          Level.WARNING,
          "{0} failed {1} times in a row, last: {2}; it can do what the server asks of it, so it"
              + " stays in service",
          plugin,
          inARow,
          how);
    } catch (Failed e) {
      quarantine(inARow, how + "; nor can it do what the server itself asks of it: " + e.how);
    } catch (InterruptedException e) {
      // Nobody but a virtual machine that ends interrupts this thread.
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        checking = false;
      }
    }
  }

  private synchronized void quarantine(int inARow, String how) {
    quarantine =
        Optional.of(
            "it failed "
                + inARow
                + " times in a row, last: "
                + how
                + "; deploy it again once it is repaired");
  }

  /** A call that did not get through, in words. */
  private static final class Failed extends Exception {
    private final String how;

    Failed(String how) {
      super(how, null, false, false);
      this.how = how;
    }
  }
}
