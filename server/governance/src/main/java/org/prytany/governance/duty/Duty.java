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
 * @param latestSafe latest time at which it still helps; after it the duty is missed
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
    Optional<String> leaseOwner,
    Instant leaseUntil,
    int attempts,
    String lastProblem) {

  public String id() {
    return kind + ":" + proposal.text();
  }
}
