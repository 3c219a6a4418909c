package org.prytany.app.writing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.writing.Drafted;
import org.prytany.governance.writing.Drafts;
import org.prytany.governance.writing.Writing;
import org.prytany.governance.writing.WritingKey;
import org.prytany.governance.writing.WritingTask;
import org.prytany.governance.writing.WrittenText;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.Written;
import org.prytany.spi.ProposalKey;

/**
 * Writes beside digests, one text after the other on a thread of its own. The proposals that are
 * stored are its queue, so that it can neither grow nor be lost. It reads proposals and changes
 * none: what it knows stands here and in the drafts, where no stage of the line looks.
 */
public final class WritingDesk implements Writings, AutoCloseable {

  /**
   * What a desk works with.
   *
   * @param stale why a proposal's digest is stale, as the digest service says
   * @param writers the model of each key
   * @param rest told when there was nothing to write
   */
  public record Parts(
      DaoDirectory daos,
      ProposalRepository proposals,
      Function<Proposal, Optional<String>> stale,
      WritingTasks tasks,
      Function<WritingKey, Writer> writers,
      Runnable rest,
      Drafts drafts,
      Quiet quiet,
      ProposalEvents events,
      InstantSource clock) {}

  /** What one text may cost. */
  public record Cost(int tokens, Duration cpuTime) {}

  private static final Logger LOG = System.getLogger(WritingDesk.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(3);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofMinutes(10);
  private static final Duration ENDING = Duration.ofSeconds(5);

  /** Of one DAO; what is older is not written about. */
  private static final int MOST_PROPOSALS = 200;

  private static final int MOST_FAILURES = 3;

  /** Nobody was asked: others, which other models write about, get their turn at once. */
  private static final Set<String> RESTS = Set.of("remote-rests", "writer-rests");

  private static final String CHANGED = "model-refused";

  /** Why an endpoint or a process does not write, whatever the text; it rests by itself. */
  private static final Set<String> WHATEVER_THE_TEXT =
      Set.of(
          CHANGED,
          "writer-unready",
          "writer-rests",
          "remote-rests",
          "remote-busy",
          "remote-down",
          "remote-unreachable",
          "remote-key",
          "remote-model",
          "remote-path",
          "remote-moved");

  private static final String NEXT = "it is the turn of others";

  private final Parts parts;
  private final Cost cost;
  private final Map<ProposalKey, Writing> known = new ConcurrentHashMap<>();
  private final Map<ProposalKey, ProposalSummary> settled = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Semaphore stop = new Semaphore(0);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("prytany-writing").unstarted(this::run);
  private volatile boolean closed;
  private Instant lastLooked;

  /** Why a model does not write, whatever the text. */
  private final Map<String, String> problems = new HashMap<>();

  /** Whose writer failed whatever the text; the others come first then. */
  private @Nullable ProposalKey putOff;

  public WritingDesk(Parts parts, Cost cost) {
    this.parts = parts;
    this.cost = cost;
    this.lastLooked = parts.clock().instant();
  }

  public void start() {
    thread.start();
  }

  @Override
  public Optional<Writing> of(Dao dao, Proposal proposal, Optional<String> stale) {
    return parts
        .tasks()
        .of(dao, proposal, stale)
        .map(
            task -> {
              Writing its = known.get(proposal.key());
              return its != null && its.key().equals(task.key())
                  ? its
                  : new Writing.Waiting(task.key(), NEXT);
            })
        .filter(
            writing ->
                !(writing instanceof Writing.Waiting) || ProposalSummary.of(proposal).isUnderWay());
  }

  private void run() {
    try {
      while (!closed) {
        long begun = System.nanoTime();
        boolean wrote = guarded();
        // As long again as it took, so that half of a processor is left whoever proposes how much.
        long took = wrote ? Math.min(System.nanoTime() - begun, LONGEST_PAUSE.toNanos()) : 0;
        long pause = Math.max(LOOK.toNanos(), took);
        if (stop.tryAcquire(pause, TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean guarded() {
    try {
      return round();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "writing beside digests failed, and is tried again", e);
      return false;
    }
  }

  /**
   * Looks for a proposal to write about, and writes about one.
   *
   * @return whether the model was asked
   */
  boolean round() {
    if (parts.clock().instant().isAfter(lastLooked.plus(AGAIN))) {
      // A digest may be out of date and up to date again without any change of the proposal.
      settled.clear();
      lastLooked = parts.clock().instant();
    }
    for (Turn turn : turns()) {
      if (closed) {
        return false;
      }
      if (!turn.summary().equals(settled.get(turn.summary().key()))
          && tried(turn.dao(), turn.summary())) {
        return true;
      }
    }
    parts.rest().run();
    return false;
  }

  private record Turn(Dao dao, ProposalSummary summary) {}

  /** All proposals; those behind the one that was put off first. */
  private List<Turn> turns() {
    List<Turn> turns = new ArrayList<>();
    for (Dao dao : parts.daos().all()) {
      parts.proposals().summaries(dao.chainId(), dao.governor()).stream()
          .limit(MOST_PROPOSALS)
          .forEach(summary -> turns.add(new Turn(dao, summary)));
    }
    for (int i = 0; i < turns.size(); i++) {
      if (turns.get(i).summary().key().equals(putOff)) {
        Collections.rotate(turns, -1 - i);
        break;
      }
    }
    return turns;
  }

  /** One proposal that cannot be read or proved keeps no other waiting. */
  private boolean tried(Dao dao, ProposalSummary summary) {
    try {
      return wrote(dao, summary);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "nothing is written about " + summary.key() + " for now", e);
      settled.put(summary.key(), summary);
      return false;
    }
  }

  /** Whether the model was asked; what needs no model is done in passing. */
  private boolean wrote(Dao dao, ProposalSummary summary) {
    Optional<Proposal> proposal = parts.proposals().find(summary.key());
    Optional<WritingTask> task =
        proposal.flatMap(its -> parts.tasks().of(dao, its, parts.stale().apply(its)));
    if (task.isEmpty()) {
      settled.put(summary.key(), summary);
      return false;
    }
    Writing its = known.get(summary.key());
    if (its != null && its.key().equals(task.get().key()) && !(its instanceof Writing.Waiting)) {
      settled.put(summary.key(), summary);
      return false;
    }
    Optional<Drafted> kept =
        parts.drafts().find(summary.key()).filter(each -> each.key().equals(task.get().key()));
    if (kept.isPresent() && parts.quiet().isDue()) {
      return false;
    }
    if (kept.isPresent()) {
      note(task.get(), new Writing.Done(WrittenText.of(task.get(), kept.get())));
      return false;
    }
    if (!summary.isUnderWay()) {
      settled.put(summary.key(), summary);
      return false;
    }
    Optional<String> why =
        parts.quiet().notNow(parts.tasks().waits(task.get(), proposal.orElseThrow()));
    if (why.isPresent()) {
      known.put(summary.key(), new Writing.Waiting(task.get().key(), why.get()));
      return false;
    }
    return write(task.get());
  }

  /** Whether the model was asked. */
  private boolean write(WritingTask task) {
    Instant begun = parts.clock().instant();
    try {
      Writer.Draft draft =
          parts
              .writers()
              .apply(task.key())
              .write(
                  task.evidence().stream().map(WritingTask.Evidence::text).toList(),
                  task.effects(),
                  budget());
      putOff = null;
      problems.remove(task.key().model());
      Written.Stop stopped = draft.written().stop();
      if (stopped == Written.Stop.CANCELLED) {
        known.put(
            task.proposal(), new Writing.Waiting(task.key(), "something was due, and came first"));
        return true;
      }
      if (stopped == Written.Stop.CPU_TIME) {
        // What is finished by then depends on the machine's day, and would not be the same again.
        note(
            task,
            new Writing.Failed(task.key(), "it took longer than prytany.writing.cpu-time allows"));
        return true;
      }
      Instant now = parts.clock().instant();
      Drafted drafted =
          new Drafted(
              task.proposal(),
              task.key(),
              draft.sentences().stream()
                  .limit(WrittenText.MOST_SENTENCES)
                  .map(each -> new Drafted.Sentence(each.text(), each.cited()))
                  .toList(),
              now,
              Math.max(0, Duration.between(begun, now).toMillis()));
      note(task, new Writing.Done(WrittenText.of(task, drafted)));
      keep(drafted);
    } catch (GenerationException e) {
      if (WHATEVER_THE_TEXT.contains(e.code())) {
        return waits(task, e);
      }
      failed(task, e.code(), e);
    } catch (RuntimeException | Error e) {
      failed(task, "unforeseen", e);
    }
    return true;
  }

  /** It is no fault of the text, which gets its turn when whoever writes is well again. */
  private boolean waits(WritingTask task, GenerationException e) {
    boolean asked = !RESTS.contains(e.code());
    String model = task.key().model();
    if (asked) {
      putOff = task.proposal();
      problems.put(model, e.code());
      LOG.log(Level.WARNING, "nothing was written: {0}", e.getMessage());
    }
    known.put(
        task.proposal(),
        new Writing.Waiting(task.key(), why(task.key(), problems.getOrDefault(model, e.code()))));
    return asked;
  }

  private static String why(WritingKey key, String code) {
    if (code.equals(CHANGED)) {
      return "the model was changed since the server started; restart the server";
    }
    return (key.isRemote() ? "its endpoint" : "its process") + " cannot write now (" + code + ")";
  }

  private void keep(Drafted drafted) {
    try {
      parts.drafts().keep(drafted);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "what was written is lost when this server stops", e);
    }
  }

  private Budget budget() {
    var threads = ManagementFactory.getThreadMXBean();
    return new Budget(
        cost.tokens(),
        cost.cpuTime().toNanos(),
        threads::getCurrentThreadCpuTime,
        () -> closed || parts.quiet().isDue());
  }

  /** The others' turn comes, however often this one's fails. */
  private void failed(WritingTask task, String code, Throwable e) {
    if (closed) {
      return;
    }
    int count = failures.merge(task.key().hash(), 1, Integer::sum);
    LOG.log(
        Level.WARNING,
        "nothing was written about " + task.proposal() + ": " + e.getMessage(),
        e instanceof GenerationException ? null : e);
    if (count >= MOST_FAILURES || code.equals("text-too-long")) {
      failures.remove(task.key().hash());
      note(task, new Writing.Failed(task.key(), "the model failed on it (" + code + ")"));
    }
  }

  private void note(WritingTask task, Writing writing) {
    known.put(task.proposal(), writing);
    parts.events().changed(task.proposal(), "writing");
  }

  /** Waits for a text that is begun no longer than five seconds. */
  @Override
  public void close() {
    closed = true;
    stop.release();
    try {
      if (thread.isAlive()) {
        thread.join(ENDING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
