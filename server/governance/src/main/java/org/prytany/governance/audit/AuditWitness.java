package org.prytany.governance.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers outside the store which entries the log had, so that a log that was cut short or
 * written anew does not go unnoticed. An entry's hash covers all entries before it: one sighting
 * vouches for the whole log up to it.
 */
public interface AuditWitness {

  /**
   * Notes an entry that stands in the log. It is on the disk when this returns.
   *
   * @throws org.prytany.governance.failure.PrytanyException STORE_UNAVAILABLE if it cannot be noted
   */
  void saw(AuditEntry entry);

  /** As {@link #saw(AuditEntry)} for each, in order; all are on the disk when this returns. */
  default void saw(List<AuditEntry> entries) {
    entries.forEach(this::saw);
  }

  /** The latest sighting; empty if nothing was seen yet. */
  Optional<Sighting> last();

  /**
   * Every sighting in the order in which it was noted; close the stream.
   *
   * @throws org.prytany.governance.failure.PrytanyException STORE_CORRUPT if one cannot be read
   */
  Stream<Sighting> sightings();

  /**
   * Keeps what was seen so far under another name, and begins anew with nothing.
   *
   * @return where the old sightings are now
   */
  String setAside();

  /** One that sees nothing: a log without a witness. */
  static AuditWitness none() {
    return new NoWitness();
  }

  /**
   * An entry that the witness saw.
   *
   * @param sequence its number
   * @param hash its hash, "0x" and 64 digits
   * @param at when it was noted, to the millisecond
   */
  record Sighting(long sequence, String hash, Instant at) {}
}
