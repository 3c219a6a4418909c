package org.prytany.governance.approval;

import java.time.Instant;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * What a treasurer signs (EIP-712): about one proposal, its actions and its simulated effects,
 * until an expiry.
 *
 * @param kind approve, reject, or override a block
 * @param proposal chain, governor and id; the chain and the governor are also in the EIP-712 domain
 * @param actionsHash ProposalContent.actionsHash
 * @param effectsHash SimulatedEffects.effectsHash
 * @param expiry Unix seconds after which it counts no more
 * @param reason the treasurer's own words; "" allowed except for an override
 * @param treasurer who signed
 * @param signature "0x" and 65 bytes
 * @param receivedAt when the server accepted it, which nobody signed; empty before
 */
public record TreasurerStatement(
    Kind kind,
    ProposalKey proposal,
    String actionsHash,
    String effectsHash,
    long expiry,
    String reason,
    Address treasurer,
    String signature,
    Optional<Instant> receivedAt) {

  /** As the treasurer hands it in. */
  public TreasurerStatement(
      Kind kind,
      ProposalKey proposal,
      String actionsHash,
      String effectsHash,
      long expiry,
      String reason,
      Address treasurer,
      String signature) {
    this(
        kind,
        proposal,
        actionsHash,
        effectsHash,
        expiry,
        reason,
        treasurer,
        signature,
        Optional.empty());
  }

  /** The same, accepted at a time. */
  public TreasurerStatement received(Instant at) {
    return new TreasurerStatement(
        kind,
        proposal,
        actionsHash,
        effectsHash,
        expiry,
        reason,
        treasurer,
        signature,
        Optional.of(at));
  }

  /** What is said. */
  public enum Kind {
    APPROVE,
    REJECT,
    OVERRIDE
  }
}
