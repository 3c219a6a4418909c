package org.prytany.bench.plugins;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** A strategy that decides next to nothing, so that what is measured is the call. */
record MeasuredStrategy() implements VoteStrategy {

  @Override
  public String id() {
    return "measured";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    return situation.proposal().description().length() % 2 == 0
        ? new VoteDecision.Cast(Support.FOR, "even", "The text has an even length.")
        : new VoteDecision.Cast(Support.AGAINST, "odd", "The text has an odd length.");
  }

  /**
   * What it is asked about.
   *
   * @param words of the proposal's text
   */
  static VotingSituation situation(int words) {
    String text =
        IntStream.range(0, words)
            .mapToObj(i -> "word" + i % 1_000)
            .collect(Collectors.joining(" "));
    return new VotingSituation(
        new ProposalSnapshot(
            new ProposalKey(1, Address.ZERO, BigInteger.ONE),
            Address.ZERO,
            text,
            "0x" + "0".repeat(64),
            List.of(),
            Optional.empty()),
        1,
        3_600,
        BigInteger.TEN,
        List.of(),
        BigDecimal.ZERO,
        false,
        List.of(),
        true,
        EnumSet.allOf(Support.class),
        Optional.empty());
  }
}
