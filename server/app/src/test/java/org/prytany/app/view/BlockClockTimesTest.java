package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Times that readers see of governors that count blocks, their own chain's or another's. */
class BlockClockTimesTest {
  private static final String HASH = "0x" + "ab".repeat(32);
  private static final Address ACCOUNT = new Address("0x" + "11".repeat(20));
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  /**
   * Voting ends 150 blocks ahead: never shown later than it is, and not at all where nobody knows
   * how fast blocks come. An unmeasured pace is written as 0.
   */
  @ParameterizedTest
  @CsvSource({
    "12.0, false, 2026-05-04T10:30:00Z",
    "12.3, false, 2026-05-04T10:30:00Z",
    "12.0, true, 2026-05-04T10:30:00Z",
    "2.0, false, 2026-05-04T10:05:00Z",
    "0, false, ''",
    "0, true, ''"
  })
  void theEndOfVotingIsReckonedFromMeasuredBlocks(
      double pace, boolean otherChains, String deadline) {
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(31337, ACCOUNT, BigInteger.ONE),
            ACCOUNT,
            List.of(),
            List.of(),
            List.of(),
            "0x",
            HASH,
            900,
            1_150,
            HASH,
            7,
            HASH,
            OptionalLong.empty());
    ChainView view =
        new ChainView(
            ProposalState.ACTIVE,
            BigInteger.ZERO,
            BigInteger.ZERO,
            BigInteger.ZERO,
            BigInteger.ONE,
            1_000,
            false,
            OptionalLong.empty(),
            new BlockRef(otherChains ? 9 : 1_000, HASH, HASH, NOW.getEpochSecond()),
            OptionalLong.of(1_150),
            new ChainView.Pulse(
                otherChains, pace == 0 ? OptionalDouble.empty() : OptionalDouble.of(pace)));
    Proposal proposal = Proposal.fresh(content).change().chain(view).build();

    assertThat(Moments.time(proposal, content.voteEnd()).map(Instant::toString).orElse(""))
        .isEqualTo(deadline);
  }
}
