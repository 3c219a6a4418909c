package org.prytany.governance.poll;

import java.util.Optional;
import org.prytany.spi.Support;

/**
 * Asks for the signature of one vote. It names neither the account nor what is hashed: the signer
 * makes the envelope itself, for the account that is configured for the space.
 *
 * @param space the operator's word for it
 * @param proposal what is voted on, as it was read
 * @param choice as it is published
 * @param timestamp Unix seconds
 * @param reason goes out with the vote
 * @param support what a rule decided; empty where a person chose
 * @param person what the operator signed; empty where a rule decided
 */
public record EnvelopeRequest(
    String space,
    HubProposal proposal,
    String choice,
    long timestamp,
    String reason,
    Optional<Support> support,
    Optional<PollChoice> person) {}
