package org.prytany.chain.intake;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Told;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.GovernorLogs.Checked;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;

/**
 * Holds what logs of proposals say against the governor's record and the chain's blocks. Endpoints
 * are compared in all of it; a log is one endpoint's word.
 *
 * <p>Source: OpenZeppelin IGovernor proposalSnapshot, proposalDeadline, proposalProposer.
 */
final class LogProof {

  /** With six questions each, what every provider takes at once. */
  private static final int AT_ONCE = 3;

  /** No clock has a timepoint beyond uint48. */
  private static final int TIMEPOINT_BITS = 48;

  private static final String SNAPSHOT = "proposalSnapshot(uint256)";
  private static final String DEADLINE = "proposalDeadline(uint256)";
  private static final String PROPOSER = "proposalProposer(uint256)";

  private final JsonRpc rpc;
  private final Dao dao;
  private final BlockRef head;

  /**
   * @param head at which the governor is asked; every endpoint has come to it
   */
  LogProof(JsonRpc rpc, Dao dao, BlockRef head) {
    this.rpc = rpc;
    this.dao = dao;
    this.head = head;
  }

  /**
   * An answer for each, in order.
   *
   * @throws PrytanyException CHAIN_UNAVAILABLE if the endpoint does not answer
   */
  List<Checked> check(List<ProposalContent> shown) {
    List<Checked> checked = new ArrayList<>();
    for (int from = 0; from < shown.size(); from += AT_ONCE) {
      checked.addAll(together(shown.subList(from, Math.min(shown.size(), from + AT_ONCE))));
    }
    return checked;
  }

  private List<Checked> together(List<ProposalContent> shown) {
    List<Question> questions = new ArrayList<>();
    shown.forEach(content -> questions.addAll(questions(content)));
    List<Told> told;
    try {
      told = rpc.together(questions);
    } catch (PrytanyException e) {
      if (e.code() != FailureCode.CHAIN_ANSWER_INVALID) {
        throw e;
      }
      // Endpoints that differ about one proposal say nothing against the others.
      return shown.size() == 1
          ? List.of(new Checked(shown.getFirst(), Optional.empty()))
          : shown.stream().flatMap(content -> together(List.of(content)).stream()).toList();
    }
    List<Checked> checked = new ArrayList<>();
    int next = 0;
    for (ProposalContent content : shown) {
      int count = questions(content).size();
      checked.add(checked(content, told.subList(next, next + count)));
      next += count;
    }
    return checked;
  }

  /** What is known at the head first, then the block, then what was known at it and before it. */
  private List<Question> questions(ProposalContent content) {
    String id = AbiBytes.word(content.key().proposalId());
    Views now = new Views(rpc, Quantities.of(head.number()));
    List<Question> questions =
        new ArrayList<>(
            List.of(
                now.question(dao.governor(), SNAPSHOT, id),
                now.question(dao.governor(), DEADLINE, id),
                now.question(dao.governor(), PROPOSER, id),
                Question.of("eth_getBlockByNumber", Quantities.of(content.block()), false)));
    for (long number : List.of(content.block(), content.block() - 1)) {
      if (number >= 0 && number != head.number()) {
        questions.add(new Views(rpc, Quantities.of(number)).question(dao.governor(), SNAPSHOT, id));
      }
    }
    return questions;
  }

  private Checked checked(ProposalContent content, List<Told> told) {
    Optional<BlockRef> block = block(content, told.get(3));
    Optional<BigInteger> snapshot = number(told.getFirst()).filter(LogProof::isTimepoint);
    Optional<BigInteger> deadline =
        number(told.get(1))
            .filter(LogProof::isTimepoint)
            .filter(its -> snapshot.filter(start -> start.compareTo(its) <= 0).isPresent());
    Optional<Address> proposer =
        number(told.get(2))
            .filter(its -> its.signum() > 0 && its.bitLength() <= 160)
            .map(its -> new Address(String.format("0x%040x", its)));
    OptionalLong proposedAt =
        block.map(its -> OptionalLong.of(its.timestamp())).orElse(content.proposedAt());
    ProposalContent its =
        content.with(
            proposer.orElse(content.proposer()),
            snapshot.map(BigInteger::longValue).orElse(content.voteStart()),
            deadline.map(BigInteger::longValue).orElse(content.voteEnd()),
            proposedAt);
    return new Checked(its, refuted(content, block, told));
  }

  private Optional<BlockRef> block(ProposalContent content, Told told) {
    return told.error().isPresent()
        ? Optional.empty()
        : Blocks.at(rpc, content.block(), told.result());
  }

  private Optional<String> refuted(
      ProposalContent content, Optional<BlockRef> block, List<Told> told) {
    if (block.filter(its -> !its.hash().equalsIgnoreCase(content.blockHash())).isPresent()) {
      return Optional.of("The chain has another block " + content.block() + ".");
    }
    Optional<BigInteger> now = number(told.getFirst());
    if (now.filter(its -> its.signum() == 0).isPresent() && content.block() <= head.number()) {
      return Optional.of("The governor knows no such proposal at block " + head.number() + ".");
    }
    if (now.isEmpty()) {
      return Optional.empty();
    }
    List<Told> then = told.subList(4, told.size());
    boolean asked = content.block() != head.number();
    if (asked && isAbsent(then.getFirst())) {
      return Optional.of("The governor did not know it at block " + content.block() + " yet.");
    }
    return then.size() > (asked ? 1 : 0)
            && number(then.getLast()).orElse(BigInteger.ZERO).signum() > 0
        ? Optional.of("The governor knew it before block " + content.block() + ".")
        : Optional.empty();
  }

  /** Whether the governor itself says so; a node that has no state of a block says nothing. */
  private static boolean isAbsent(Told told) {
    return told.error().isPresent()
        ? told.error().get().reverted()
        : number(told).filter(its -> its.signum() == 0).isPresent();
  }

  private static boolean isTimepoint(BigInteger number) {
    return number.signum() > 0 && number.bitLength() <= TIMEPOINT_BITS;
  }

  /** Empty where there is no such function, and where the node has no such state. */
  private static Optional<BigInteger> number(Told told) {
    String word = told.result().asText("");
    return told.error().isEmpty() && word.matches("0x[0-9a-fA-F]{64}")
        ? Optional.of(new BigInteger(word.substring(2), 16))
        : Optional.empty();
  }
}
