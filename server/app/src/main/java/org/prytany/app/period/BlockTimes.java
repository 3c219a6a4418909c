package org.prytany.app.period;

import java.time.Instant;
import java.util.Optional;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;

/**
 * Reckons when a block was made, from two blocks of which it is known: that of the proposal and the
 * last one looked at.
 */
final class BlockTimes {

  private static final long GOVERNOR_COUNTS_OWN_BLOCKS = 2;

  private final Proposal proposal;

  BlockTimes(Proposal proposal) {
    this.proposal = proposal;
  }

  /** Empty where the two blocks do not say how fast blocks are made. */
  Optional<Instant> ofBlock(long block) {
    if (proposal.chain().isEmpty() || proposal.content().proposedAt().isEmpty()) {
      return Optional.empty();
    }
    ChainView view = proposal.chain().get();
    long firstBlock = proposal.content().block();
    long firstTime = proposal.content().proposedAt().getAsLong();
    long blocks = view.at().number() - firstBlock;
    long seconds = view.at().timestamp() - firstTime;
    if (blocks <= 0 || seconds < 0) {
      return block == firstBlock ? Optional.of(Instant.ofEpochSecond(firstTime)) : Optional.empty();
    }
    double share = (double) (block - firstBlock) / blocks;
    return Optional.of(Instant.ofEpochSecond(firstTime + Math.round(share * seconds)));
  }

  /** A timepoint of the governor's clock. */
  Optional<Instant> ofTimepoint(long timepoint) {
    if (proposal.chain().isEmpty()) {
      return Optional.empty();
    }
    ChainView view = proposal.chain().get();
    if (view.clockIsTimestamp()) {
      return Optional.of(Instant.ofEpochSecond(timepoint));
    }
    // Governors of some second layers count the blocks of another chain: nothing follows from ours.
    boolean ownBlocks = Math.abs(view.clock() - view.at().number()) <= GOVERNOR_COUNTS_OWN_BLOCKS;
    return ownBlocks ? ofBlock(timepoint) : Optional.empty();
  }

  boolean exactTimepoints() {
    return proposal.chain().map(ChainView::clockIsTimestamp).orElse(false);
  }
}
