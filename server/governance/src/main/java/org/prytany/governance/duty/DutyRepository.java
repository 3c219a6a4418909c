package org.prytany.governance.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Duties as leased documents. */
public interface DutyRepository {

  /** Stores a duty or moves its times; a lease that is held stays. */
  void schedule(Duty duty);

  /** As {@link #schedule} for each, in few writes. */
  default void scheduleAll(List<Duty> duties) {
    duties.forEach(this::schedule);
  }

  /**
   * Leases one duty of a lane that is due and not leased: the soonest deadline first, and those
   * whose time is over after all others.
   *
   * @param lane whose duties
   * @param owner names this worker
   * @param now current time
   * @param lease how long it is held; a crashed worker's duty is free again after it
   */
  Optional<Duty> claim(Lane lane, String owner, Instant now, Duration lease);

  /**
   * Makes a lease last longer.
   *
   * @return false if {@code owner} lost it meanwhile
   */
  boolean renew(String id, String owner, Instant until);

  /** Ends the duty. No effect if {@code owner} lost the lease. */
  void complete(String id, String owner);

  /** Gives the lease back, to be tried again from {@code notBefore} on. */
  void postpone(String id, String owner, Instant notBefore, String problem);

  /** Open duties, soonest first. */
  List<Duty> open();
}
