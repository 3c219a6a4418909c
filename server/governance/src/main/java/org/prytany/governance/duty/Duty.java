package org.prytany.governance.duty;

import java.time.Instant;
import java.util.Optional;
import org.prytany.spi.ProposalKey;

/**
 * Something due for a proposal.
 *
 * @param proposal which proposal
 * @param kind what is due
 * @param notBefore earliest time
 * @param latestSafe until when it is safely done in time
 * @param over from when on nothing helps any more: it stands behind all that can still be done.
 *     Where nothing ends it is {@code latestSafe}, which then is the duty's place in the line alone
 * @param leaseOwner who works on it; empty if nobody
 * @param leaseUntil when the lease ends
 * @param attempts how often it was tried
 * @param lastProblem why the last try did not finish it; "" if none did
 */
public record Duty(
    ProposalKey proposal,
    DutyKind kind,
    Instant notBefore,
    Instant latestSafe,
    Instant over,
    Optional<String> leaseOwner,
    Instant leaseUntil,
    int attempts,
    String lastProblem) {

  /** {@code latestSafe} where something ends behind it; empty where it can be done at any time. */
  public Optional<Instant> deadline() {
    return over.isAfter(latestSafe) ? Optional.of(latestSafe) : Optional.empty();
  }

  public String id() {
    return kind + ":" + proposal.text();
  }
}
