package org.prytany.spi;

import java.util.List;
import java.util.Optional;

/**
 * A proposal as the host read and decoded it.
 *
 * @param key chain, governor, proposal id
 * @param proposer the account that proposed
 * @param description the description, decoded as UTF-8 with replacement; spans point into it. A
 *     digester gets it as Markdown of the same length: what pages do not show and protocol data are
 *     blank, and blocks of HTML, JSON or front matter are written as Markdown's.
 * @param contentHash "0x" and SHA-256 over chain, governor, raw description bytes and actions
 * @param actions decoded calls in order; empty when the proposal has none
 * @param effects simulated effects; empty when no chain was at hand. A text digest must not depend
 *     on them: state moves, the text does not.
 */
public record ProposalSnapshot(
    ProposalKey key,
    Address proposer,
    String description,
    String contentHash,
    List<DecodedAction> actions,
    Optional<SimulatedEffects> effects) {

  public ProposalSnapshot {
    actions = List.copyOf(actions);
  }
}
