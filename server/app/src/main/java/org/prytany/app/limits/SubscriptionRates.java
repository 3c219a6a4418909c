package org.prytany.app.limits;

import java.time.Clock;
import java.util.Optional;

/**
 * How often subscriptions may be asked for: each has this server send a mail to an address that a
 * stranger names.
 */
public final class SubscriptionRates {

  private static final int EACH_PER_MINUTE = 2;

  private final TokenBuckets each;
  private final TokenBuckets all;

  /**
   * @param perMinute that all together may ask for
   */
  public SubscriptionRates(int perMinute, Clock clock) {
    each = new TokenBuckets(EACH_PER_MINUTE, clock);
    all = new TokenBuckets(perMinute, clock);
  }

  /** Counts one that a client asks for. */
  public Optional<Rates.Excess> ofClient(String client) {
    long wait = each.take(client);
    if (wait == 0) {
      wait = all.take("");
    }
    return wait == 0
        ? Optional.empty()
        : Optional.of(
            new Rates.Excess(
                wait,
                "Too often: more subscriptions were asked for than this server takes at once. Try"
                    + " again in "
                    + wait
                    + " seconds."));
  }
}
