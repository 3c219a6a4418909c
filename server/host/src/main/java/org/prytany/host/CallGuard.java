package org.prytany.host;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.GivenUp;
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

  private static final AtomicLong CALLS = new AtomicLong();

  private final String plugin;
  private final Budget budget;
  private final String bounds;
  private final Times times;
  private final Set<String> hidden;
  private final Map<String, Integer> failures = new HashMap<>();
  private final Map<MeteredCall<?>, Used> givenUp = new HashMap<>();
  private boolean checking;
  private Optional<String> quarantine = Optional.empty();

  /**
   * @param plugin what messages call it, e.g. "the strategy plugin 'policy-cel'"
   * @param bounds where it is said what a call may use, after "; "; "" if nobody can say it
   * @param hidden texts that were set for it, which no message repeats
   */
  CallGuard(String plugin, Budget budget, String bounds, Times times, Set<String> hidden) {
    this.bounds = bounds;
    this.hidden = hidden;
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
                  + " calls go on although they were given up, or had answered, and were interrupted;"
                  + " deploy it again once it is repaired, and restart the server to end them");
    }
    return quarantine;
  }

  /**
   * Asks the plugin on a thread of its own. Its answer is taken over there, and so is what it
   * throws: everything that may run the plugin's code is within its budget.
   *
   * @param own the same kind of question about something that any such plugin can do, for those
   *     whose input comes from strangers
   * @throws PrytanyException PLUGIN_FAULT if it throws, gives nothing, takes too long ({@link
   *     GivenUp}), or gives what is refused; PLUGIN_UNAVAILABLE if it is in quarantine
   */
  <T, R> R call(T asks, Asked<T, R> asked, Optional<Asked<T, R>> own) {
    quarantine()
        .ifPresent(
            reason -> {
              throw new PrytanyException(
                  FailureCode.PLUGIN_UNAVAILABLE, plugin + " is in quarantine: " + reason);
            });
    String what = asked.what();
    try {
      R result = within(asks, asked, budget);
      succeeded(what);
      return result;
    } catch (Failed e) {
      failed(asks, what, e.how, own);
      String words = plugin + ": " + e.how;
      throw e.goesOn ? new GivenUp(words) : new PrytanyException(FailureCode.PLUGIN_FAULT, words);
    } catch (InterruptedException e) {
      // Whoever asked may have had less patience than this guard, so it says something about the
      // plugin; without an own call to check that, the server may as well be stopping.
      own.ifPresent(any -> failed(asks, what, what + " was given up by whoever asked", own));
      Thread.currentThread().interrupt();
      throw new PrytanyException(
          FailureCode.PLUGIN_UNAVAILABLE,
          "the server stops, or nobody waits any more; " + plugin + " was given up");
    }
  }

  private <T, R> R within(T asks, Asked<T, R> asked, Budget allowed)
      throws Failed, InterruptedException {
    String what = asked.what();
    MeteredCall<Answer<R>> running =
        MeteredCall.start(
            "plugin-call-" + CALLS.getAndIncrement(), () -> answer(asks, asked), times);
    try {
      Answer<R> answer = running.get(allowed);
      if (running.goesOn()) {
        giveUp(running);
      }
      R result = answer == null ? null : answer.given();
      String thrown = answer == null ? "" : answer.thrown();
      if (result == null) {
        throw new Failed(what + (thrown.isEmpty() ? " gave no result" : " threw " + thrown));
      }
      Optional<String> fault = asked.judged().fault(result);
      if (fault.isPresent()) {
        throw new Failed(what + " gave an answer that is refused: " + fault.get());
      }
      return result;
    } catch (Wait.OverBudget e) {
      giveUp(running);
      throw new Failed(what + " took longer than " + e.what() + bounds, true);
    } catch (ExecutionException e) {
      throw new Failed(what + " ended without an answer");
    } catch (InterruptedException e) {
      giveUp(running);
      throw e;
    }
  }

  /** In words only: a plugin's own exception would hold its class loader, and is its code. */
  private <T, R> Answer<R> answer(T asks, Asked<T, R> asked) {
    try {
      return new Answer<>(asked.answer(asks), "");
    } catch (Throwable e) {
      return new Answer<>(null, Words.of(e, hidden));
    }
  }

  /**
   * @param given null if it gave nothing, or threw
   * @param thrown what it threw, in words; "" if nothing
   */
  private record Answer<R>(@Nullable R given, String thrown) {}

  private void giveUp(MeteredCall<?> running) {
    running.interrupt();
    synchronized (this) {
      givenUp.put(running, running.used());
    }
  }

  private synchronized void succeeded(String what) {
    failures.remove(what);
  }

  private synchronized <T, R> void failed(
      T asks, String what, String how, Optional<Asked<T, R>> own) {
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
        .start(() -> check(asks, inARow, how, own.get()));
  }

  private <T, R> void check(T asks, int inARow, String how, Asked<T, R> own) {
    try {
      within(asks, own, budget.times(PATIENCE));
      succeeded(own.what());
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
    private final boolean goesOn;

    Failed(String how) {
      this(how, false);
    }

    Failed(String how, boolean goesOn) {
      super(how, null, false, false);
      this.how = how;
      this.goesOn = goesOn;
    }
  }
}
