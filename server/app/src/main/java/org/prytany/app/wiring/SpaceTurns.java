package org.prytany.app.wiring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.prytany.app.status.SpacesBoard;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.offchain.PollDigests;
import org.prytany.governance.offchain.PollService;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.Space;

/** Serves spaces, each one turn after the other; digests are made after what may be voted. */
final class SpaceTurns {

  private static final Logger LOG = System.getLogger(SpaceTurns.class.getName());

  private final PollService service;
  private final PollDigests digests;
  private final SpacesBoard board;
  private final Clock clock;

  SpaceTurns(PollService service, PollDigests digests, SpacesBoard board, Clock clock) {
    this.service = service;
    this.digests = digests;
    this.board = board;
    this.clock = clock;
  }

  /** Starts them; whoever asked ends what is given back. */
  List<ScheduledFuture<?>> start(
      ScheduledExecutorService executor, List<Space> spaces, Duration pause) {
    List<ScheduledFuture<?>> started = new ArrayList<>();
    for (Space space : spaces) {
      started.add(
          executor.scheduleWithFixedDelay(
              () -> turn(space), 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }
    return started;
  }

  private void turn(Space space) {
    List<String> problems = new ArrayList<>();
    try {
      problems.addAll(service.turn(space));
      digest(space, problems);
    } catch (PrytanyException e) {
      problems.add(e.code() + ": " + e.getMessage());
    } catch (RuntimeException | Error e) {
      // What is thrown would end the schedule.
      LOG.log(Level.ERROR, "a turn of the space " + space.id() + " failed", e);
      problems.add("INTERNAL: " + e.getClass().getSimpleName());
    }
    List<String> before =
        board
            .note(space.id(), new SpacesBoard.Entry(clock.instant(), problems))
            .map(SpacesBoard.Entry::problems)
            .orElse(List.of());
    problems.stream()
        .filter(text -> !before.contains(text))
        .forEach(text -> LOG.log(Level.WARNING, "space {0}: {1}", space.id(), text));
  }

  private void digest(Space space, List<String> problems) {
    for (Poll poll : service.of(space)) {
      if (poll.now().end() < clock.instant().getEpochSecond() - SHOWN.toSeconds()) {
        continue;
      }
      try {
        digests.make(poll);
      } catch (PrytanyException e) {
        problems.add("digest of " + poll.content().id() + ": " + e.code() + ": " + e.getMessage());
        return;
      }
    }
  }

  /** Older ones are not digested anew after a start. */
  private static final Duration SHOWN = Duration.ofDays(14);
}
