package org.prytany.governance.audit;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What somebody who can write to the store can do to entries. */
final class Tampering {

  private Tampering() {}

  static AuditEntry withActor(AuditEntry e, String actor) {
    return of(e, e.sequence(), e.at(), actor, e.act(), e.subject(), e.details());
  }

  static AuditEntry withSequence(AuditEntry e, long sequence) {
    return of(e, sequence, e.at(), e.actor(), e.act(), e.subject(), e.details());
  }

  static AuditEntry withTime(AuditEntry e, Instant at) {
    return of(e, e.sequence(), at, e.actor(), e.act(), e.subject(), e.details());
  }

  static AuditEntry withAct(AuditEntry e, String act) {
    return of(e, e.sequence(), e.at(), e.actor(), act, e.subject(), e.details());
  }

  static AuditEntry withSubject(AuditEntry e, String subject) {
    return of(e, e.sequence(), e.at(), e.actor(), e.act(), subject, e.details());
  }

  static AuditEntry withDetails(AuditEntry e, UnaryOperator<SortedMap<String, String>> change) {
    SortedMap<String, String> details = change.apply(new TreeMap<>(e.details()));
    return of(e, e.sequence(), e.at(), e.actor(), e.act(), e.subject(), details);
  }

  static AuditEntry withLinks(AuditEntry e, String previousHash, String hash) {
    return new AuditEntry(
        e.sequence(), e.at(), e.actor(), e.act(), e.subject(), e.details(), previousHash, hash);
  }

  /** Gives an entry the hash of its fields, after another one than before. */
  static AuditEntry resealed(AuditEntry e, String previousHash) {
    return AuditEntry.sealed(
        e.sequence(), e.at(), e.actor(), e.act(), e.subject(), e.details(), previousHash);
  }

  /** Changes the entry at an index, and makes every hash from there on fit. */
  static void resealFrom(List<AuditEntry> entries, int index, UnaryOperator<AuditEntry> change) {
    entries.set(index, change.apply(entries.get(index)));
    resealFrom(entries, index);
  }

  /** Makes every number and hash from an index on fit. */
  static void resealFrom(List<AuditEntry> entries, int index) {
    for (int i = index; i < entries.size(); i++) {
      String previous = i == 0 ? AuditEntry.GENESIS : entries.get(i - 1).hash();
      entries.set(i, resealed(withSequence(entries.get(i), i + 1), previous));
    }
  }

  private static AuditEntry of(
      AuditEntry e,
      long sequence,
      Instant at,
      String actor,
      String act,
      String subject,
      SortedMap<String, String> details) {
    return new AuditEntry(sequence, at, actor, act, subject, details, e.previousHash(), e.hash());
  }
}
