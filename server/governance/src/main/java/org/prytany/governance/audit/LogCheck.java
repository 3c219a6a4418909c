package org.prytany.governance.audit;

import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.audit.AuditWitness.Sighting;

/**
 * Reads a log from its beginning, entry by entry, and holds each against the one before it and
 * against what the witness saw.
 */
final class LogCheck {

  private final Optional<AuditHead> accepted;
  private final AuditHead end;
  private final Iterator<Sighting> sightings;
  private @Nullable Sighting sighting;
  private AuditHead head = AuditHead.EMPTY;
  private AsItStands taken = AsItStands.NOTHING;
  private String problem = "";
  private long witnessedFrom;
  private Verification.Unseen unseen = Verification.Unseen.NONE;

  /**
   * @param accepted entries up to this one are taken as they stand
   * @param end the last entry of the store when reading began
   * @param sightings in the order in which they were noted
   */
  LogCheck(Optional<AuditHead> accepted, AuditHead end, Iterator<Sighting> sightings) {
    this.accepted = accepted;
    this.end = end;
    this.sightings = sightings;
    advance();
  }

  /**
   * Takes the next entry.
   *
   * @return whether there is any use in giving another
   */
  boolean next(AuditEntry entry) {
    problem = taken(entry) ? acceptedProblem(entry) : problemOf(entry);
    if (problem.isEmpty()) {
      head = AuditHead.of(entry);
    }
    return problem.isEmpty();
  }

  /** What was found, after the last entry. */
  Verification end() {
    if (problem.isEmpty() && head.sequence() < accepted.map(AuditHead::sequence).orElse(0L)) {
      problem =
          "the log ends at "
              + head.sequence()
              + ", but was accepted up to entry "
              + accepted.get().sequence()
              + ": entries were cut off, or the store is an older copy";
    }
    if (problem.isEmpty() && head.sequence() < end.sequence()) {
      problem =
          "entry " + (head.sequence() + 1) + " is missing: the log goes on to " + end.sequence();
    }
    Sighting last = sighting;
    while (problem.isEmpty() && sighting != null) {
      last = sighting;
      advance();
    }
    if (problem.isEmpty() && last != null) {
      problem =
          "the log ends at "
              + head.sequence()
              + ", but the witness has seen entry "
              + last.sequence()
              + " (on "
              + last.at()
              + "): entries were cut off, or the store is an older copy";
    }
    return new Verification(
        head.sequence(), problem.isEmpty(), problem, head, witnessedFrom, unseen);
  }

  private boolean taken(AuditEntry entry) {
    return accepted.filter(upTo -> entry.sequence() <= upTo.sequence()).isPresent();
  }

  private String acceptedProblem(AuditEntry entry) {
    AuditHead upTo = accepted.orElseThrow();
    while (sighting != null && sighting.sequence() <= entry.sequence()) {
      advance();
    }
    taken = taken.and(entry);
    return entry.sequence() == upTo.sequence() && !entry.hash().equals(upTo.hash())
        ? "entry " + entry.sequence() + " is not the one that was accepted: it was rewritten"
        : "";
  }

  private String problemOf(AuditEntry entry) {
    long expected = head.sequence() + 1;
    if (accepted.isPresent() && head.sequence() < accepted.get().sequence()) {
      return "entry "
          + accepted.get().sequence()
          + ", up to which the log was accepted, is missing";
    }
    if (entry.sequence() != expected) {
      return "entry " + expected + " is missing: the next one found is " + entry.sequence();
    }
    if (!entry.previousHash().equals(head.hash())) {
      return "entry " + expected + " does not follow the entry before it";
    }
    if (!entry.intact()) {
      return "entry " + expected + " was changed after it was written";
    }
    if (accepts(entry) && !taken.hash().equals(entry.details().get(AsItStands.DETAIL))) {
      return "entries up to "
          + accepted.map(AuditHead::sequence).orElse(0L)
          + " were changed after they were accepted (entry "
          + expected
          + ")";
    }
    return witnessProblem(entry);
  }

  /** Whether an entry says what the log was when it was accepted; older ones do not. */
  private boolean accepts(AuditEntry entry) {
    return entry.act().equals(WitnessedStart.ACCEPTED)
        && accepted.map(AuditHead::text).filter(entry.subject()::equals).isPresent()
        && entry.details().containsKey(AsItStands.DETAIL);
  }

  private String witnessProblem(AuditEntry entry) {
    boolean now = false;
    for (Sighting seen = sighting;
        seen != null && seen.sequence() <= entry.sequence();
        seen = sighting) {
      if (seen.sequence() < entry.sequence()) {
        return "the witness's sightings are out of order at entry "
            + seen.sequence()
            + ": its file was changed";
      }
      if (!seen.hash().equals(entry.hash())) {
        return "entry "
            + entry.sequence()
            + " is not the one that the witness saw on "
            + seen.at()
            + ": it was rewritten, or the log goes on from an older copy";
      }
      now = true;
      advance();
    }
    if (now && witnessedFrom == 0) {
      witnessedFrom = entry.sequence();
    }
    if (!now && witnessedFrom > 0) {
      unseen = unseen.and(entry.sequence());
    }
    return "";
  }

  private void advance() {
    sighting = sightings.hasNext() ? sightings.next() : null;
  }
}
