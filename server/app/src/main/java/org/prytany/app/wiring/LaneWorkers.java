package org.prytany.app.wiring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.prytany.app.status.TurnMetrics;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.line.Line;

/**
 * A thread for each lane of each DAO, so that neither a slow text nor another DAO keeps a vote or a
 * payout waiting. A lane is worked on when something was planned, and again after each pause; of
 * reading only so much goes on at once as leaves a processor for the rest.
 */
final class LaneWorkers implements AutoCloseable {

  private static final Logger LOG = System.getLogger(LaneWorkers.class.getName());

  /** After so many, what did not get through is told before the next ones. */
  private static final int MOST_AT_ONCE = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, List<Worker>> workers = new ConcurrentHashMap<>();
  private final Semaphore reading =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);
  private final Line line;
  private final TurnMetrics metrics;
  private volatile boolean closed;

  LaneWorkers(Line line, TurnMetrics metrics) {
    this.line = line;
    this.metrics = metrics;
  }

  /**
   * Starts a DAO's lanes.
   *
   * @param pause after which a lane is looked at again though nobody said that something is due
   */
  void start(Dao dao, Duration pause) {
    List<Worker> own = Lane.of(dao).stream().map(lane -> new Worker(dao, lane, pause)).toList();
    workers.put(dao.id(), own);
    own.forEach(worker -> worker.thread.start());
  }

  private List<Worker> of(Dao dao) {
    return workers.getOrDefault(dao.id(), List.of());
  }

  /**
   * Something may have been planned for this DAO.
   *
   * @param verified whether its endpoint still serves its chain and its governor: until it is said
   *     that it does, and from when it no longer does, nothing is done
   */
  void wake(Dao dao, boolean verified) {
    for (Worker worker : of(dao)) {
      worker.verified = verified;
      worker.planned.release();
    }
  }

  /** What did not get through in a DAO's lanes when they were last worked on. */
  List<String> problems(Dao dao) {
    return of(dao).stream().flatMap(worker -> worker.problems.stream()).toList();
  }

  /** Stops after the duties that are under way, or after 20 seconds. */
  @Override
  public void close() {
    closed = true;
    List<Worker> all = workers.values().stream().flatMap(List::stream).toList();
    all.forEach(worker -> worker.planned.release());
    Instant end = Instant.now().plus(PATIENCE);
    try {
      for (Worker worker : all) {
        Duration left = Duration.between(Instant.now(), end);
        if (left.isPositive()) {
          worker.thread.join(left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Worker {
    private final Dao dao;
    private final Lane lane;
    private final Duration pause;
    private final Semaphore planned = new Semaphore(0);
    private final Thread thread;
    private volatile List<String> problems = List.of();
    private volatile boolean verified;

    Worker(Dao dao, Lane lane, Duration pause) {
      this.dao = dao;
      this.lane = lane;
      this.pause = pause;
      this.thread =
          Thread.ofPlatform()
              .daemon()
              .name("prytany-" + lane.work().word() + "-" + dao.id())
              .unstarted(this::run);
    }

    private void run() {
      try {
        while (!closed) {
          if (!guarded()) {
            // A millisecond more: the store keeps no smaller parts.
            planned.tryAcquire(line.rest(lane, pause).toMillis() + 1, TimeUnit.MILLISECONDS);
          }
          planned.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Whatever goes wrong in one round, the next one comes; whether more is due at once. */
    private boolean guarded() throws InterruptedException {
      try {
        return round();
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "working on " + thread.getName() + " failed", e);
        problems = List.of("duty: INTERNAL: " + e.getClass().getSimpleName());
        return false;
      }
    }

    private boolean round() throws InterruptedException {
      List<String> told = new ArrayList<>();
      boolean any = true;
      for (int done = 0; any && done < MOST_AT_ONCE && verified && !closed; done++) {
        Line.Worked worked = one();
        any = worked.any();
        told.addAll(worked.problems());
        metrics.worked(dao, lane.work(), worked);
      }
      told.stream()
          .filter(text -> !problems.contains(text))
          .forEach(text -> LOG.log(Level.WARNING, "DAO {0}: {1}", dao.id(), text));
      problems = List.copyOf(told);
      return any && verified;
    }

    private Line.Worked one() throws InterruptedException {
      if (lane.work() != Lane.Work.READING) {
        return line.work(lane);
      }
      reading.acquire();
      try {
        return line.work(lane);
      } finally {
        reading.release();
      }
    }
  }
}
