package org.prytany.governance.audit;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.audit.AuditWitness.Sighting;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** Holds the log against its witness when the server starts, before anything else is done. */
public final class WitnessedStart {

  /** Configuration key with which an operator takes a log as it stands. */
  public static final String ACCEPT_KEY = "prytany.audit.accept-head";

  /** What is logged when a log is taken as it stands; its subject is the head. */
  static final String ACCEPTED = "audit.problem-accepted";

  private final AuditRepository entries;
  private final AuditWitness witness;
  private final Optional<AuditHead> accepted;
  private final InstantSource clock;

  /**
   * @param accepted up to which entry the operator takes the log as it stands
   */
  public WitnessedStart(
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
   * The log, checked; the witness knows its end. What it had to get over stands in the log.
   *
   * @param local whether only local chains are served: then a log that does not verify begins anew,
   *     for a store of such a chain need not outlive a power cut
   * @throws PrytanyException STORE_CORRUPT naming what is wrong and what to do
   */
  public AuditLog open(boolean local) {
    AuditLog log = new AuditLog(entries, witness, accepted, clock);
    AuditHead end = log.head();
    Verification found = log.verify();
    if (found.intact()) {
      long seen = witness.last().map(Sighting::sequence).orElse(0L);
      log.catchUp();
      if (seen < end.sequence()) {
        // After a crash it is one entry, and with other servers any number; entries that somebody
        // else added are among these, and a witness that was taken away has seen none.
        log.append(
            AuditLog.SERVER,
            seen == 0 ? "audit.witness-begins" : "audit.witness-caught-up",
            end.text(),
            Map.of("seenBefore", Long.toString(seen), "seenNow", Long.toString(end.sequence())));
      }
      return log;
    }
    boolean takenAsItStands = accepted.filter(end::equals).isPresent();
    if (!takenAsItStands && !local) {
      throw refused(found.problem(), end);
    }
    String last = witness.last().map(Sighting::sequence).map(String::valueOf).orElse("0");
    String where = witness.setAside();
    AuditLog anew = new AuditLog(entries, witness, Optional.of(end), clock);
    anew.catchUp();
    anew.append(
        AuditLog.SERVER,
        ACCEPTED,
        end.text(),
        Map.of(
            "problem",
            found.problem(),
            "witnessSawLast",
            last,
            "witnessSetAside",
            where,
            AsItStands.DETAIL,
            log.asItStands(end).hash()));
    return anew;
  }

  private static PrytanyException refused(String problem, AuditHead end) {
    return new PrytanyException(
        FailureCode.STORE_CORRUPT,
        "The audit log cannot be trusted: "
            + problem
            + ". Find out who changed the store, and restore it. If you know why (you restored an"
            + " older backup), go on from the log as it is with this line in the configuration: "
            + ACCEPT_KEY
            + "="
            + end.text());
  }
}
