package org.prytany.app.wiring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.app.live.ChangeFeed;
import org.prytany.app.status.DaoBoard;
import org.prytany.app.status.Treasury;
import org.prytany.app.status.TurnMetrics;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DaoView;
import org.prytany.chain.family.GovernorFamilies;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.line.Line;
import org.prytany.spi.Address;

/**
 * Keeps the line going: one look at a DAO after the other, DAOs beside each other, never two looks
 * at one DAO at once; what a look plans is done by {@link LaneWorkers} beside it. A new block that
 * is heard of brings the next look forward, so that there are at most twice as many.
 */
public final class Ticker implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Ticker.class.getName());
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<ScheduledFuture<?>> scheduled = new ArrayList<>();
  private final List<Turns> turns = new ArrayList<>();

  /** By chain: what is done about a new block. */
  private final Map<Long, Turns> newBlocks = new ConcurrentHashMap<>();

  private final AtomicInteger running = new AtomicInteger();
  private final GovernorLogs logs;
  private final GovernorFamilies families;
  private final Line line;
  private final LaneWorkers lanes;
  private final DaoBoard board;
  private final Treasury treasury;
  private final TurnMetrics metrics;
  private final Clock clock;
  private volatile boolean closed;

  public Ticker(
      GovernorLogs logs,
      GovernorFamilies families,
      Line line,
      DaoBoard board,
      Treasury treasury,
      TurnMetrics metrics,
      Clock clock) {
    this.logs = logs;
    this.families = families;
    this.line = line;
    this.lanes = new LaneWorkers(line, metrics);
    this.board = board;
    this.treasury = treasury;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Starts the turns and the heartbeat of live updates.
   *
   * @param forgetHead told a chain whose newest block has to be asked for again
   */
  public void start(
      ScheduledExecutorService executor,
      List<Dao> daos,
      Duration pause,
      ChangeFeed feed,
      LongConsumer forgetHead) {
    Turns.Timer timer = Turns.Timer.of(executor);
    Map<Long, List<Turns>> byChain =
        daos.stream()
            .collect(
                Collectors.groupingBy(
                    Dao::chainId,
                    Collectors.mapping(
                        dao ->
                            new Turns(
                                () -> turn(dao),
                                Optional.of(pause),
                                pause.dividedBy(4),
                                timer,
                                System::nanoTime),
                        Collectors.toList())));
    byChain.forEach(
        (chainId, its) -> {
          Runnable look =
              () -> {
                forgetHead.accept(chainId);
                its.forEach(Turns::wake);
              };
          newBlocks.put(
              chainId,
              new Turns(look, Optional.empty(), pause.dividedBy(2), timer, System::nanoTime));
          turns.addAll(its);
        });
    daos.forEach(dao -> lanes.start(dao, pause));
    turns.forEach(Turns::start);
    scheduled.add(
        executor.scheduleAtFixedRate(
            feed::heartbeat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** A node says that a chain has a new block. It is not believed: the chain is asked now. */
  public void newBlock(long chainId) {
    Turns its = newBlocks.get(chainId);
    if (its != null) {
      its.wake();
    }
  }

  private void turn(Dao dao) {
    running.incrementAndGet();
    try {
      if (!closed) {
        oneTurn(dao);
      }
    } catch (RuntimeException | Error e) {
      // What is thrown would end the schedule.
      LOG.log(Level.ERROR, "a turn of DAO " + dao.id() + " failed", e);
    } finally {
      running.decrementAndGet();
    }
  }

  private void oneTurn(Dao dao) {
    Optional<DaoBoard.Entry> before = board.of(dao.id());
    Optional<String> problem = Optional.empty();
    List<String> problems = List.of();
    Optional<DaoView.GovernorKind> kind = before.flatMap(DaoBoard.Entry::kind);
    try {
      logs.verify(dao);
      // What was planned before need not wait for a long history to be read.
      lanes.wake(dao, true);
      Line.Look look = line.look(dao);
      lanes.wake(dao, true);
      problems = look.problems();
      problem =
          problems.stream().filter(text -> text.startsWith(dao.id() + " intake: ")).findFirst();
      metrics.turn(dao, look);
      kind = Optional.of(kind(families.of(dao), votesToken(dao)));
    } catch (PrytanyException e) {
      lanes.wake(dao, false);
      line.note(dao, e.code() + ": " + e.getMessage());
      problem = Optional.of(e.code() + ": " + e.getMessage());
      metrics.failedTurn(dao);
    }
    Optional<String> toldBefore = before.flatMap(DaoBoard.Entry::problem);
    if (problem.isPresent() && !problem.equals(toldBefore)) {
      LOG.log(
          Level.WARNING, "DAO {0} is not ready, and is tried again: {1}", dao.id(), problem.get());
    } else if (problem.isEmpty() && (before.isEmpty() || toldBefore.isPresent())) {
      LOG.log(Level.INFO, "DAO {0} is ready", dao.id());
    }
    logNew(dao, before.map(DaoBoard.Entry::problems).orElse(List.of()), problems);
    board.note(
        dao.id(),
        new DaoBoard.Entry(
            Instant.now(clock),
            problem,
            Stream.concat(problems.stream(), lanes.problems(dao).stream()).toList(),
            problem.isEmpty()
                ? treasury.held(dao)
                : before.map(DaoBoard.Entry::held).orElse(Treasury.Held.NOTHING),
            kind));
  }

  /** For readers alone: whatever goes wrong with it keeps nothing else from its turn. */
  private Optional<Address> votesToken(Dao dao) {
    try {
      return families.votesToken(dao);
    } catch (PrytanyException e) {
      LOG.log(Level.DEBUG, "DAO {0}: its votes token is not known: {1}", dao.id(), e.code());
      return Optional.empty();
    }
  }

  private static DaoView.GovernorKind kind(
      GovernorFamilies.Profile profile, Optional<Address> votesToken) {
    return new DaoView.GovernorKind(
        profile.family().word(),
        profile.family().title(),
        profile.limits(),
        profile.supports().entrySet().stream()
            .collect(
                Collectors.toMap(
                    each -> each.getKey().name().toLowerCase(Locale.ROOT), Map.Entry::getValue)),
        profile.inParts(),
        votesToken.map(Checksummed::of));
  }

  private static void logNew(Dao dao, List<String> before, List<String> now) {
    for (String text : now) {
      if (!before.contains(text)) {
        LOG.log(Level.WARNING, "DAO {0}: {1}", dao.id(), text);
      }
    }
  }

  /** Stops after the turns that are under way, or after 20 seconds. */
  @Override
  public void close() {
    closed = true;
    scheduled.forEach(future -> future.cancel(false));
    newBlocks.values().forEach(Turns::stop);
    turns.forEach(Turns::stop);
    lanes.close();
    Instant end = Instant.now().plus(PATIENCE);
    try {
      while (running.get() > 0 && Instant.now().isBefore(end)) {
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
