package org.prytany.chain.family;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Told;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Support;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

/**
 * OpenZeppelin's IGovernor, with a timelock or without, and with Compound's tally where that is its
 * way of counting.
 *
 * <p>Source: OpenZeppelin IGovernor, GovernorCountingSimple, GovernorTimelockControl,
 * GovernorTimelockAccess (proposalNeedsQueuing of one proposal), and of 4.9
 * GovernorCompatibilityBravo; Agora's AgoraGovernor and Optimism's OptimismGovernorV6 (quorum of a
 * proposal).
 */
final class OpenZeppelinForm implements GovernorForm {
  private static final AbiType UINT = new AbiType.Unsigned(256);
  private static final String VOTES = "proposalVotes(uint256)";
  private static final String QUORUM = "quorum(uint256)";
  private static final String ETA = "proposalEta(uint256)";
  private static final String SNAPSHOT = "proposalSnapshot(uint256)";
  private static final String DEADLINE = "proposalDeadline(uint256)";
  private static final String PROPOSER = "proposalProposer(uint256)";
  private static final String NEEDS_QUEUING = "proposalNeedsQueuing(uint256)";

  /** EIP-6372: a clock is a uint48. */
  private static final int TIMEPOINT_BITS = 48;

  private final Family family;
  private final Optional<Map<Support, Integer>> supports;
  private final VoteParams params;
  private final boolean askedEach;
  private final boolean hasTimelock;
  private final boolean relays;

  /**
   * @param counting COUNTING_MODE
   * @param askedEach whether the governor tells of each proposal if it is to be queued
   * @param hasTimelock whether the governor names one
   * @param relays whether the governor is known to have relay
   */
  OpenZeppelinForm(
      Family family, String counting, boolean askedEach, boolean hasTimelock, boolean relays) {
    this.family = family;
    this.supports = CountingMode.supports(counting);
    this.params = CountingMode.params(counting);
    this.askedEach = askedEach;
    this.hasTimelock = hasTimelock;
    this.relays = relays;
  }

  @Override
  public Optional<Map<Support, Integer>> supports() {
    return supports;
  }

  @Override
  public VoteParams params() {
    return params;
  }

  @Override
  public PlannedCall vote(Dao dao, ProposalContent proposal, int support, String reason) {
    return call(
        dao,
        "castVoteWithReason",
        List.of(
            new Uint256(proposal.key().proposalId()), new Uint8(support), new Utf8String(reason)));
  }

  @Override
  public PlannedCall voteInParts(
      Dao dao, ProposalContent proposal, Map<Support, BigInteger> parts, String reason) {
    return params == VoteParams.FRACTIONS
        ? call(
            dao,
            "castVoteWithReasonAndParams",
            List.of(
                new Uint256(proposal.key().proposalId()),
                new Uint8(Fractions.SUPPORT),
                new Utf8String(reason),
                new DynamicBytes(Fractions.packed(parts))))
        : GovernorForm.super.voteInParts(dao, proposal, parts, reason);
  }

  @Override
  public PlannedCall queue(Dao dao, ProposalContent proposal) {
    return call(dao, "queue", lists(proposal));
  }

  @Override
  public PlannedCall execute(Dao dao, ProposalContent proposal) {
    return call(dao, "execute", lists(proposal));
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  private static List<Type> lists(ProposalContent proposal) {
    proposal
        .malformed()
        .ifPresent(
            why -> {
              throw new PrytanyException(FailureCode.INVALID_INPUT, why);
            });
    return ProposalLists.of(proposal);
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  static PlannedCall call(Dao dao, String function, List<Type> arguments) {
    return new PlannedCall(
        dao.governor(),
        BigInteger.ZERO,
        FunctionEncoder.encode(new Function(function, arguments, List.of())));
  }

  @Override
  public List<Question> ahead(Views views, Dao dao, ProposalContent proposal, boolean queued) {
    String id = id(proposal);
    List<Question> questions = new ArrayList<>();
    questions.add(views.question(dao.governor(), DEADLINE, id));
    questions.add(views.question(dao.governor(), QUORUM, start(proposal)));
    if (hasIdThatIsNoTimepoint(proposal)) {
      questions.add(views.question(dao.governor(), QUORUM, id));
    }
    questions.add(
        views.question(dao.governor(), countsAsCompound() ? CompoundForm.PROPOSALS : VOTES, id));
    if (askedEach) {
      questions.add(views.question(dao.governor(), NEEDS_QUEUING, id));
    }
    if (queued) {
      questions.add(views.question(dao.governor(), ETA, id));
    }
    return questions;
  }

  private boolean countsAsCompound() {
    return family == Family.COMPATIBILITY_BRAVO;
  }

  @Override
  public Optional<Votes> votes(Views views, Dao dao, ProposalContent proposal) {
    if (countsAsCompound()) {
      return CompoundForm.row(views, dao, proposal)
          .map(row -> new Votes(row.inFavour(), row.against(), row.abstained()));
    }
    return views
        .values(dao.governor(), VOTES, List.of(UINT, UINT, UINT), id(proposal))
        .map(
            values ->
                new Votes(values.get(1).asInt(), values.get(0).asInt(), values.get(2).asInt()));
  }

  /**
   * Agora's governors take a proposal's id where others take a timepoint, and have no quorum, or
   * none but zero, for what is no id. They are asked by the id as well, where it is no timepoint.
   */
  @Override
  public Optional<BigInteger> quorum(Views views, Dao dao, ProposalContent proposal) {
    Optional<BigInteger> then = views.number(dao.governor(), QUORUM, start(proposal));
    boolean isToldById =
        then.map(BigInteger::signum).orElse(0) == 0 && hasIdThatIsNoTimepoint(proposal);
    return isToldById ? views.number(dao.governor(), QUORUM, id(proposal)).or(() -> then) : then;
  }

  private static boolean hasIdThatIsNoTimepoint(ProposalContent proposal) {
    return proposal.key().proposalId().bitLength() > TIMEPOINT_BITS;
  }

  @Override
  public Optional<BigInteger> eta(Views views, Dao dao, ProposalContent proposal) {
    return views.number(dao.governor(), ETA, id(proposal)).filter(eta -> eta.signum() > 0);
  }

  @Override
  public Optional<BigInteger> deadline(Views views, Dao dao, ProposalContent proposal) {
    return views.number(dao.governor(), DEADLINE, id(proposal));
  }

  @Override
  public boolean queues(Views views, Dao dao, ProposalContent proposal) {
    boolean byFamily = family != Family.OPENZEPPELIN_NO_TIMELOCK;
    return askedEach
        ? views
            .number(dao.governor(), NEEDS_QUEUING, id(proposal))
            .map(needs -> needs.signum() != 0)
            .orElse(byFamily)
        : byFamily;
  }

  @Override
  public List<Question> executorAhead(Views views, Dao dao, ProposalContent proposal) {
    List<Question> questions = new ArrayList<>();
    questions.add(views.question(dao.governor(), TIMELOCK));
    if (askedEach) {
      questions.add(views.question(dao.governor(), NEEDS_QUEUING, id(proposal)));
    }
    if (!hasTimelock) {
      questions.addAll(GovernanceCaller.ahead(views, dao));
    }
    return questions;
  }

  @Override
  public Executor executor(Views views, Dao dao, ProposalContent proposal) {
    return (queues(views, dao, proposal)
            ? GovernorForm.timelock(views, dao)
            : Optional.<Address>empty())
        .<Executor>map(Executor.Account::new)
        .orElseGet(() -> GovernanceCaller.of(views, dao, relays));
  }

  @Override
  public Optional<BigInteger> power(Views views, Dao dao, Address account, long timepoint) {
    return views.number(
        dao.governor(),
        "getVotes(address,uint256)",
        AbiBytes.word(account),
        AbiBytes.word(BigInteger.valueOf(timepoint)));
  }

  @Override
  public Optional<Remembered> remembered(
      Views views, Dao dao, ProposalContent proposal, Address account) {
    return views
        .number(dao.governor(), "hasVoted(uint256,address)", id(proposal), AbiBytes.word(account))
        .filter(BigInteger.ONE::equals)
        .map(voted -> new Remembered(Optional.empty(), BigInteger.ZERO));
  }

  @Override
  public List<Question> recordQuestions(Views views, Dao dao, ProposalContent proposal) {
    String id = id(proposal);
    return List.of(
        views.question(dao.governor(), SNAPSHOT, id),
        views.question(dao.governor(), DEADLINE, id),
        views.question(dao.governor(), PROPOSER, id));
  }

  @Override
  public Recorded recorded(ProposalContent proposal, List<Told> told) {
    return new Recorded(
        number(told, 0), number(told, 1), number(told, 2).flatMap(GovernorForm::account));
  }

  private static Optional<BigInteger> number(List<Told> told, int index) {
    return told.size() <= index
        ? Optional.empty()
        : GovernorForm.bytes(told.get(index))
            .filter(bytes -> bytes.length == 32)
            .map(bytes -> new BigInteger(1, bytes));
  }

  private static String id(ProposalContent proposal) {
    return AbiBytes.word(proposal.key().proposalId());
  }

  private static String start(ProposalContent proposal) {
    return AbiBytes.word(BigInteger.valueOf(proposal.voteStart()));
  }
}
