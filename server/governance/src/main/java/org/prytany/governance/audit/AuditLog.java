package org.prytany.governance.audit;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * Writes the audit log and checks its chain. What a stage is about to do with authority is written
 * before it is stored, so a crash may leave an entry twice but never an act without an entry.
 */
public final class AuditLog {

  /** The actor of everything that no person and no plugin did. */
  public static final String SERVER = "server";

  private static final int TRIES = 50;
  private static final int PAGE = 500;

  private final AuditRepository entries;
  private final InstantSource clock;

  public AuditLog(AuditRepository entries, InstantSource clock) {
    this.entries = entries;
    this.clock = clock;
  }

  /**
   * Appends an entry after the last one, again when somebody else took the sequence number.
   *
   * @param details more, never a secret
   * @throws PrytanyException CONCURRENT_CHANGE when others kept being faster
   */
  public AuditEntry append(String actor, String act, String subject, Map<String, String> details) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      var last = entries.last();
      AuditEntry next =
          AuditEntry.sealed(
              last.map(AuditEntry::sequence).orElse(0L) + 1,
              clock.instant(),
              actor,
              act,
              subject,
              new TreeMap<>(details),
              last.map(AuditEntry::hash).orElse(AuditEntry.GENESIS));
      if (entries.append(next)) {
        return next;
      }
    }
    throw new PrytanyException(
        FailureCode.CONCURRENT_CHANGE, "the audit log is too busy to take '" + act + "'");
  }

  /** Reads the whole log and checks every hash, link and number. */
  public Verification verify() {
    long expected = 1;
    String previous = AuditEntry.GENESIS;
    while (true) {
      List<AuditEntry> page = entries.from(expected, PAGE);
      if (page.isEmpty()) {
        return new Verification(expected - 1, true, "");
      }
      for (AuditEntry entry : page) {
        String problem = problem(entry, expected, previous);
        if (!problem.isEmpty()) {
          return new Verification(expected - 1, false, problem);
        }
        previous = entry.hash();
        expected++;
      }
    }
  }

  private static String problem(AuditEntry entry, long expected, String previous) {
    if (entry.sequence() != expected) {
      return "entry " + expected + " is missing: the next one found is " + entry.sequence();
    }
    if (!entry.previousHash().equals(previous)) {
      return "entry " + expected + " does not follow the entry before it";
    }
    if (!entry.intact()) {
      return "entry " + expected + " was changed after it was written";
    }
    return "";
  }

  /**
   * @param intactEntries number of entries from the start that are as they were written
   * @param intact whether that is all of them
   * @param problem what is wrong with the next one; "" if nothing
   */
  public record Verification(long intactEntries, boolean intact, String problem) {}
}
