package org.prytany.app.view;

import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.audit.AuditWitness;

/**
 * An act in the log.
 *
 * @param about the proposal that its subject names; only where it was asked for, and not sealed
 */
@Schema(name = "AuditEntry")
public record AuditView(
    long sequence,
    String at,
    String actor,
    String act,
    String subject,
    Map<String, String> details,
    String previousHash,
    String hash,
    Optional<About> about) {

  /** A proposal in a reader's words. */
  @Schema(name = "AuditAbout")
  public record About(String dao, String proposalId, String headline) {}

  public static AuditView of(AuditEntry entry, Optional<About> about) {
    return new AuditView(
        entry.sequence(),
        entry.at().toString(),
        entry.actor(),
        entry.act(),
        entry.subject(),
        entry.details(),
        entry.previousHash(),
        entry.hash(),
        about);
  }

  /**
   * Whether the log is as it was written.
   *
   * @param entries number of entries from the start that are
   * @param firstBroken the one after them, if it is not
   * @param problem what is wrong, as part of a sentence
   * @param head the last of these entries
   * @param witness what the witness outside the store saw; empty if it saw nothing yet
   * @param acceptedUpTo entries up to this one were taken as they stand, by configuration
   */
  @Schema(name = "AuditVerification")
  public record Verification(
      boolean intact,
      long entries,
      Optional<Long> firstBroken,
      Optional<String> problem,
      Head head,
      Optional<Witness> witness,
      Optional<Long> acceptedUpTo) {

    public static Verification of(
        org.prytany.governance.audit.Verification found,
        Optional<AuditWitness.Sighting> last,
        Optional<AuditHead> accepted) {
      return new Verification(
          found.intact(),
          found.intactEntries(),
          found.intact() ? Optional.empty() : Optional.of(found.intactEntries() + 1),
          Optional.of(found.problem()).filter(text -> !text.isEmpty()),
          new Head(found.head().sequence(), found.head().hash()),
          last.map(seen -> witness(found, seen)),
          accepted.map(AuditHead::sequence));
    }

    private static Witness witness(
        org.prytany.governance.audit.Verification found, AuditWitness.Sighting seen) {
      return new Witness(
          seen.sequence(),
          seen.hash(),
          seen.at().toString(),
          found.witnessedFrom(),
          found.unseen().count(),
          found.unseen().first(),
          found.unseen().last());
    }
  }

  /** An entry's number and hash. */
  @Schema(name = "AuditHead")
  public record Head(long sequence, String hash) {}

  /**
   * @param sequence of the last entry seen
   * @param from the first entry seen
   * @param unseen how many entries after that it did not see: another server wrote them, or
   *     somebody who can write to the store
   * @param firstUnseen 0 if there is none
   * @param lastUnseen 0 if there is none
   */
  @Schema(name = "AuditWitness")
  public record Witness(
      long sequence,
      String hash,
      String at,
      long from,
      long unseen,
      long firstUnseen,
      long lastUnseen) {}
}
