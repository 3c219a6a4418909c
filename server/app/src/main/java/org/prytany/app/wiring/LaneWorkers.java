package org.prytany.app.wiring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prytany.app.status.TurnMetrics;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.line.Line;

/**
 * A thread for each lane of each DAO, so that neither a slow text nor another DAO keeps a vote or a
 * payout waiting. A lane is worked on when something was planned, and again after each pause; of
 * reading only so much goes on at once as leaves a processor for the rest, and payouts of one DAO
 * that are due together are worked on beside each other.
 */
final class LaneWorkers implements AutoCloseable {

  private static final Logger LOG = System.getLogger(LaneWorkers.class.getName());

  /** After so many, what did not get through is told before the next ones. */
  private static final int MOST_AT_ONCE = 100;

  /** So many payouts of a DAO are worked on beside each other; most of it is computed. */
  private static final int MOST_HANDS =
      Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

  /** A hand that has nothing to do stays for what is due so soon. */
  private static final Duration SOON = Duration.ofSeconds(1);

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
    return of(dao).stream()
        .flatMap(worker -> worker.problems.values().stream())
        .flatMap(List::stream)
        .toList();
  }

  /** Stops after the duties that are under way, or after 20 seconds. */
  @Override
  public void close() {
    closed = true;
    List<Worker> all = workers.values().stream().flatMap(List::stream).toList();
    all.forEach(worker -> worker.planned.release());
    List<Thread> threads =
        all.stream()
            .flatMap(its -> Stream.concat(Stream.of(its.thread), its.helping.stream()))
            .toList();
    Instant end = Instant.now().plus(PATIENCE);
    try {
      for (Thread thread : threads) {
        Duration left = Duration.between(Instant.now(), end);
        if (left.isPositive()) {
          thread.join(left);
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

    /** Hands that have nothing to do now; the first one is the thread's own. */
    private final Queue<Integer> free = new ConcurrentLinkedQueue<>();

    private final Set<Thread> helping = ConcurrentHashMap.newKeySet();
    private final Map<Integer, List<String>> problems = new ConcurrentHashMap<>();
    private volatile boolean verified;

    Worker(Dao dao, Lane lane, Duration pause) {
      this.dao = dao;
      this.lane = lane;
      this.pause = pause;
      if (lane.work() == Lane.Work.PAYING) {
        IntStream.rangeClosed(2, MOST_HANDS).forEach(free::add);
      }
      this.thread =
          Thread.ofPlatform()
              .daemon()
              .name("prytany-" + lane.work().word() + "-" + dao.id())
              .unstarted(this::run);
    }

    private void run() {
      try {
        while (!closed) {
          if (!guarded(1)) {
            // A millisecond more: the store keeps no smaller parts.
            planned.tryAcquire(line.rest(lane, pause).toMillis() + 1, TimeUnit.MILLISECONDS);
          }
          planned.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Something was taken up: another hand looks whether more is due beside it. */
    private void callHand() {
      Integer hand = free.poll();
      if (hand != null) {
        Thread helper =
            Thread.ofPlatform()
                .daemon()
                .name(thread.getName() + "-" + hand)
                .unstarted(() -> help(hand));
        helping.add(helper);
        helper.start();
      }
    }

    private void help(int hand) {
      try {
        while (!closed && verified) {
          guarded(hand);
          Duration rest = line.rest(lane, SOON);
          if (rest.compareTo(SOON) >= 0) {
            break;
          }
          Thread.sleep(rest.plusMillis(1));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        helping.remove(Thread.currentThread());
        problems.remove(hand);
        free.add(hand);
        // What it put off may be due before the first hand meant to look again.
        planned.release();
      }
    }

    /** Whatever goes wrong in one round, the next one comes; whether more is due at once. */
    private boolean guarded(int hand) throws InterruptedException {
      try {
        return round(hand);
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "working on " + thread.getName() + " failed", e);
        problems.put(hand, List.of("duty: INTERNAL: " + e.getClass().getSimpleName()));
        return false;
      }
    }

    private boolean round(int hand) throws InterruptedException {
      List<String> told = new ArrayList<>();
      boolean any = true;
      for (int done = 0; any && done < MOST_AT_ONCE && verified && !closed; done++) {
        Line.Worked worked = one(hand);
        any = worked.any();
        told.addAll(worked.problems());
        metrics.worked(dao, lane.work(), worked);
      }
      List<String> before = problems.getOrDefault(hand, List.of());
      told.stream()
          .filter(text -> !before.contains(text))
          .forEach(text -> LOG.log(Level.WARNING, "DAO {0}: {1}", dao.id(), text));
      problems.put(hand, List.copyOf(told));
      return any && verified;
    }

    private Line.Worked one(int hand) throws InterruptedException {
      if (lane.work() != Lane.Work.READING) {
        return line.work(lane, hand, this::callHand);
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
