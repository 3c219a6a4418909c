package org.prytany.governance.audit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.prytany.governance.audit.AuditWitness.Sighting;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * Writes the audit log and checks its chain. What a stage is about to do with authority is written
 * before it is stored, so a crash may leave an entry twice but never an act without an entry.
 *
 * <p>An entry is stored first, for the store's compare-and-swap gives it its place, and then shown
 * to the witness; only then does {@link #append} return. So the witness may be behind the store
 * after a crash, by what was appended together, and is never ahead of it; and nothing is done on an
 * entry that no witness saw.
 */
public final class AuditLog {

  /** The actor of everything that no person and no plugin did. */
  public static final String SERVER = "server";

  /** Each lost try is another's entry, so that many are lost only while many others write. */
  private static final int TRIES = 500;

  private static final int LONGEST_WAIT_MILLIS = 20;

  /** A crash between store and witness leaves so many that only the store has. */
  private static final int MOST_UNSEEN = 100;

  private static final int PAGE = 500;

  private final AuditRepository entries;
  private final AuditWitness witness;
  private final Optional<AuditHead> accepted;
  private final InstantSource clock;

  /** A log that nobody witnesses. */
  public AuditLog(AuditRepository entries, InstantSource clock) {
    this(entries, AuditWitness.none(), Optional.empty(), clock);
  }

  /**
   * @param accepted up to which entry the operator takes the log as it stands
   */
  public AuditLog(
      AuditRepository entries,
      AuditWitness witness,
      Optional<AuditHead> accepted,
      InstantSource clock) {
    this.entries = entries;
    this.witness = witness;
    this.accepted = accepted;
    this.clock = clock;
  }

  /**
   * What an entry says.
   *
   * @param details more, never a secret
   */
  public record Line(String actor, String act, String subject, Map<String, String> details) {}

  /**
   * Appends an entry after the last one, again when another process took the sequence number.
   *
   * @param details more, never a secret
   * @return the entry, stored and witnessed
   * @throws PrytanyException CONCURRENT_CHANGE when others kept being faster; STORE_CORRUPT when
   *     the log is not the one that the witness saw; STORE_UNAVAILABLE when store or witness cannot
   *     take it
   */
  public AuditEntry append(String actor, String act, String subject, Map<String, String> details) {
    return appendAll(List.of(new Line(actor, act, subject, details))).getFirst();
  }

  /**
   * Appends several in their order, in few writes. Another process's entries may come between them,
   * and after a failure the first of them may be there.
   *
   * @return the entries, stored and witnessed
   * @throws PrytanyException as {@link #append}
   */
  public List<AuditEntry> appendAll(List<Line> lines) {
    List<AuditEntry> appended = new ArrayList<>();
    // One at a time, so that the witness sees this process's entries in their order; and held while
    // it is tried again, so that whoever lost to another process does not also lose to this one.
    synchronized (witness) {
      int lost = 0;
      while (lost < TRIES && appended.size() < lines.size()) {
        if (lost > 0) {
          letOthersPass(lost - 1);
        }
        List<AuditEntry> next = tried(Optional.empty(), next(lines, appended.size()));
        appended.addAll(next);
        lost = next.isEmpty() ? lost + 1 : 0;
      }
    }
    if (appended.size() < lines.size()) {
      throw new PrytanyException(
          FailureCode.CONCURRENT_CHANGE,
          "the audit log is too busy to take '" + lines.get(appended.size()).act() + "'");
    }
    return appended;
  }

  private static List<Line> next(List<Line> lines, int from) {
    return lines.subList(from, Math.min(lines.size(), from + MOST_UNSEEN));
  }

  /** Waits a random while, longer after every loss, so that two writers get out of step. */
  private static void letOthersPass(int lost) {
    long most = TimeUnit.MILLISECONDS.toNanos(Math.min(lost, LONGEST_WAIT_MILLIS)) + 1;
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
  }

  /**
   * Appends an entry only if it comes right after this head: whoever read the log up to there, and
   * found that something is to be done, is then the only one who does it.
   *
   * @return the entry, stored and witnessed; empty if the log goes on otherwise
   * @throws PrytanyException as {@link #append}, without CONCURRENT_CHANGE
   */
  public Optional<AuditEntry> appendAfter(
      AuditHead head, String actor, String act, String subject, Map<String, String> details) {
    synchronized (witness) {
      Line line = new Line(actor, act, subject, details);
      return tried(Optional.of(head), List.of(line)).stream().findFirst();
    }
  }

  /** The entries that were stored and witnessed: the first of what was to be appended, or none. */
  private List<AuditEntry> tried(Optional<AuditHead> only, List<Line> lines) {
    Optional<AuditEntry> last = entries.last();
    refuseOtherThanSeen(last);
    AuditHead head = AuditHead.of(last);
    if (only.isPresent() && !only.get().equals(head)) {
      return List.of();
    }
    List<AuditEntry> following = new ArrayList<>();
    for (Line line : lines) {
      AuditEntry next = sealed(line, head);
      following.add(next);
      head = AuditHead.of(next);
    }
    List<AuditEntry> appended = following.subList(0, entries.appendAll(following));
    if (!appended.isEmpty()) {
      witness.saw(appended);
    }
    return appended;
  }

  private AuditEntry sealed(Line line, AuditHead head) {
    return AuditEntry.sealed(
        head.sequence() + 1,
        clock.instant(),
        line.actor(),
        line.act(),
        line.subject(),
        new TreeMap<>(line.details()),
        head.hash());
  }

  /**
   * Announces an act in the log, and then does it: whatever happens in between, the log has it. An
   * act that was announced and is not done is announced again when it is tried again.
   *
   * @throws PrytanyException as {@link #append}; then the act was not done
   */
  public <T> T announced(
      String actor, String act, String subject, Map<String, String> details, Supplier<T> then) {
    append(actor, act, subject, details);
    return then.get();
  }

  /** The latest entry of which this holds, looked for from the end. */
  public Optional<AuditEntry> latest(Predicate<AuditEntry> wanted) {
    return since(wanted, entry -> false).stream().findFirst();
  }

  /**
   * The latest entry of which this holds, and those after it that are wanted, in their order; empty
   * if there is no such entry.
   */
  public List<AuditEntry> since(Predicate<AuditEntry> first, Predicate<AuditEntry> wanted) {
    List<AuditEntry> found = new ArrayList<>();
    long end = entries.last().map(AuditEntry::sequence).orElse(0L);
    while (end > 0) {
      long start = Math.max(1, end - PAGE + 1);
      List<AuditEntry> page = entries.from(start, (int) (end - start + 1));
      for (AuditEntry entry : page.reversed()) {
        if (first.test(entry)) {
          found.add(entry);
          return found.reversed();
        }
        if (wanted.test(entry)) {
          found.add(entry);
        }
      }
      end = start - 1;
    }
    return List.of();
  }

  /** The log's last entry, as the store has it. */
  public AuditHead head() {
    return AuditHead.of(entries.last());
  }

  /** The latest entry that the witness saw; empty if there is no witness, or it saw none. */
  public Optional<Sighting> witnessed() {
    return witness.last();
  }

  /** Reads the whole log and checks every hash, link and number, and what the witness saw. */
  public Verification verify() {
    // The witness is read as it is now, and the log after it: what is appended meanwhile makes the
    // log longer than the witness knows, which is no fault, and never shorter.
    try (Stream<Sighting> seen = witness.sightings()) {
      LogCheck check = new LogCheck(accepted, head(), seen.iterator());
      long next = 1;
      for (List<AuditEntry> page = entries.from(next, PAGE);
          !page.isEmpty();
          page = entries.from(next, PAGE)) {
        for (AuditEntry entry : page) {
          if (!check.next(entry)) {
            return check.end();
          }
          next = entry.sequence() + 1;
        }
      }
      return check.end();
    }
  }

  /** The entries up to one as they stand, right or wrong. */
  AsItStands asItStands(AuditHead upTo) {
    AsItStands all = AsItStands.NOTHING;
    long next = 1;
    for (List<AuditEntry> page = entries.from(next, PAGE);
        !page.isEmpty() && next <= upTo.sequence();
        page = entries.from(next, PAGE)) {
      for (AuditEntry entry : page) {
        if (entry.sequence() <= upTo.sequence()) {
          all = all.and(entry);
        }
        next = entry.sequence() + 1;
      }
    }
    return all;
  }

  /** Shows the witness the log's end, if it is behind. */
  void catchUp() {
    synchronized (witness) {
      Optional<AuditEntry> last = entries.last();
      long seen = witness.last().map(Sighting::sequence).orElse(0L);
      last.filter(entry -> entry.sequence() > seen).ifPresent(witness::saw);
    }
  }

  private void refuseOtherThanSeen(Optional<AuditEntry> last) {
    Optional<Sighting> seen = witness.last();
    AuditHead head = AuditHead.of(last);
    if (seen.isPresent() && !seen.get().hash().equals(hashOf(seen.get().sequence(), head))) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The audit log ends with entry "
              + head.sequence()
              + ", and does not have what the witness saw last (entry "
              + seen.get().sequence()
              + "). Nothing more is done: run `./prytany audit verify` and stop the server.");
    }
  }

  /** Of the entry of a number; "" if the log does not reach so far. */
  private String hashOf(long sequence, AuditHead head) {
    if (sequence == 0) {
      return AuditHead.EMPTY.hash();
    }
    if (sequence >= head.sequence()) {
      return sequence == head.sequence() ? head.hash() : "";
    }
    // Another node wrote since: what this one saw has to be there still.
    return entries.from(sequence, 1).stream()
        .filter(entry -> entry.sequence() == sequence)
        .map(AuditEntry::hash)
        .findFirst()
        .orElse("");
  }
}
