package org.prytany.governance.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.statement.Roster;

/**
 * Who the treasurers are, to be shown: asked of the signer at most once a moment for each DAO,
 * however many read pages at once, and whether or not it answers. Nobody waits long for it, and who
 * asks about many DAOs waits for one: what it said last is shown meanwhile. Nothing is signed by
 * it.
 */
final class ShownRosters {

  /** How long an answer is shared. */
  private static final Duration SHARED = Duration.ofSeconds(1);

  private final StatementKeeper keeper;
  private final InstantSource clock;
  private final Duration patience;
  private final Map<Dao, Shared> shared = new ConcurrentHashMap<>();

  /** Questions about whichever DAO for which somebody waited in vain. */
  private final Set<CompletableFuture<Roster>> overdue = ConcurrentHashMap.newKeySet();

  /**
   * @param patience how long the first that ask wait for an answer; nobody waits after them
   */
  ShownRosters(StatementKeeper keeper, InstantSource clock, Duration patience) {
    this.keeper = keeper;
    this.clock = clock;
    this.patience = patience;
  }

  /** As the signer said last; {@link Roster#notKnown} where it never answered. */
  Roster of(Dao dao) {
    return shared(dao).get();
  }

  /** What is kept changed. */
  void forget(Dao dao) {
    shared(dao).forget();
  }

  private Shared shared(Dao dao) {
    return shared.computeIfAbsent(dao, Shared::new);
  }

  /** Of one DAO. */
  private final class Shared {
    private final Dao dao;
    private Roster last;
    private CompletableFuture<Roster> question;
    private Instant asked = Instant.MIN;

    Shared(Dao dao) {
      this.dao = dao;
      last = Roster.notKnown(dao);
      question = CompletableFuture.completedFuture(last);
    }

    Roster get() {
      CompletableFuture<Roster> answer;
      synchronized (this) {
        if (question.isDone() && !isFresh()) {
          ask();
        }
        if (question.isDone() || !overdue.isEmpty()) {
          return last;
        }
        answer = question;
      }
      try {
        return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return last();
      } catch (ExecutionException | TimeoutException e) {
        return waitedInVain(answer);
      }
    }

    private boolean isFresh() {
      Instant now = clock.instant();
      return !now.isBefore(asked) && now.isBefore(asked.plus(SHARED));
    }

    private void ask() {
      CompletableFuture<Roster> its = new CompletableFuture<>();
      question = its;
      asked = clock.instant();
      Thread.ofVirtual().name("shown-roster").start(() -> answer(its));
    }

    private void answer(CompletableFuture<Roster> its) {
      try {
        its.complete(kept(its, keeper.roster(dao)));
      } catch (RuntimeException e) {
        // Whatever it was, readers go on with what was known; who signs asks the signer itself.
      } finally {
        end(its);
      }
    }

    private synchronized void end(CompletableFuture<Roster> its) {
      its.complete(last);
      overdue.remove(its);
    }

    private synchronized Roster kept(CompletableFuture<Roster> its, Roster roster) {
      if (question == its) {
        last = roster;
        asked = clock.instant();
      }
      return roster;
    }

    private synchronized Roster last() {
      return last;
    }

    private synchronized Roster waitedInVain(CompletableFuture<Roster> answer) {
      if (question == answer && !answer.isDone()) {
        overdue.add(answer);
      }
      return last;
    }

    /** The next that comes asks anew; an answer to what was asked before is not kept. */
    synchronized void forget() {
      overdue.remove(question);
      question = CompletableFuture.completedFuture(last);
      asked = Instant.MIN;
    }
  }
}
