package org.prytany.governance.intake;

import java.util.List;
import java.util.Optional;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * How far the logs of one governor were read.
 *
 * @param chainId EIP-155 chain id
 * @param governor whose logs
 * @param version for compare-and-swap
 * @param nextBlock first block not yet read
 * @param recent blocks read lately, oldest first; a reorg is found by comparing their hashes with
 *     the chain's
 * @param begun the chain's head when the governor was first looked at, or when that was first
 *     noted; empty before
 */
public record IntakeCursor(
    long chainId,
    Address governor,
    long version,
    long nextBlock,
    List<BlockRef> recent,
    Optional<BlockRef> begun) {

  public IntakeCursor {
    recent = List.copyOf(recent);
  }

  /** One for a governor that was never looked at. */
  static IntakeCursor first(Dao dao) {
    return new IntakeCursor(
        dao.chainId(), dao.governor(), 1, dao.fromBlock(), List.of(), Optional.empty());
  }

  /** The same, having come to another block. */
  IntakeCursor at(long next, List<BlockRef> read) {
    return new IntakeCursor(chainId, governor, version, next, read, begun);
  }

  /** The same, looked at since now. */
  IntakeCursor begunAt(BlockRef head) {
    return new IntakeCursor(chainId, governor, version, nextBlock, recent, Optional.of(head));
  }
}
