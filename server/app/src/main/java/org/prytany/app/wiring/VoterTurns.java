package org.prytany.app.wiring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.prytany.app.status.VotersBoard;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.voters.VoteReading;
import org.prytany.spi.VoteStrategy;

/** Has votes read beside the line, each DAO's one turn after the other. */
final class VoterTurns {

  private static final Logger LOG = System.getLogger(VoterTurns.class.getName());

  /** A strategy seldom changes whom it follows, and asking it takes a thread of its plugin. */
  private static final Duration FOLLOWED_LOOK = Duration.ofMinutes(10);

  private static final Duration FOLLOWED_SOON = Duration.ofSeconds(20);

  private final VoteReading reading;
  private final Plugins plugins;
  private final VotersBoard board;

  VoterTurns(VoteReading reading, Plugins plugins, VotersBoard board) {
    this.reading = reading;
    this.plugins = plugins;
    this.board = board;
  }

  /** Starts them; whoever asked ends what is given back. */
  List<ScheduledFuture<?>> start(
      ScheduledExecutorService executor, List<Dao> daos, Duration pause) {
    List<ScheduledFuture<?>> started = new ArrayList<>();
    for (Dao dao : daos) {
      started.add(
          executor.scheduleWithFixedDelay(
              () -> turn(dao), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS));
    }
    started.add(
        executor.scheduleWithFixedDelay(
            this::lookWhomThePolicyFollows,
            FOLLOWED_SOON.toMillis(),
            FOLLOWED_LOOK.toMillis(),
            TimeUnit.MILLISECONDS));
    return started;
  }

  private void turn(Dao dao) {
    Optional<String> problem = Optional.empty();
    try {
      reading.turn(dao);
    } catch (PrytanyException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // What is thrown would end the schedule.
      LOG.log(Level.ERROR, "reading the votes of DAO " + dao.id() + " failed", e);
      problem = Optional.of("Something went wrong that the server's log tells.");
    }
    if (board.note(dao.id(), problem)) {
      problem.ifPresent(
          why ->
              LOG.log(
                  Level.WARNING,
                  "DAO {0}: votes are not read now, and are tried again: {1}",
                  dao.id(),
                  why));
    }
  }

  private void lookWhomThePolicyFollows() {
    try {
      board.follows(Set.copyOf(plugins.strategy().map(VoteStrategy::followed).orElse(List.of())));
    } catch (RuntimeException | Error e) {
      // What is thrown would end the schedule. Before a decision it is asked again, and what is
      // wrong with it is told then.
      LOG.log(Level.DEBUG, "the vote strategy did not say whom it follows", e);
    }
  }
}
