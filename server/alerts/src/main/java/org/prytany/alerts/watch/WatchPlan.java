package org.prytany.alerts.watch;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * When people are told.
 *
 * @param reminders how long before a deadline, e.g. 3 days, 1 day, 6 hours
 * @param notReadyAfter how long a DAO cannot be served before that is told
 * @param walletLowWei with less than this an account's balance is told, in wei
 */
public record WatchPlan(List<Duration> reminders, Duration notReadyAfter, BigInteger walletLowWei) {
  public WatchPlan {
    reminders = reminders.stream().sorted(Comparator.naturalOrder()).toList();
  }
}
