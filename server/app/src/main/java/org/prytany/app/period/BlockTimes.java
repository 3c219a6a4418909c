package org.prytany.app.period;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;

/**
 * When a block was made: as the chain said, where it was asked, and else reckoned from two blocks
 * of which it is known, that of the proposal and the last one looked at.
 */
final class BlockTimes {

  private static final long GOVERNOR_COUNTS_OWN_BLOCKS = 2;

  /** A pace that changed in between makes reckoned times wrong by days. */
  private static final Duration DOUBT = Duration.ofDays(7);

  private final Proposal proposal;
  private final Map<Long, Instant> read;

  /**
   * @param read times that the chain said, by block number
   */
  BlockTimes(Proposal proposal, Map<Long, Instant> read) {
    this.proposal = proposal;
    this.read = read;
  }

  /** Empty where the two blocks do not say how fast blocks are made. */
  Optional<Happenings.Moment> ofBlock(long block) {
    return Optional.ofNullable(read.get(block))
        .map(at -> new Happenings.Moment(at, false))
        .or(() -> reckoned(block).map(at -> new Happenings.Moment(at, true)));
  }

  private Optional<Instant> reckoned(long block) {
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
  Optional<Happenings.Moment> ofTimepoint(long timepoint) {
    return isTimestamp()
        ? Optional.of(new Happenings.Moment(Instant.ofEpochSecond(timepoint), false))
        : blockOf(timepoint).flatMap(this::ofBlock);
  }

  /**
   * The block that a timepoint is, where it is one of this chain: governors of some second layers
   * count the blocks of another chain, and nothing follows from ours.
   */
  Optional<Long> blockOf(long timepoint) {
    return proposal
        .chain()
        .filter(view -> !view.clockIsTimestamp())
        .filter(view -> Math.abs(view.clock() - view.at().number()) <= GOVERNOR_COUNTS_OWN_BLOCKS)
        .map(view -> timepoint);
  }

  /** Whether a block can be of these days; one that is still to come is not. */
  boolean mayLieIn(long block, Instant from, Instant to) {
    boolean made =
        proposal.chain().map(ChainView::at).filter(at -> at.number() >= block).isPresent();
    return made
        && reckoned(block)
            .map(at -> at.isAfter(from.minus(DOUBT)) && at.isBefore(to.plus(DOUBT)))
            .orElse(true);
  }

  private boolean isTimestamp() {
    return proposal.chain().map(ChainView::clockIsTimestamp).orElse(false);
  }
}
