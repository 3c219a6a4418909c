package org.prytany.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** How long one start, or several after each other, are waited for, and who is told meanwhile. */
public final class StartWait {

  private static final Duration TELLING = Duration.ofSeconds(15);

  private final Optional<Duration> limit;
  private final Consumer<String> told;
  private final long begun;
  private long next;

  private StartWait(Optional<Duration> limit, Consumer<String> told, long now) {
    this.limit = limit;
    this.told = told;
    begun = now;
    next = now + TELLING.toNanos();
  }

  /**
   * For as long as each works on its start.
   *
   * @param told every quarter of a minute who is waited for, how long it has taken, and what is
   *     missing
   */
  public static StartWait whileTheyWork(Consumer<String> told) {
    return new StartWait(Optional.empty(), told, System.nanoTime());
  }

  /** For so long in all, counted from now. */
  public static StartWait within(Duration limit, Consumer<String> told) {
    return within(limit, told, System.nanoTime());
  }

  static StartWait within(Duration limit, Consumer<String> told, long now) {
    return new StartWait(Optional.of(limit), told, now);
  }

  /**
   * Looks at one that is not ready yet.
   *
   * @param who e.g. "The server"
   * @param processor time that it has taken so far
   * @param missing parts that it says are missing; empty while it does not answer
   * @param remedy what to do where it is given up
   * @throws CommandFailure if it is given up
   */
  void look(
      String who,
      long now,
      StartPatience patience,
      Duration processor,
      Set<String> missing,
      String remedy) {
    Duration passed = Duration.ofNanos(now - begun);
    String parts = missing.isEmpty() ? "" : " Missing: " + Columns.safe(String.join(", ", missing));
    if (limit.filter(its -> passed.compareTo(its) > 0).isPresent()) {
      throw new CommandFailure(
          who + " did not get ready within " + limit.orElseThrow().toSeconds() + " s." + parts,
          "Give it longer with --start-timeout where the machine is busy. " + remedy);
    }
    if (limit.isEmpty() && patience.isOver(now, processor, missing)) {
      throw new CommandFailure(who + " " + patience.words(now) + parts, remedy);
    }
    if (now >= next) {
      next = now + TELLING.toNanos();
      told.accept(who + " is still starting after " + passed.toSeconds() + " s." + parts);
    }
  }
}
