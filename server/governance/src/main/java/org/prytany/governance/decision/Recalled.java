package org.prytany.governance.decision;

import java.util.Optional;
import java.util.Set;
import org.prytany.governance.comparison.Agreement;
import org.prytany.spi.VotingSituation;

/**
 * A situation as it was when a strategy decided or, where none did, as it was when voting began.
 *
 * @param situation what is not known has some value in it that says nothing
 * @param unknown what is not known any more
 * @param decided whether a strategy decided then
 * @param unmeasured why it is not known how much of what the DAO has would leave it; empty if it is
 * @param stop why automation stops now; empty if it does not
 * @param agreement what the comparison of the text with the calls came to; empty before
 */
public record Recalled(
    VotingSituation situation,
    Set<Part> unknown,
    boolean decided,
    Optional<String> unmeasured,
    Optional<String> stop,
    Optional<Agreement> agreement) {

  public Recalled {
    unknown = Set.copyOf(unknown);
  }

  /** What may not be known any more. */
  public enum Part {
    SECONDS_TO_DEADLINE,
    VOTING_POWER,
    TREASURY_SHARE
  }
}
