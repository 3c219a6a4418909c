package org.prytany.spi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Typed facts about a proposal at one block, for a vote strategy.
 *
 * @param block the block number everything here is pinned to
 * @param secondsToDeadline seconds until voting ends by the chain's clock; negative once it ended
 * @param votingPower the operator account's votes at the snapshot, in base units of the votes token
 * @param payments transfers out of the treasury
 * @param treasuryShare the largest share of one asset, of what all accounts of the DAO hold of it,
 *     that leaves them or may be taken of them, 0 to 1
 * @param movesAuthority whether allowances, roles, ownership or code change, or a call is
 *     undecodable
 * @param parameters settings that change
 * @param simulationSucceeded whether the proposal's calls succeeded when simulated
 * @param supports what the contract lets one vote, from its COUNTING_MODE
 * @param text facts derived from the text; empty when the host withholds them. They may hold or
 *     escalate a vote; to cast one, the operator opts in by rule name.
 * @param circumstances votes so far, quorum, and what leaves of each asset
 */
public record VotingSituation(
    ProposalSnapshot proposal,
    long block,
    long secondsToDeadline,
    BigInteger votingPower,
    List<Payment> payments,
    BigDecimal treasuryShare,
    boolean movesAuthority,
    List<Parameter> parameters,
    boolean simulationSucceeded,
    Set<Support> supports,
    Optional<TextFacts> text,
    Circumstances circumstances) {

  /** Where nothing was asked about the circumstances. */
  public VotingSituation(
      ProposalSnapshot proposal,
      long block,
      long secondsToDeadline,
      BigInteger votingPower,
      List<Payment> payments,
      BigDecimal treasuryShare,
      boolean movesAuthority,
      List<Parameter> parameters,
      boolean simulationSucceeded,
      Set<Support> supports,
      Optional<TextFacts> text) {
    this(
        proposal,
        block,
        secondsToDeadline,
        votingPower,
        payments,
        treasuryShare,
        movesAuthority,
        parameters,
        simulationSucceeded,
        supports,
        text,
        Circumstances.NOT_ASKED);
  }

  public VotingSituation {
    payments = List.copyOf(payments);
    parameters = List.copyOf(parameters);
    supports = Set.copyOf(supports);
  }

  /**
   * A transfer out of the treasury.
   *
   * @param amount whole units if the decimals are known, else base units
   */
  public record Payment(Token token, BigDecimal amount, BigInteger baseUnits, Address recipient) {}

  /** A setting that changes. */
  public record Parameter(Address contract, String name, String value) {}

  /**
   * Facts derived from the text.
   *
   * @param contradicted number of claims that the effects contradict
   * @param unmentioned number of effects moving value or authority that the text does not mention
   * @param blocked whether the comparison blocks automation
   * @param title the first heading or line of the text
   * @param verdict what the comparison came to: "agrees", "differs", "not compared", "not known" or
   *     "would fail"; empty where it is not said
   * @param findings codes of what was found, as docs/findings.md has them; empty where they are not
   *     said
   */
  public record TextFacts(
      int contradicted,
      int unmentioned,
      boolean blocked,
      String title,
      Optional<String> verdict,
      Optional<List<String>> findings) {

    public TextFacts {
      findings = findings.map(List::copyOf);
    }

    /** Where verdict and findings are not said. */
    public TextFacts(int contradicted, int unmentioned, boolean blocked, String title) {
      this(contradicted, unmentioned, blocked, title, Optional.empty(), Optional.empty());
    }
  }
}
