package org.prytany.governance.audit;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prytany.governance.hash.CanonicalBytes;

/**
 * One act in the log.
 *
 * @param sequence 1, 2, 3, ... without gaps
 * @param at when
 * @param actor "server", "plugin id", or an address
 * @param act what was done, e.g. "vote.intended"
 * @param subject a proposal key, plugin id, ...
 * @param details more, never a secret
 * @param previousHash the hash of the entry before; 64 zeros for the first
 * @param hash SHA-256 over all other fields
 */
public record AuditEntry(
    long sequence,
    Instant at,
    String actor,
    String act,
    String subject,
    SortedMap<String, String> details,
    String previousHash,
    String hash) {

  /** The previous hash of the first entry. */
  public static final String GENESIS = "0x" + "0".repeat(64);

  public AuditEntry {
    details = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /**
   * Makes the entry after {@code previousHash} and seals it with its hash. Times are cut to millis.
   */
  public static AuditEntry sealed(
      long sequence,
      Instant at,
      String actor,
      String act,
      String subject,
      SortedMap<String, String> details,
      String previousHash) {
    Instant millis = Instant.ofEpochMilli(at.toEpochMilli());
    return new AuditEntry(
        sequence,
        millis,
        actor,
        act,
        subject,
        details,
        previousHash,
        hash(sequence, millis, actor, act, subject, details, previousHash));
  }

  /** Whether the hash is the one that the fields have. */
  public boolean intact() {
    return hash.equals(computedHash());
  }

  /** SHA-256 over all fields but the hash. */
  String computedHash() {
    return hash(sequence, at, actor, act, subject, details, previousHash);
  }

  private static String hash(
      long sequence,
      Instant at,
      String actor,
      String act,
      String subject,
      SortedMap<String, String> details,
      String previousHash) {
    CanonicalBytes bytes = new CanonicalBytes("prytany-audit-1");
    bytes.add(sequence).add(at.toEpochMilli()).add(actor).add(act).add(subject);
    bytes.size(details.size());
    details.forEach((key, value) -> bytes.add(key).add(value));
    return bytes.add(previousHash).sha256();
  }
}
