package org.prytany.store.body;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalState;

/**
 * State and tally as last read; votes in base units, decimal.
 *
 * @param executesAtOnce true where what passes is executed without a queue; else null
 * @param lapsesSeconds null where nothing says that it lapses
 */
public record ChainBody(
    String state,
    String forVotes,
    String againstVotes,
    String abstainVotes,
    @Nullable String quorum,
    long clock,
    boolean clockIsTimestamp,
    @Nullable Long etaSeconds,
    BlockBody at,
    @Nullable Long deadline,
    @Nullable Boolean otherChainsClock,
    @Nullable Double secondsPerTimepoint,
    @Nullable Boolean executesAtOnce,
    @Nullable Long lapsesSeconds) {

  static ChainBody of(ChainView view) {
    return new ChainBody(
        view.state().name(),
        view.forVotes().toString(),
        view.againstVotes().toString(),
        view.abstainVotes().toString(),
        view.quorum().map(BigInteger::toString).orElse(null),
        view.clock(),
        view.clockIsTimestamp(),
        view.etaSeconds().isPresent() ? view.etaSeconds().getAsLong() : null,
        BlockBody.of(view.at()),
        view.deadline().isPresent() ? view.deadline().getAsLong() : null,
        view.pulse().otherChains() ? true : null,
        view.pulse().secondsPerTimepoint().isPresent()
            ? view.pulse().secondsPerTimepoint().getAsDouble()
            : null,
        view.queues() ? null : true,
        view.lapsesSeconds().isPresent() ? view.lapsesSeconds().getAsLong() : null);
  }

  ChainView toDomain() {
    return new ChainView(
        ProposalState.valueOf(state),
        new BigInteger(forVotes),
        new BigInteger(againstVotes),
        new BigInteger(abstainVotes),
        Optional.ofNullable(quorum).map(BigInteger::new),
        clock,
        clockIsTimestamp,
        etaSeconds == null ? OptionalLong.empty() : OptionalLong.of(etaSeconds),
        at.toDomain(),
        deadline == null ? OptionalLong.empty() : OptionalLong.of(deadline),
        new ChainView.Pulse(
            Boolean.TRUE.equals(otherChainsClock),
            secondsPerTimepoint == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(secondsPerTimepoint)),
        !Boolean.TRUE.equals(executesAtOnce),
        lapsesSeconds == null ? OptionalLong.empty() : OptionalLong.of(lapsesSeconds));
  }

  /** One block. */
  public record BlockBody(long number, String hash, String parentHash, long timestamp) {

    public static BlockBody of(BlockRef block) {
      return new BlockBody(block.number(), block.hash(), block.parentHash(), block.timestamp());
    }

    public BlockRef toDomain() {
      return new BlockRef(number, hash, parentHash, timestamp);
    }
  }
}
