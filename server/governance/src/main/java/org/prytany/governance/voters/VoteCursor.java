package org.prytany.governance.voters;

import java.util.Optional;
import org.prytany.governance.chain.BlockRef;
import org.prytany.spi.Address;

/**
 * How far the votes of one governor were read.
 *
 * @param version for compare-and-swap
 * @param era another one since the chain was found to be another where reading ended: votes of eras
 *     before are of a branch that is gone
 * @param from the block at which reading began: that of the first proposal
 * @param next first block not yet read
 * @param end the last block that was read, as the chain had it; empty before
 */
public record VoteCursor(
    long chainId,
    Address governor,
    long version,
    long era,
    long from,
    long next,
    Optional<BlockRef> end) {

  static VoteCursor first(long chainId, Address governor, long from) {
    return new VoteCursor(chainId, governor, 1, 1, from, from, Optional.empty());
  }

  VoteCursor at(BlockRef read) {
    return new VoteCursor(
        chainId, governor, version, era, from, read.number() + 1, Optional.of(read));
  }

  /** Everything is read again from there on; what is stored stays, and is found again. */
  VoteCursor again(long first) {
    return new VoteCursor(chainId, governor, version, era, first, first, Optional.empty());
  }

  /** Nothing that was read holds: everything is read anew from there on. */
  VoteCursor anew(long first) {
    return new VoteCursor(chainId, governor, version, era + 1, first, first, Optional.empty());
  }
}
