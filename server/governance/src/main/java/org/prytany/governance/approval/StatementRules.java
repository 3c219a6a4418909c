package org.prytany.governance.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.Counters;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * Which statements are taken. The server asks these rules before it stores one, the keeper before
 * it keeps one; what a kept one is worth later is {@link ApprovalState}'s.
 */
public final class StatementRules {

  /** A treasurer's statements about one proposal; a rejection is taken beyond it. */
  public static final int MOST = 32;

  /** UTF-16 units of a reason. */
  public static final int LONGEST_REASON = 2_000;

  private StatementRules() {}

  /**
   * @param proposal with its effects and verdict, and with the statements that are kept for it
   * @param roster present treasurers and last counters
   * @param chainTime the chain's time now
   * @throws PrytanyException APPROVAL_REFUSED naming what is wrong and what to do;
   *     CHAIN_UNAVAILABLE when a treasurer's contract cannot be asked
   */
  public static void require(
      Dao dao,
      Proposal proposal,
      Roster roster,
      TreasurerStatement statement,
      SignatureCheck signatures,
      Instant chainTime) {
    requireSaid(dao, proposal, roster, statement, signatures);
    switch (statement.kind()) {
      case APPROVE -> requireBinding(proposal, statement, chainTime);
      case OVERRIDE -> {
        requireBinding(proposal, statement, chainTime);
        requireBlock(proposal, statement);
      }
      case REJECT -> {}
      case WITHDRAW -> requireRejection(dao, proposal, roster, statement);
    }
    requireRoom(dao, proposal, roster, statement, chainTime);
  }

  /**
   * The part of {@link #require} that needs nothing of the chain where treasurers have keys:
   * whether a treasurer signed this statement now, about this proposal.
   *
   * @param proposal with the statements that are kept for it; its effects are not looked at
   */
  static void requireSaid(
      Dao dao,
      Proposal proposal,
      Roster roster,
      TreasurerStatement statement,
      SignatureCheck signatures) {
    requireAddressed(dao, proposal, roster, statement);
    requireCounter(proposal, roster, statement);
    requireForm(statement);
    if (statement.kind().bindsEffects()) {
      contentMismatch(proposal, statement)
          .ifPresent(
              why -> {
                throw refused(why);
              });
    }
    if (!signed(proposal.key(), statement, signatures)) {
      throw refused(
          "It was not signed by "
              + statement.treasurer()
              + ", or something else was signed. Sign the statement that is shown.");
    }
  }

  private static void requireAddressed(
      Dao dao, Proposal proposal, Roster roster, TreasurerStatement statement) {
    if (!dao.treasurers().contains(statement.treasurer()) || !roster.lists(statement.treasurer())) {
      throw refused(
          statement.treasurer() + " is not a configured treasurer of " + dao.name() + ".");
    }
    if (statement.proposal().chainId() != proposal.key().chainId()
        || dao.chainId() != proposal.key().chainId()) {
      throw refused(
          "It is about chain "
              + statement.proposal().chainId()
              + ", and the proposal is on chain "
              + proposal.key().chainId()
              + ".");
    }
    if (!statement.proposal().governor().equals(proposal.key().governor())
        || !dao.governor().equals(proposal.key().governor())) {
      throw refused(
          "It is about another governor than the proposal's, " + proposal.key().governor() + ".");
    }
    if (!statement.proposal().proposalId().equals(proposal.key().proposalId())) {
      throw refused("It is about another proposal.");
    }
    if (!statement.executor().equals(TreasurerStatement.executorOf(dao))) {
      throw refused(
          "It is for the server that executes with "
              + statement.executor()
              + ", and this one executes with "
              + TreasurerStatement.executorOf(dao)
              + ". Sign the statement that this server shows.");
    }
  }

  private static void requireCounter(
      Proposal proposal, Roster roster, TreasurerStatement statement) {
    for (TreasurerStatement known : proposal.statements()) {
      if (known.treasurer().equals(statement.treasurer())
          && known.counter() == statement.counter()) {
        throw refused(
            known.saysTheSameAs(statement)
                ? "This statement by "
                    + statement.treasurer()
                    + " was handed in before; it counts once."
                : "Its counter "
                    + statement.counter()
                    + " is used by another statement. Sign again with the next counter.");
      }
    }
    Counters.requireNext(roster, statement.treasurer(), statement.counter());
  }

  private static void requireForm(TreasurerStatement statement) {
    if (statement.reason().length() > LONGEST_REASON) {
      throw refused("Its reason is longer than " + LONGEST_REASON + " characters.");
    }
    boolean needsReason = statement.kind() == Kind.OVERRIDE || statement.kind() == Kind.WITHDRAW;
    if (needsReason && statement.reason().isBlank()) {
      throw refused(
          statement.kind() == Kind.OVERRIDE
              ? "An override needs a reason. Say in your own words why the block is wrong."
              : "A withdrawal needs a reason. Say in your own words why the rejection ends.");
    }
    boolean lifts = statement.kind() == Kind.OVERRIDE || statement.kind() == Kind.WITHDRAW;
    if (!lifts && !statement.lifts().isEmpty()) {
      throw refused("It names what it lifts, and only an override or a withdrawal lifts anything.");
    }
    if (!statement.kind().bindsEffects()
        && (!statement.effects().isEmpty()
            || !statement.effectsHash().equals(TreasurerStatement.NO_EFFECTS)
            || statement.expiry() != 0)) {
      throw refused(
          "A "
              + (statement.kind() == Kind.REJECT ? "rejection" : "withdrawal")
              + " is about the proposal whatever it does, and does not expire: it names no effects"
              + " and has expiry 0.");
    }
    try {
      StatementData.of(statement);
    } catch (IllegalArgumentException e) {
      throw refused("It is not well formed: hashes must be 0x and 64 lower-case digits.");
    }
  }

  private static void requireBinding(
      Proposal proposal, TreasurerStatement statement, Instant chainTime) {
    if (statement.expiry() <= chainTime.getEpochSecond()) {
      throw refused(
          "It expired at "
              + Instant.ofEpochSecond(Math.max(0, statement.expiry()))
              + " on the chain's clock. Sign again with a later expiry.");
    }
    if (statement.expiry() > Expiry.latest(proposal, chainTime)) {
      throw refused(
          "It would be good for more than "
              + Expiry.LONGEST.toDays()
              + " days after the timelock opens. Sign again with an earlier expiry.");
    }
    mismatch(proposal, statement)
        .ifPresent(
            why -> {
              throw refused(why);
            });
  }

  /**
   * Why an approval or an override is not about the proposal as it is now; empty if it is. Asked
   * when it is taken and again each time it is counted.
   */
  static Optional<String> mismatch(Proposal proposal, TreasurerStatement statement) {
    Optional<String> content = contentMismatch(proposal, statement);
    return content.isPresent() ? content : effectsMismatch(proposal, statement);
  }

  private static Optional<String> contentMismatch(Proposal proposal, TreasurerStatement statement) {
    if (!statement.actionsHash().equals(proposal.content().actionsHash())) {
      return Optional.of("It is about other actions than the proposal has.");
    }
    if (!statement.contentHash().equals(proposal.content().contentHash())) {
      return Optional.of("It is about another text than the proposal has.");
    }
    return Optional.empty();
  }

  private static Optional<String> effectsMismatch(Proposal proposal, TreasurerStatement statement) {
    if (proposal.effects().isEmpty()) {
      return Optional.of("The proposal's effects are not known yet. Wait for a simulation.");
    }
    EffectsReport report = proposal.effects().get();
    if (!report.contentHash().equals(proposal.content().contentHash())) {
      return Optional.of("The simulation is about another content; it is being made again.");
    }
    if (!statement.effectsHash().equals(report.effects().effectsHash())) {
      return Optional.of(
          "It is about other effects than the proposal has now. Look at the present effects and"
              + " sign again.");
    }
    Optional<String> tooMany = EffectWords.tooMany(report.effects());
    if (tooMany.isPresent()) {
      return tooMany;
    }
    if (!statement.effects().equals(EffectWords.of(report.effects()))) {
      return Optional.of(
          "Its words are not what the effects say. Look at the present effects and sign again.");
    }
    return Optional.empty();
  }

  /** Whether its treasurer signed it; what is not even well formed nobody did. */
  static boolean signed(
      ProposalKey proposal, TreasurerStatement statement, SignatureCheck signatures) {
    byte[] digest;
    try {
      digest = StatementData.of(statement).digest();
    } catch (IllegalArgumentException e) {
      return false;
    }
    return signatures.signed(
        proposal.chainId(), statement.treasurer(), digest, statement.signature());
  }

  private static void requireBlock(Proposal proposal, TreasurerStatement statement) {
    Optional<Verdict> verdict =
        proposal
            .verdict()
            .filter(there -> there.contentHash().equals(proposal.content().contentHash()))
            .filter(there -> there.effectsHash().equals(statement.effectsHash()));
    if (verdict.isEmpty()) {
      throw refused(
          "The text and the effects are not compared yet, so nothing is there to override. Wait for"
              + " the comparison.");
    }
    if (!verdict.get().blocked()) {
      throw refused("Nothing blocks the proposal, so nothing is there to override.");
    }
    List<String> there = new ArrayList<>(FindingNames.blocking(verdict.get()));
    if (statement.lifts().isEmpty()) {
      throw refused("It names no finding. An override lifts the findings that it names: " + there);
    }
    for (String name : statement.lifts()) {
      if (!there.remove(name)) {
        throw refused(
            "It lifts '"
                + name
                + "', which does not block the proposal, or not so often. What does: "
                + FindingNames.blocking(verdict.get()));
      }
    }
  }

  private static void requireRejection(
      Dao dao, Proposal proposal, Roster roster, TreasurerStatement statement) {
    if (statement.lifts().size() != 1) {
      throw refused("A withdrawal names exactly one rejection.");
    }
    String name = statement.lifts().getFirst();
    TreasurerStatement rejection =
        ApprovalState.of(dao, proposal, roster, Instant.EPOCH, SignatureCheck.TRUSTED)
            .rejections()
            .stream()
            .filter(there -> there.name().equals(name))
            .findFirst()
            .orElseThrow(() -> refused("No rejection stands that is named '" + name + "'."));
    Address by = rejection.treasurer();
    if (!by.equals(statement.treasurer()) && roster.lists(by)) {
      throw refused(
          by + " is a treasurer and has to withdraw their rejection themselves, or to approve.");
    }
  }

  private static void requireRoom(
      Dao dao, Proposal proposal, Roster roster, TreasurerStatement statement, Instant chainTime) {
    long said =
        proposal.statements().stream()
            .filter(there -> there.treasurer().equals(statement.treasurer()))
            .count();
    if (said < MOST) {
      return;
    }
    boolean rejectsAlready =
        ApprovalState.of(dao, proposal, roster, chainTime, SignatureCheck.TRUSTED)
            .rejections()
            .stream()
            .anyMatch(there -> there.treasurer().equals(statement.treasurer()));
    if (statement.kind() != Kind.REJECT || rejectsAlready) {
      throw refused(
          statement.treasurer()
              + " has made "
              + said
              + " statements about this proposal, and at most "
              + MOST
              + " are kept. Only a first rejection is taken now.");
    }
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(
        FailureCode.APPROVAL_REFUSED, "The treasurer's statement does not count. " + why);
  }
}
