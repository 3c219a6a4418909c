package org.prytany.governance.intake;

import java.util.List;
import org.prytany.governance.chain.BlockRef;
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
 */
public record IntakeCursor(
    long chainId, Address governor, long version, long nextBlock, List<BlockRef> recent) {

  public IntakeCursor {
    recent = List.copyOf(recent);
  }
}
