package org.prytany.chain.intake;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.prytany.chain.family.GovernorForm;
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Told;
import org.prytany.chain.rpc.UnderWay;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.GovernorLogs.Checked;
import org.prytany.governance.proposal.ProposalContent;

/**
 * Holds what logs of proposals say against the governor's record and the chain's blocks. Endpoints
 * are compared in all of it; a log is one endpoint's word.
 *
 * <p>Source: as the kind of governor tells it (GovernorForm).
 */
final class LogProof {

  /** Asked about each. */
  private static final int QUESTIONS = 6;

  /** In one request, where the endpoint limits them. */
  private static final int FEWEST = 3;

  /** Requests under way, where the endpoint does not limit them. */
  private static final int AT_ONCE = 4;

  /** No clock has a timepoint beyond uint48. */
  private static final int TIMEPOINT_BITS = 48;

  private final JsonRpc rpc;
  private final Dao dao;
  private final GovernorForm form;
  private final BlockRef head;

  /**
   * @param head at which the governor is asked; every endpoint has come to it
   */
  LogProof(JsonRpc rpc, Dao dao, GovernorForm form, BlockRef head) {
    this.rpc = rpc;
    this.dao = dao;
    this.form = form;
    this.head = head;
  }

  /**
   * An answer for each, in order.
   *
   * @throws PrytanyException CHAIN_UNAVAILABLE if the endpoint does not answer
   */
  List<Checked> check(List<ProposalContent> shown) {
    int size = Math.max(FEWEST, rpc.bears() / QUESTIONS);
    List<List<ProposalContent>> parts = new ArrayList<>();
    for (int from = 0; from < shown.size(); from += size) {
      parts.add(shown.subList(from, Math.min(shown.size(), from + size)));
    }
    return UnderWay.each(parts, size > FEWEST ? AT_ONCE : 1, this::together).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Checked> together(List<ProposalContent> shown) {
    // Proposals of one block have its header in common.
    Set<Question> questions = new LinkedHashSet<>();
    shown.forEach(content -> questions.addAll(questions(content)));
    Map<Question, Told> told = new HashMap<>();
    try {
      Iterator<Told> answers = rpc.together(List.copyOf(questions)).iterator();
      questions.forEach(question -> told.put(question, answers.next()));
    } catch (PrytanyException e) {
      if (e.code() != FailureCode.CHAIN_ANSWER_INVALID) {
        throw e;
      }
      // Endpoints that differ about one proposal say nothing against the others.
      int half = shown.size() / 2;
      return half == 0
          ? List.of(new Checked(shown.getFirst(), Optional.empty()))
          : Stream.of(shown.subList(0, half), shown.subList(half, shown.size()))
              .flatMap(some -> together(some).stream())
              .toList();
    }
    return shown.stream()
        .map(content -> checked(content, questions(content).stream().map(told::get).toList()))
        .toList();
  }

  /** What is known at the head first, then the block, then what was known at it and before it. */
  private List<Question> questions(ProposalContent content) {
    List<Question> questions = new ArrayList<>(atHead(content));
    questions.add(Question.of("eth_getBlockByNumber", Quantities.of(content.block()), false));
    for (long number : List.of(content.block(), content.block() - 1)) {
      if (number >= 0 && number != head.number()) {
        Views then = new Views(rpc, Quantities.of(number));
        questions.add(form.recordQuestions(then, dao, content).getFirst());
      }
    }
    return questions;
  }

  private List<Question> atHead(ProposalContent content) {
    return form.recordQuestions(new Views(rpc, Quantities.of(head.number())), dao, content);
  }

  private Checked checked(ProposalContent content, List<Told> told) {
    int ofRecord = atHead(content).size();
    GovernorForm.Recorded recorded = form.recorded(content, told.subList(0, ofRecord));
    Optional<BlockRef> block = block(content, told.get(ofRecord));
    Optional<BigInteger> snapshot = recorded.snapshot().filter(LogProof::isTimepoint);
    Optional<BigInteger> deadline =
        recorded
            .deadline()
            .filter(LogProof::isTimepoint)
            .filter(its -> snapshot.filter(start -> start.compareTo(its) <= 0).isPresent());
    OptionalLong proposedAt =
        block.map(its -> OptionalLong.of(its.timestamp())).orElse(content.proposedAt());
    ProposalContent its =
        content.with(
            recorded.proposer().orElse(content.proposer()),
            snapshot.map(BigInteger::longValue).orElse(content.voteStart()),
            deadline.map(BigInteger::longValue).orElse(content.voteEnd()),
            proposedAt);
    return new Checked(
        its, refuted(content, block, recorded, told.subList(ofRecord + 1, told.size())));
  }

  private Optional<BlockRef> block(ProposalContent content, Told told) {
    return told.error().isPresent()
        ? Optional.empty()
        : Blocks.at(rpc, content.block(), told.result());
  }

  /**
   * @param then what was known at its block, unless that is the head, and at the block before
   */
  private Optional<String> refuted(
      ProposalContent content,
      Optional<BlockRef> block,
      GovernorForm.Recorded recorded,
      List<Told> then) {
    if (block.filter(its -> !its.hash().equalsIgnoreCase(content.blockHash())).isPresent()) {
      return Optional.of("The chain has another block " + content.block() + ".");
    }
    Optional<BigInteger> now = recorded.snapshot();
    if (now.filter(its -> its.signum() == 0).isPresent() && content.block() <= head.number()) {
      return Optional.of("The governor knows no such proposal at block " + head.number() + ".");
    }
    if (now.isEmpty()) {
      return Optional.empty();
    }
    if (form.keepsTimes() && !isAsAnnounced(content, recorded)) {
      return Optional.of(
          "It was announced to be voted on from "
              + content.voteStart()
              + " to "
              + content.voteEnd()
              + ", and the governor's record of it does not have these times: one of them is false,"
              + " or the record is in an order that is not known here.");
    }
    boolean asked = content.block() != head.number();
    if (asked && isAbsent(content, then.getFirst())) {
      return Optional.of("The governor did not know it at block " + content.block() + " yet.");
    }
    return then.size() > (asked ? 1 : 0)
            && snapshot(content, then.getLast()).orElse(BigInteger.ZERO).signum() > 0
        ? Optional.of("The governor knew it before block " + content.block() + ".")
        : Optional.empty();
  }

  /** Whether the governor itself says so; a node that has no state of a block says nothing. */
  private boolean isAbsent(ProposalContent content, Told told) {
    return told.error().isPresent()
        ? told.error().get().reverted()
        : snapshot(content, told).filter(its -> its.signum() == 0).isPresent();
  }

  private Optional<BigInteger> snapshot(ProposalContent content, Told told) {
    return form.recorded(content, List.of(told)).snapshot();
  }

  private static boolean isAsAnnounced(ProposalContent content, GovernorForm.Recorded recorded) {
    return recorded.snapshot().equals(Optional.of(BigInteger.valueOf(content.voteStart())))
        && recorded.deadline().equals(Optional.of(BigInteger.valueOf(content.voteEnd())));
  }

  private static boolean isTimepoint(BigInteger number) {
    return number.signum() > 0 && number.bitLength() <= TIMEPOINT_BITS;
  }
}
