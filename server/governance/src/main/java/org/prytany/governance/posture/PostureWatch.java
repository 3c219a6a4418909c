package org.prytany.governance.posture;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;

/**
 * Looks who may move what the accounts of a DAO have, and keeps in the audit log what it saw first
 * and what changed since, so that a restart forgets neither.
 */
public final class PostureWatch {
  private static final String SEEN = "posture.seen";
  private static final String CHANGED = "posture.changed";

  /** The detail that says what changed; no account begins like it. */
  private static final String WHAT = "changes";

  private final PostureReader reader;
  private final AuditLog log;
  private final InstantSource clock;
  private final Map<String, Looked> looked = new ConcurrentHashMap<>();
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  private record Looked(Instant at, Posture posture) {}

  /**
   * What the log says of one DAO.
   *
   * @param read up to which entry
   * @param facts as last kept
   */
  private record Kept(long read, SortedMap<String, String> facts, Optional<Change> change) {
    Kept with(AuditEntry entry) {
      SortedMap<String, String> its = new TreeMap<>(entry.details());
      String what = its.remove(WHAT);
      return new Kept(
          entry.sequence(),
          its,
          entry.act().equals(CHANGED)
              ? Optional.of(new Change(entry.at(), what == null ? "" : what))
              : change);
    }
  }

  /**
   * A change that was noticed.
   *
   * @param at when
   * @param what plain English
   */
  public record Change(Instant at, String what) {}

  public PostureWatch(PostureReader reader, AuditLog log, InstantSource clock) {
    this.reader = reader;
    this.log = log;
    this.clock = clock;
  }

  /**
   * As it is now; what changed is in the log when this returns.
   *
   * @param fresh what was seen longer ago is looked at again
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE, STORE_UNAVAILABLE
   */
  public Posture look(Dao dao, Duration fresh) {
    // One DAO's slow chain keeps no other DAO waiting.
    synchronized (locks.computeIfAbsent(dao.id(), id -> new Object())) {
      return looked(dao, fresh);
    }
  }

  private Posture looked(Dao dao, Duration fresh) {
    Looked last = looked.get(dao.id());
    Instant now = clock.instant();
    if (last != null && Duration.between(last.at(), now).compareTo(fresh) < 0) {
      return last.posture();
    }
    Posture posture = reader.read(dao);
    note(dao, posture);
    looked.put(dao.id(), new Looked(now, posture));
    return posture;
  }

  /** The last change that any server noticed; empty if none was since the first look. */
  public Optional<Change> changed(Dao dao) {
    synchronized (locks.computeIfAbsent(dao.id(), id -> new Object())) {
      return kept(dao).change();
    }
  }

  private void note(Dao dao, Posture posture) {
    Kept last = kept(dao);
    SortedMap<String, String> now = posture.over(last.facts());
    List<String> changes = last.facts().isEmpty() ? List.of() : posture.changes(last.facts());
    if (!changes.isEmpty()) {
      now.put(WHAT, String.join(" ", changes));
      log.append(AuditLog.SERVER, CHANGED, dao.id(), now);
    } else if (!now.equals(last.facts())) {
      log.append(AuditLog.SERVER, SEEN, dao.id(), now);
    }
  }

  /** What the log says by now. A long log is read once, and then only what was added. */
  private Kept kept(Dao dao) {
    Kept before = kept.get(dao.id());
    long head = log.head().sequence();
    List<AuditEntry> added =
        before == null || before.read() == 0
            ? Stream.of(
                    log.latest(entry -> isOf(dao, entry, Set.of(CHANGED))),
                    log.latest(entry -> isOf(dao, entry, Set.of(SEEN, CHANGED))))
                .flatMap(Optional::stream)
                .toList()
            : log.since(
                entry -> entry.sequence() <= before.read(),
                entry -> isOf(dao, entry, Set.of(SEEN, CHANGED)));
    Kept now = before == null ? new Kept(0, new TreeMap<>(), Optional.empty()) : before;
    for (AuditEntry entry : added) {
      now = entry.sequence() > now.read() ? now.with(entry) : now;
    }
    now = new Kept(Math.max(head, now.read()), now.facts(), now.change());
    kept.put(dao.id(), now);
    return now;
  }

  private static boolean isOf(Dao dao, AuditEntry entry, Set<String> acts) {
    return entry.subject().equals(dao.id()) && acts.contains(entry.act());
  }
}
