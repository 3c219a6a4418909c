package org.prytany.contracts.localchain;

import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a DAO is set up; begin with {@link #defaults}.
 *
 * @param name of the governor
 * @param votingDelay whole seconds from the proposal to the snapshot
 * @param votingPeriod whole seconds from the snapshot to the deadline, at least one
 * @param proposalThreshold votes needed to propose, base units of 18 decimals
 * @param quorumPercent hundredths of the supply that have to vote for or abstain, 0 to 100
 * @param timelockDelay whole seconds between queueing and the earliest execution
 * @param votes votes of each holder, base units of 18 decimals; each delegates to itself
 * @param treasuryEther wei that the timelock starts with
 * @param treasuryStablecoin base units of 6 decimals that the timelock starts with
 * @param vaultWithdrawalLimit wei that one withdrawal from the vault may take
 */
public record DemoDaoSettings(
    String name,
    Duration votingDelay,
    Duration votingPeriod,
    BigInteger proposalThreshold,
    int quorumPercent,
    Duration timelockDelay,
    Map<String, BigInteger> votes,
    BigInteger treasuryEther,
    BigInteger treasuryStablecoin,
    BigInteger vaultWithdrawalLimit) {

  private static final BigInteger WHOLE = BigInteger.TEN.pow(18);

  public DemoDaoSettings {
    if (votingPeriod.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "votingPeriod must be at least one second, but is " + votingPeriod + ".");
    }
    if (quorumPercent < 0 || quorumPercent > 100) {
      throw new IllegalArgumentException(
          "quorumPercent must be 0 to 100, but is " + quorumPercent + ".");
    }
    if (votes.isEmpty()) {
      throw new IllegalArgumentException("votes must name at least one holder.");
    }
    votes = Map.copyOf(votes);
  }

  /**
   * A supply of one million: account 0 holds 10%, accounts 1 to 4 hold 30, 25, 20 and 15%. A day of
   * delay, three of voting, two in the timelock; a threshold of 1,000 votes and a quorum of 10%; a
   * treasury of 500 ether and 1,000,000 stablecoins.
   */
  public static DemoDaoSettings defaults(LocalChain chain) {
    Map<String, BigInteger> votes = new LinkedHashMap<>();
    int[] thousands = {100, 300, 250, 200, 150};
    for (int i = 0; i < thousands.length; i++) {
      votes.put(chain.account(i), tokens(thousands[i] * 1_000L));
    }
    return new DemoDaoSettings(
        "Prytany Demo DAO",
        Duration.ofDays(1),
        Duration.ofDays(3),
        tokens(1_000),
        10,
        Duration.ofDays(2),
        votes,
        tokens(500),
        BigInteger.valueOf(1_000_000).multiply(BigInteger.TEN.pow(6)),
        tokens(10));
  }

  /** Whole units of 18 decimals (votes or ether) in base units. */
  public static BigInteger tokens(long whole) {
    return BigInteger.valueOf(whole).multiply(WHOLE);
  }

  public DemoDaoSettings withTimes(
      Duration newVotingDelay, Duration newVotingPeriod, Duration newTimelockDelay) {
    return new DemoDaoSettings(
        name,
        newVotingDelay,
        newVotingPeriod,
        proposalThreshold,
        quorumPercent,
        newTimelockDelay,
        votes,
        treasuryEther,
        treasuryStablecoin,
        vaultWithdrawalLimit);
  }

  public DemoDaoSettings withThresholds(BigInteger newProposalThreshold, int newQuorumPercent) {
    return new DemoDaoSettings(
        name,
        votingDelay,
        votingPeriod,
        newProposalThreshold,
        newQuorumPercent,
        timelockDelay,
        votes,
        treasuryEther,
        treasuryStablecoin,
        vaultWithdrawalLimit);
  }

  public DemoDaoSettings withVotes(Map<String, BigInteger> newVotes) {
    return new DemoDaoSettings(
        name,
        votingDelay,
        votingPeriod,
        proposalThreshold,
        quorumPercent,
        timelockDelay,
        newVotes,
        treasuryEther,
        treasuryStablecoin,
        vaultWithdrawalLimit);
  }

  public DemoDaoSettings withTreasury(BigInteger ether, BigInteger stablecoin) {
    return new DemoDaoSettings(
        name,
        votingDelay,
        votingPeriod,
        proposalThreshold,
        quorumPercent,
        timelockDelay,
        votes,
        ether,
        stablecoin,
        vaultWithdrawalLimit);
  }
}
