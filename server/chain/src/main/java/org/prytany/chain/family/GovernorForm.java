package org.prytany.chain.family;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Told;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Support;

/**
 * How governors of one kind are asked and called. What is read is empty where the contract does not
 * answer; whoever asks says what that means.
 */
public sealed interface GovernorForm permits OpenZeppelinForm, CompoundForm {
  String TIMELOCK = "timelock()";

  /**
   * The tally, in base units of the votes token.
   *
   * @param abstained zero where one cannot abstain
   */
  record Votes(BigInteger inFavour, BigInteger against, BigInteger abstained) {}

  /**
   * What the governor has recorded of a proposal, apart from its calls.
   *
   * @param snapshot timepoint at which voting begins; zero where it knows no such proposal
   * @param deadline timepoint at which voting ends
   */
  record Recorded(
      Optional<BigInteger> snapshot, Optional<BigInteger> deadline, Optional<Address> proposer) {}

  /**
   * A vote that the governor remembers.
   *
   * @param support the contract's number; empty where it does not tell
   * @param weight base units of the votes token
   */
  record Remembered(Optional<Integer> support, BigInteger weight) {}

  /** What one may vote, and the contract's number for it; empty where it is not known. */
  Optional<Map<Support, Integer>> supports();

  /** What the governor makes of parameters that somebody votes with. */
  default VoteParams params() {
    return VoteParams.IGNORED;
  }

  /**
   * @param support one of {@link #supports}
   */
  PlannedCall vote(Dao dao, ProposalContent proposal, int support, String reason);

  /**
   * A vote in parts.
   *
   * @param parts base units of the votes token, below 2^128
   * @throws PrytanyException INVALID_INPUT where {@link #params} is not FRACTIONS
   */
  default PlannedCall voteInParts(
      Dao dao, ProposalContent proposal, Map<Support, BigInteger> parts, String reason) {
    throw new PrytanyException(
        FailureCode.INVALID_INPUT,
        "The governor " + dao.governor() + " does not take a vote in parts.");
  }

  PlannedCall queue(Dao dao, ProposalContent proposal);

  /**
   * The call sends no coin along: the values of the proposal are paid by who executes its calls.
   */
  PlannedCall execute(Dao dao, ProposalContent proposal);

  /**
   * What is asked together for one look at a proposal.
   *
   * @param queued whether it was queued when it was looked at last
   */
  List<Question> ahead(Views views, Dao dao, ProposalContent proposal, boolean queued);

  Optional<Votes> votes(Views views, Dao dao, ProposalContent proposal);

  /** Base units that are needed. */
  Optional<BigInteger> quorum(Views views, Dao dao, ProposalContent proposal);

  /** Unix seconds from which a queued proposal may be executed; empty also where it is zero. */
  Optional<BigInteger> eta(Views views, Dao dao, ProposalContent proposal);

  /** Timepoint at which voting ends. */
  Optional<BigInteger> deadline(Views views, Dao dao, ProposalContent proposal);

  /** Whether the proposal, when it passed, is queued before it is executed. */
  boolean queues(Views views, Dao dao, ProposalContent proposal);

  /** What is asked together for {@link #executor}; what else it asks, it asks by itself. */
  List<Question> executorAhead(Views views, Dao dao, ProposalContent proposal);

  /**
   * The account that executes the proposal, as the governor says now: its timelock, that of the
   * proposal's route, itself, or the treasury.
   *
   * @throws PrytanyException CHAIN_UNAVAILABLE if the endpoint fails
   */
  Executor executor(Views views, Dao dao, ProposalContent proposal);

  /** Votes of an account at a timepoint. */
  Optional<BigInteger> power(Views views, Dao dao, Address account, long timepoint);

  /** Whether the governor remembers a vote of the account. */
  Optional<Remembered> remembered(Views views, Dao dao, ProposalContent proposal, Address account);

  /** Whether the times of a proposal stay as they were announced, so that record and log agree. */
  default boolean keepsTimes() {
    return false;
  }

  /** What is asked for {@link #recorded}; the first alone tells the snapshot. */
  List<Question> recordQuestions(Views views, Dao dao, ProposalContent proposal);

  /**
   * What the governor has of a proposal.
   *
   * @param told answers to {@link #recordQuestions}, or to the first of them
   */
  Recorded recorded(ProposalContent proposal, List<Told> told);

  /** Empty where there is no such function, and where the node has no such state. */
  static Optional<byte[]> bytes(Told told) {
    String hex = told.result().asText("");
    return told.error().isEmpty() && hex.matches("0x(?:[0-9a-fA-F]{64})++")
        ? Optional.of(AbiBytes.parse(hex))
        : Optional.empty();
  }

  /** The timelock that the governor names; empty where it names none. */
  static Optional<Address> timelock(Views views, Dao dao) {
    return views.number(dao.governor(), TIMELOCK).flatMap(GovernorForm::account);
  }

  /** An account in a word; empty where there is none. */
  static Optional<Address> account(BigInteger word) {
    return word.signum() > 0 && word.bitLength() <= 160
        ? Optional.of(new Address(String.format("0x%040x", word)))
        : Optional.empty();
  }
}
