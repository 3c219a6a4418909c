package org.prytany.chain.family;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
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
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

/**
 * Compound's governors: ids are counted, everything but the calls stands in one row of {@code
 * proposals}, the quorum is one number, and queue and execute take an id.
 *
 * <p>Source: Compound GovernorAlpha and GovernorBravoDelegate; Uniswap GovernorAlpha; Venus
 * GovernorBravoDelegate.
 */
final class CompoundForm implements GovernorForm {
  static final String PROPOSALS = "proposals(uint256)";

  /** Words of a row: Alpha has no abstentions, Venus a kind of proposal at the end. */
  static final int ALPHA_WORDS = 9;

  static final int BRAVO_WORDS = 10;
  static final int ROUTED_WORDS = 11;

  private static final int WORD = 32;
  private static final String QUORUM = "quorumVotes()";
  private static final AbiType UINT = new AbiType.Unsigned(256);

  /** Compound's numbers; Alpha's bool is 1 for true, which is FOR. */
  private static final Map<Support, Integer> ALPHA = Map.of(Support.AGAINST, 0, Support.FOR, 1);

  private static final Map<Support, Integer> BRAVO =
      Map.of(Support.AGAINST, 0, Support.FOR, 1, Support.ABSTAIN, 2);

  private final Family family;
  private final Optional<VotesToken> token;
  private final boolean takesVotes;

  /**
   * What counts votes.
   *
   * @param getter its function of an account and a block
   */
  record VotesToken(Address contract, String getter) {}

  /**
   * A row of {@code proposals}; all zero where there is no such proposal.
   *
   * @param route the kind of proposal; zero where there are none
   */
  record Row(
      BigInteger id,
      BigInteger proposer,
      BigInteger eta,
      BigInteger start,
      BigInteger end,
      BigInteger inFavour,
      BigInteger against,
      BigInteger abstained,
      int words,
      BigInteger route) {}

  /**
   * @param takesVotes whether it has the family's function for votes
   */
  CompoundForm(Family family, Optional<VotesToken> token, boolean takesVotes) {
    this.family = family;
    this.token = token;
    this.takesVotes = takesVotes;
  }

  /** Empty where the contract answers nothing that is a row. */
  static Optional<Row> row(Views views, Dao dao, String id) {
    return views.raw(dao.governor(), PROPOSALS, id).flatMap(CompoundForm::row);
  }

  static Optional<Row> row(Views views, Dao dao, ProposalContent proposal) {
    return row(views, dao, id(proposal));
  }

  private static Optional<Row> row(byte[] answer) {
    int words = answer.length / WORD;
    if (answer.length % WORD != 0 || words < ALPHA_WORDS || words > ROUTED_WORDS) {
      return Optional.empty();
    }
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      numbers.add(new BigInteger(1, answer, i * WORD, WORD));
    }
    return Optional.of(
        new Row(
            numbers.get(0),
            numbers.get(1),
            numbers.get(2),
            numbers.get(3),
            numbers.get(4),
            numbers.get(5),
            numbers.get(6),
            words == ALPHA_WORDS ? BigInteger.ZERO : numbers.get(7),
            words,
            words == ROUTED_WORDS ? numbers.get(10) : BigInteger.ZERO));
  }

  @Override
  public Optional<Map<Support, Integer>> supports() {
    return takesVotes ? Optional.of(family == Family.ALPHA ? ALPHA : BRAVO) : Optional.empty();
  }

  /**
   * Alpha takes a bool and no reason; what is neither of its two numbers is refused, since any of
   * them would count as one of the two.
   */
  @Override
  public PlannedCall vote(Dao dao, ProposalContent proposal, int support, String reason) {
    Uint256 id = new Uint256(proposal.key().proposalId());
    if (family != Family.ALPHA) {
      return OpenZeppelinForm.call(
          dao, "castVoteWithReason", List.of(id, new Uint8(support), new Utf8String(reason)));
    }
    if (!ALPHA.containsValue(support)) {
      throw new PrytanyException(
          FailureCode.INVALID_INPUT, "GovernorAlpha takes a vote for or against, and no other.");
    }
    return OpenZeppelinForm.call(dao, "castVote", List.of(id, new Bool(support == 1)));
  }

  @Override
  public PlannedCall queue(Dao dao, ProposalContent proposal) {
    return OpenZeppelinForm.call(dao, "queue", List.of(new Uint256(proposal.key().proposalId())));
  }

  @Override
  public PlannedCall execute(Dao dao, ProposalContent proposal) {
    return OpenZeppelinForm.call(dao, "execute", List.of(new Uint256(proposal.key().proposalId())));
  }

  @Override
  public List<Question> ahead(Views views, Dao dao, ProposalContent proposal, boolean queued) {
    return List.of(
        views.question(dao.governor(), PROPOSALS, id(proposal)),
        views.question(dao.governor(), QUORUM));
  }

  @Override
  public Optional<Votes> votes(Views views, Dao dao, ProposalContent proposal) {
    return known(views, dao, proposal)
        .map(row -> new Votes(row.inFavour(), row.against(), row.abstained()));
  }

  private static Optional<Row> known(Views views, Dao dao, ProposalContent proposal) {
    return row(views, dao, proposal)
        .filter(row -> row.id().equals(proposal.key().proposalId()))
        // Another order of the same words has other times in these places.
        .filter(
            row ->
                row.start().equals(BigInteger.valueOf(proposal.voteStart()))
                    && row.end().equals(BigInteger.valueOf(proposal.voteEnd())));
  }

  @Override
  public Optional<BigInteger> quorum(Views views, Dao dao, ProposalContent proposal) {
    return views.number(dao.governor(), QUORUM);
  }

  @Override
  public Optional<BigInteger> eta(Views views, Dao dao, ProposalContent proposal) {
    return known(views, dao, proposal).map(Row::eta).filter(eta -> eta.signum() > 0);
  }

  @Override
  public Optional<BigInteger> deadline(Views views, Dao dao, ProposalContent proposal) {
    return known(views, dao, proposal).map(Row::end);
  }

  @Override
  public boolean queues(Views views, Dao dao, ProposalContent proposal) {
    return true;
  }

  @Override
  public List<Question> executorAhead(Views views, Dao dao, ProposalContent proposal) {
    return List.of(
        family == Family.ROUTED_BRAVO
            ? views.question(dao.governor(), PROPOSALS, id(proposal))
            : views.question(dao.governor(), TIMELOCK));
  }

  @Override
  public Executor executor(Views views, Dao dao, ProposalContent proposal) {
    return Executor.of(
        family == Family.ROUTED_BRAVO
            ? known(views, dao, proposal)
                .flatMap(
                    row ->
                        views.number(
                            dao.governor(),
                            "proposalTimelocks(uint256)",
                            AbiBytes.word(row.route())))
                .flatMap(GovernorForm::account)
            : GovernorForm.timelock(views, dao));
  }

  @Override
  public Optional<BigInteger> power(Views views, Dao dao, Address account, long timepoint) {
    return token.flatMap(
        its ->
            views.number(
                its.contract(),
                its.getter(),
                AbiBytes.word(account),
                AbiBytes.word(BigInteger.valueOf(timepoint))));
  }

  @Override
  public Optional<Remembered> remembered(
      Views views, Dao dao, ProposalContent proposal, Address account) {
    return views
        .values(
            dao.governor(),
            "getReceipt(uint256,address)",
            List.of(UINT, UINT, UINT),
            id(proposal),
            AbiBytes.word(account))
        .filter(values -> values.getFirst().asInt().equals(BigInteger.ONE))
        .map(CompoundForm::remembered);
  }

  private static Remembered remembered(List<AbiValue> receipt) {
    BigInteger support = receipt.get(1).asInt();
    return new Remembered(
        support.bitLength() < 8 ? Optional.of(support.intValue()) : Optional.empty(),
        receipt.get(2).asInt());
  }

  @Override
  public boolean keepsTimes() {
    return true;
  }

  @Override
  public List<Question> recordQuestions(Views views, Dao dao, ProposalContent proposal) {
    return List.of(views.question(dao.governor(), PROPOSALS, id(proposal)));
  }

  @Override
  public Recorded recorded(ProposalContent proposal, List<Told> told) {
    Optional<Row> row = GovernorForm.bytes(told.getFirst()).flatMap(CompoundForm::row);
    Optional<Row> known = row.filter(its -> its.id().equals(proposal.key().proposalId()));
    return new Recorded(
        row.map(its -> known.isPresent() ? its.start() : BigInteger.ZERO),
        known.map(Row::end),
        known.map(Row::proposer).flatMap(GovernorForm::account));
  }

  private static String id(ProposalContent proposal) {
    return AbiBytes.word(proposal.key().proposalId());
  }
}
