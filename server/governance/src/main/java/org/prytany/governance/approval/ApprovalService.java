package org.prytany.governance.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.Transitions;

/** Takes treasurers' signed statements and says what is still missing. */
public final class ApprovalService {

  private final DaoDirectory daos;
  private final StatementVerifier verifier;
  private final Transitions transitions;
  private final DutyRepository duties;
  private final AuditLog audit;
  private final InstantSource clock;

  public ApprovalService(
      DaoDirectory daos,
      StatementVerifier verifier,
      Transitions transitions,
      DutyRepository duties,
      AuditLog audit,
      InstantSource clock) {
    this.daos = daos;
    this.verifier = verifier;
    this.transitions = transitions;
    this.duties = duties;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Verifies and stores a statement.
   *
   * @return where the approval stands with it
   * @throws PrytanyException APPROVAL_REFUSED naming what is wrong, also for a statement that was
   *     handed in before; NOT_FOUND for an unknown proposal
   */
  public ApprovalState submit(TreasurerStatement statement) {
    Proposal proposal = transitions.current(statement.proposal());
    Dao dao = dao(proposal);
    Instant now = clock.instant();
    if (statement.kind() == TreasurerStatement.Kind.OVERRIDE && statement.reason().isBlank()) {
      throw refused("an override needs a reason in the treasurer's own words");
    }
    requireOpen(proposal);
    verifier.verify(dao, proposal, statement, now);
    refuseRepeated(proposal, statement);
    audit.append(
        statement.treasurer().hex(),
        "treasurer." + statement.kind().name().toLowerCase(Locale.ROOT),
        proposal.key().text(),
        Map.of(
            "contentHash", proposal.content().contentHash(),
            "actionsHash", statement.actionsHash(),
            "effectsHash", statement.effectsHash(),
            "expiry", Long.toString(statement.expiry()),
            "reason", statement.reason(),
            "signature", statement.signature()));
    Proposal stored =
        transitions.apply(
            proposal.key(),
            "approval",
            current -> {
              refuseRepeated(current, statement);
              List<TreasurerStatement> all = new ArrayList<>(current.statements());
              all.add(statement.received(now));
              return Optional.of(current.change().statements(all).build());
            });
    wake(stored, now);
    return ApprovalState.of(dao, stored, now);
  }

  /** Where a proposal's approval stands now. */
  public ApprovalState state(Proposal proposal) {
    return ApprovalState.of(dao(proposal), proposal, clock.instant());
  }

  private static void requireOpen(Proposal proposal) {
    if (proposal.removedByReorg()) {
      throw refused("the block that proposed it is no longer part of the chain");
    }
    if (proposal.chain().isPresent() && proposal.chain().get().state().isFinal()) {
      throw refused("the proposal is " + proposal.chain().get().state() + ": nothing can follow");
    }
  }

  /**
   * The same signature again is a replay. So is the same word for the same effects: a treasurer who
   * changed their mind and wants to go back signs a new statement with another expiry.
   */
  private static void refuseRepeated(Proposal proposal, TreasurerStatement statement) {
    for (TreasurerStatement known : proposal.statements()) {
      boolean sameWords =
          known.kind() == statement.kind()
              && known.treasurer().equals(statement.treasurer())
              && known.actionsHash().equals(statement.actionsHash())
              && known.effectsHash().equals(statement.effectsHash())
              && known.expiry() == statement.expiry();
      if (sameWords || known.signature().equalsIgnoreCase(statement.signature())) {
        throw refused(
            "this statement by " + statement.treasurer() + " was handed in before; it counts once");
      }
    }
  }

  /** Payouts that waited for this statement need not wait for their next turn. */
  private void wake(Proposal proposal, Instant now) {
    boolean succeeded =
        proposal.chain().map(view -> view.state() == ProposalState.SUCCEEDED).orElse(false);
    boolean queued =
        proposal.chain().map(view -> view.state() == ProposalState.QUEUED).orElse(false);
    if (!succeeded && !queued) {
      return;
    }
    duties.schedule(
        new Duty(
            proposal.key(),
            succeeded ? DutyKind.QUEUE : DutyKind.EXECUTE,
            now,
            now.plus(Duration.ofDays(1)),
            Optional.empty(),
            now,
            0,
            ""));
  }

  private Dao dao(Proposal proposal) {
    return daos.find(proposal.key().chainId(), proposal.key().governor())
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND, "no DAO is configured for " + proposal.key()));
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(FailureCode.APPROVAL_REFUSED, "Not accepted: " + why + ".");
  }
}
