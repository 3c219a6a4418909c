package org.prytany.governance.approval;

import java.time.Instant;
import java.time.InstantSource;
import org.prytany.governance.proposal.Proposal;

/**
 * The time by which statements expire. The timelock goes by the chain's clock, so they do too; a
 * quiet development chain has an old head, and then the wall clock says what its next block says.
 */
public final class ChainTime {

  private ChainTime() {}

  /** The later of the proposal's last seen block and the wall clock. */
  public static Instant of(Proposal proposal, InstantSource clock) {
    Instant wall = clock.instant();
    return proposal
        .chain()
        .map(view -> Instant.ofEpochSecond(view.at().timestamp()))
        .filter(wall::isBefore)
        .orElse(wall);
  }
}
