package org.prytany.app.writing;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.duty.Duty;

/** Whether there is nothing more important to do than to write. */
public final class Quiet {

  /** What is due within it is not kept waiting by a text that was just begun. */
  private static final Duration SOON = Duration.ofSeconds(15);

  /** What was tried so often in vain, say for want of an approval, does not stop all writing. */
  private static final int PATIENT_ATTEMPTS = 5;

  /** How long an answer is good for: it is asked for many times a second. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Supplier<List<Duty>> duties;
  private final DoubleSupplier load;
  private final double busyLoad;
  private final InstantSource clock;
  private @Nullable Answer last;

  private record Answer(boolean due, Instant at) {}

  /**
   * @param duties all that are open
   * @param load of the machine; negative where it is not known
   * @param busyLoad from which on it is busy
   */
  public Quiet(
      Supplier<List<Duty>> duties, DoubleSupplier load, double busyLoad, InstantSource clock) {
    this.duties = duties;
    this.load = load;
    this.busyLoad = busyLoad;
    this.clock = clock;
  }

  /**
   * This machine.
   *
   * @param perProcessor load of each processor from which on it is busy
   */
  public static Quiet here(Supplier<List<Duty>> duties, int perProcessor, InstantSource clock) {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    return new Quiet(
        duties,
        machine::getSystemLoadAverage,
        (double) perProcessor * machine.getAvailableProcessors(),
        clock);
  }

  /** Why not to begin a text now, in words; empty if nothing speaks against it. */
  public Optional<String> notNow() {
    return notNow(true);
  }

  /**
   * @param here whether the work is this machine's, so that it waits while the machine is busy
   */
  public Optional<String> notNow(boolean here) {
    if (isDue()) {
      return Optional.of("something is due, and it comes first");
    }
    return here && load.getAsDouble() >= busyLoad
        ? Optional.of("the machine is busy")
        : Optional.empty();
  }

  /** Whether something is due: a text that was begun is given up for it. */
  public synchronized boolean isDue() {
    Instant now = clock.instant();
    Answer known = last;
    if (known == null || !now.isBefore(known.at().plus(FRESH)) || now.isBefore(known.at())) {
      known = new Answer(duties.get().stream().anyMatch(duty -> isDue(duty, now)), now);
      last = known;
    }
    return known.due();
  }

  private static boolean isDue(Duty duty, Instant now) {
    boolean underWay = duty.leaseOwner().isPresent() && duty.leaseUntil().isAfter(now);
    boolean soon = !duty.notBefore().isAfter(now.plus(SOON)) && duty.over().isAfter(now);
    return underWay || (soon && duty.attempts() < PATIENT_ATTEMPTS);
  }
}
