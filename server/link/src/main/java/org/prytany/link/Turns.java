package org.prytany.link;

import java.time.Duration;
import java.util.List;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.link.Said.Kind;

/** When plugins of one process are asked, by the {@link Care} that it is treated with. */
final class Turns {

  /** So long nothing is asked of plugins because others still start. */
  private static final Duration STARTING = Duration.ofMinutes(3);

  /** A process that lasted so long is treated as any other. */
  private static final Duration LASTED = Duration.ofMinutes(10);

  private final Care care;
  private final Line one = new Line();
  private final long since = System.nanoTime();
  private volatile boolean begun;

  Turns(Care care) {
    this.care = care;
    this.begun = !care.startsFirst();
  }

  /** Asks something of the plugins' process. */
  interface Asking<A> {
    A answer() throws NearEnd.Gone;
  }

  /**
   * Whether plugins are asked yet.
   *
   * @param said of all plugins
   */
  boolean begun(List<PluginStatus> said) {
    boolean starting =
        said.isEmpty() || said.stream().anyMatch(one -> one.state() == State.STARTING);
    if (!starting || lasted(STARTING)) {
      begun = true;
    }
    return begun;
  }

  /**
   * Asks when it is this question's turn: votes and payouts first, else in the order in which they
   * came.
   *
   * @param asked the kind of plugin that is
   * @param patience how long it may wait
   * @throws PrytanyException PLUGIN_UNAVAILABLE if its turn does not come
   */
  <A> A in(Kind asked, Duration patience, Asking<A> asking) throws NearEnd.Gone {
    if (!care.oneByOne() || lasted(LASTED)) {
      return asking.answer();
    }
    boolean turn = await(asked.isUrgent(), patience);
    try {
      return asking.answer();
    } finally {
      if (turn) {
        one.leave();
      }
    }
  }

  /** Whether its turn came; false if turns have come to their end meanwhile. */
  private boolean await(boolean urgent, Duration patience) {
    Duration left = LASTED.minusNanos(System.nanoTime() - since);
    try {
      if (one.enter(urgent, patience.compareTo(left) < 0 ? patience : left)) {
        return true;
      }
      if (lasted(LASTED)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new PrytanyException(
        FailureCode.PLUGIN_UNAVAILABLE,
        "plugins are asked one at a time for "
            + LASTED.toMinutes()
            + " minutes, because their process ended while several were asked; ask again");
  }

  private boolean lasted(Duration time) {
    return System.nanoTime() - since > time.toNanos();
  }
}
