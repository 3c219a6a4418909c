package org.prytany.governance.approval;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.Counters;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;

/**
 * Which decisions by operators are taken, and which one counts. The server shows by these rules,
 * the signer keeps and signs by them.
 */
public final class DecisionRules {

  /** UTF-16 units of a reason: it is paid for by the byte on the chain. */
  public static final int LONGEST_REASON = 280;

  /** An operator's decisions about one proposal. */
  static final int MOST = 32;

  private DecisionRules() {}

  /** The latest Unix second at which a decision may expire. */
  public static long latestExpiry(Instant chainTime) {
    return chainTime.plus(Expiry.LONGEST).getEpochSecond();
  }

  /**
   * @param operators who may decide, as the process at hand is configured
   * @param proposal with its effects, where the decision binds them
   * @param before the decisions that are kept for it
   * @throws PrytanyException APPROVAL_REFUSED naming what is wrong and what to do;
   *     CHAIN_UNAVAILABLE when an operator's contract cannot be asked
   */
  static void require(
      Dao dao,
      Set<Address> operators,
      Proposal proposal,
      Roster roster,
      List<OperatorDecision> before,
      OperatorDecision decision,
      SignatureCheck signatures,
      Instant chainTime) {
    requireSaid(dao, operators, proposal, roster, before, decision, signatures);
    effectsMismatch(proposal, decision)
        .ifPresent(
            why -> {
              throw refused(why);
            });
    if (decision.expiry() <= chainTime.getEpochSecond()) {
      throw refused("It expired. Sign again with a later expiry.");
    }
    if (decision.expiry() > latestExpiry(chainTime)) {
      throw refused(
          "It would be good for more than "
              + Expiry.LONGEST.toDays()
              + " days. Sign again with an earlier expiry.");
    }
  }

  /**
   * The part of {@link #require} that needs nothing of the chain where operators have keys: whether
   * an operator signed this decision now, about this text.
   *
   * @param proposal its effects are not looked at
   */
  static void requireSaid(
      Dao dao,
      Set<Address> operators,
      Proposal proposal,
      Roster roster,
      List<OperatorDecision> before,
      OperatorDecision decision,
      SignatureCheck signatures) {
    requireOperator(dao, operators, decision.operator());
    requireAddressed(dao, proposal, decision);
    Counters.requireNext(roster, decision.operator(), decision.counter());
    requireReason(decision.reason());
    contentMismatch(dao, proposal, decision)
        .ifPresent(
            why -> {
              throw refused(why);
            });
    if (before.stream().filter(it -> it.operator().equals(decision.operator())).count() >= MOST) {
      throw refused("At most " + MOST + " decisions of one operator are kept for a proposal.");
    }
    if (!signed(decision, signatures)) {
      throw refused(
          "It was not signed by "
              + decision.operator()
              + ", or something else was signed. Sign the decision that is shown.");
    }
  }

  /** What is known of a vote that people decide. */
  public sealed interface Standing {

    /** No operator has decided on this content. */
    record None() implements Standing {}

    /** This one counts. */
    record Decided(OperatorDecision decision) implements Standing {}

    /**
     * An operator decided, and that does not count any more: nobody but an operator decides anew.
     */
    record Lapsed(OperatorDecision decision, String why) implements Standing {}
  }

  /**
   * The latest decision of a present operator about the present content.
   *
   * @param signatures asked again
   * @throws PrytanyException CHAIN_UNAVAILABLE when an operator's contract cannot be asked
   */
  public static Standing standing(
      Dao dao,
      Set<Address> operators,
      Proposal proposal,
      List<OperatorDecision> kept,
      SignatureCheck signatures,
      Instant chainTime) {
    Optional<OperatorDecision> latest =
        kept.stream()
            .filter(decision -> operators.contains(decision.operator()))
            .filter(decision -> decision.proposal().equals(proposal.key()))
            // One about another text lapses: where ids are counted, nothing else holds a text to
            // its id.
            .max(Comparator.comparingLong(OperatorDecision::sequence));
    if (latest.isEmpty()) {
      return new Standing.None();
    }
    OperatorDecision decision = latest.get();
    Optional<String> why =
        contentMismatch(dao, proposal, decision).or(() -> effectsMismatch(proposal, decision));
    if (why.isEmpty() && decision.expiry() <= chainTime.getEpochSecond()) {
      why = Optional.of("It expired.");
    }
    if (why.isEmpty() && !signed(decision, signatures)) {
      why = Optional.of("The operator's account does not confirm its signature any more.");
    }
    return why.<Standing>map(reason -> new Standing.Lapsed(decision, reason))
        .orElseGet(() -> new Standing.Decided(decision));
  }

  private static void requireOperator(Dao dao, Set<Address> operators, Address account) {
    if (operators.contains(account)) {
      return;
    }
    throw refused(
        account
            + (dao.treasurers().contains(account)
                ? " is a treasurer and no operator: treasurers decide about payouts, and operators"
                    + " (prytany.operators) about votes."
                : " is not listed under prytany.operators."));
  }

  private static void requireAddressed(Dao dao, Proposal proposal, OperatorDecision decision) {
    if (decision.proposal().chainId() != dao.chainId()
        || !decision.proposal().governor().equals(dao.governor())) {
      throw refused("It is about another DAO than " + dao.name() + ".");
    }
    if (!decision.proposal().equals(proposal.key())) {
      throw refused("It is about another proposal.");
    }
    if (dao.voter().isEmpty()) {
      throw refused(
          "This server has no voting account for "
              + dao.name()
              + ": set prytany.dao."
              + dao.id()
              + ".voter.");
    }
  }

  private static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw refused("It has no reason. Give one in your own words.");
    }
    if (reason.length() > LONGEST_REASON) {
      throw refused(
          "The reason goes on the chain with the vote: write at most "
              + LONGEST_REASON
              + " characters, not "
              + reason.length()
              + ".");
    }
  }

  /** Why it is not about the proposal's text and calls and this server; empty if it is. */
  private static Optional<String> contentMismatch(
      Dao dao, Proposal proposal, OperatorDecision decision) {
    if (!dao.voter().equals(Optional.of(decision.voter()))) {
      return Optional.of(
          "It is for a server that votes with " + decision.voter() + ". Sign again on this one.");
    }
    if (!decision.contentHash().equals(proposal.content().contentHash())) {
      return Optional.of(
          "It is about another text or other calls than the proposal has. Read it and sign again.");
    }
    return Optional.empty();
  }

  /** Why it is not about the effects that the proposal has now; empty if it is. */
  private static Optional<String> effectsMismatch(Proposal proposal, OperatorDecision decision) {
    if (!OperatorDecision.bindsEffects(decision.support())) {
      return decision.effectsHash().equals(TreasurerStatement.NO_EFFECTS)
          ? Optional.empty()
          : Optional.of("Only a vote FOR names effects. Sign the decision that is shown.");
    }
    return proposal
            .effects()
            .filter(report -> report.effects().effectsHash().equals(decision.effectsHash()))
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            "A vote FOR is about other effects than the proposal has now. Look at the present"
                + " effects and decide again.");
  }

  private static boolean signed(OperatorDecision decision, SignatureCheck signatures) {
    byte[] digest;
    try {
      digest = decision.data().digest();
    } catch (IllegalArgumentException e) {
      return false;
    }
    return signatures.signed(
        decision.proposal().chainId(), decision.operator(), digest, decision.signature());
  }

  static PrytanyException refused(String why) {
    return new PrytanyException(
        FailureCode.APPROVAL_REFUSED, "The decision does not count. " + why);
  }
}
