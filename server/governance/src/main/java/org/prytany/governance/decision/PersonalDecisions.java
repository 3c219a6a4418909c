package org.prytany.governance.decision;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.approval.ChainTime;
import org.prytany.governance.approval.DecisionRules;
import org.prytany.governance.approval.DecisionRules.Standing;
import org.prytany.governance.approval.StatementKeeper;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;
import org.prytany.spi.Support;

/** What operators decided where the rules left a vote to people; the signer keeps it. */
public final class PersonalDecisions {

  private final StatementKeeper keeper;
  private final Set<Address> operators;
  private final DutyRepository duties;
  private final InstantSource clock;

  /**
   * @param operators who may decide
   */
  public PersonalDecisions(
      StatementKeeper keeper, Set<Address> operators, DutyRepository duties, InstantSource clock) {
    this.keeper = keeper;
    this.operators = Set.copyOf(operators);
    this.duties = duties;
    this.clock = clock;
  }

  /**
   * A decision for an operator to sign, about the proposal as it is now.
   *
   * @param expiry Unix seconds; 0 for the latest that is taken
   * @throws PrytanyException APPROVAL_REFUSED if there is nothing to sign yet; SIGNER_UNAVAILABLE
   */
  public OperatorDecision prepare(
      Dao dao, Proposal proposal, Support support, String reason, Address operator, long expiry) {
    boolean binds = OperatorDecision.bindsEffects(support);
    if (binds && proposal.effects().isEmpty()) {
      throw refused(
          "The proposal's effects are not known yet: wait for its simulation, or vote otherwise"
              + " than FOR.");
    }
    Address voter =
        dao.voter()
            .orElseThrow(
                () ->
                    refused(
                        "This server has no voting account for "
                            + dao.name()
                            + ": set prytany.dao."
                            + dao.id()
                            + ".voter."));
    Instant now = ChainTime.of(proposal, clock);
    return new OperatorDecision(
        proposal.key(),
        support,
        reason,
        operator,
        voter,
        keeper.roster(dao).nextCounter(operator),
        expiry == 0 ? DecisionRules.latestExpiry(now) : expiry,
        proposal.content().contentHash(),
        binds
            ? proposal.effects().orElseThrow().effects().effectsHash()
            : TreasurerStatement.NO_EFFECTS,
        "",
        Optional.empty());
  }

  /** Has a decision verified and kept. Exceptions as {@link StatementKeeper#keep}. */
  void keep(Dao dao, Proposal proposal, OperatorDecision decision) {
    keeper.keep(dao, proposal, decision);
  }

  /**
   * What counts of what was decided. The signatures were verified when they were kept, and the
   * signer verifies them again when it signs.
   *
   * @throws PrytanyException SIGNER_UNAVAILABLE
   */
  Standing standing(Dao dao, Proposal proposal) {
    return DecisionRules.standing(
        dao,
        operators,
        proposal,
        keeper.decisions(dao, proposal.key()),
        SignatureCheck.TRUSTED,
        ChainTime.of(proposal, clock));
  }

  /** What waited for people need not wait for its next turn. */
  public void wake(Proposal proposal) {
    String id = DutyKind.DECIDE + ":" + proposal.key().text();
    Instant now = clock.instant();
    duties.open().stream()
        .filter(duty -> duty.id().equals(id))
        .findFirst()
        .ifPresent(
            duty ->
                duties.schedule(
                    new Duty(
                        duty.proposal(),
                        duty.kind(),
                        now,
                        duty.latestSafe(),
                        duty.over(),
                        Optional.empty(),
                        now,
                        duty.attempts(),
                        duty.lastProblem())));
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(FailureCode.APPROVAL_REFUSED, "There is nothing to sign. " + why);
  }
}
