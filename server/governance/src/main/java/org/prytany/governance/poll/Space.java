package org.prytany.governance.poll;

import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;

/**
 * A space whose proposals are read, and voted on if it has a voter.
 *
 * @param id the operator's own word for it
 * @param title what readers see
 * @param hub address at which its GraphQL is asked
 * @param sequencer address at which votes are handed in
 * @param name of the space at the hub, e.g. "ens.eth"
 * @param voter who votes; empty: it is only read
 * @param rules names of the rules of the policy that may vote here: rules that were written for
 *     calls on a chain would take everything without calls for harmless
 */
public record Space(
    String id,
    String title,
    String hub,
    String sequencer,
    String name,
    Optional<Address> voter,
    Set<String> rules) {

  public Space {
    rules = Set.copyOf(rules);
  }
}
