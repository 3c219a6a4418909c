package org.prytany.governance.receipt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.SimulatedEffects;

/** Records what an execution moved, and says so loudly where it is not what was approved. */
public final class ReceiptService {

  private final ReceiptReader reader;
  private final Transitions transitions;
  private final AuditLog audit;

  public ReceiptService(ReceiptReader reader, Transitions transitions, AuditLog audit) {
    this.reader = reader;
    this.transitions = transitions;
    this.audit = audit;
  }

  /** Reads the receipt once the proposal is executed, by us or by a stranger. */
  public StageOutcome step(Dao dao, Proposal proposal) {
    if (proposal.receipt().isPresent()) {
      return new StageOutcome.Done("The receipt is there.");
    }
    Optional<String> transaction = executedIn(proposal);
    if (transaction.isEmpty()) {
      return new StageOutcome.Waiting("It is not known yet which transaction executed it.");
    }
    SimulatedEffects expected =
        proposal.effects().map(EffectsReport::effects).orElseGet(ReceiptService::nothingKnown);
    ExecutionReceipt receipt =
        heldAgainstApproval(
            proposal, expected, reader.read(dao, proposal.content(), expected, transaction.get()));
    audit.append(
        AuditLog.SERVER,
        receipt.asSimulated() ? "receipt.as-simulated" : "receipt.differs",
        proposal.key().text(),
        Map.of(
            "transaction", receipt.transactionHash(),
            "executedBy", receipt.executedBy().hex(),
            "difference", receipt.difference()));
    transitions.apply(
        proposal.key(),
        "receipt",
        current ->
            current.receipt().isPresent()
                ? Optional.empty()
                : Optional.of(current.change().receipt(Optional.of(receipt)).build()));
    return receipt.asSimulated()
        ? new StageOutcome.Done("Everything moved as simulated.")
        : new StageOutcome.Done("It moved something else: " + receipt.difference());
  }

  /**
   * Simulated is not approved: state moves after people signed, and effects are simulated again
   * until the very end. What nobody approved is never called "as simulated"; then the words that
   * were signed are told beside what moved.
   */
  private static ExecutionReceipt heldAgainstApproval(
      Proposal proposal, SimulatedEffects expected, ExecutionReceipt receipt) {
    List<TreasurerStatement> approvals =
        proposal
            .statements(TreasurerStatement.Kind.APPROVE)
            .filter(statement -> statement.contentHash().equals(proposal.content().contentHash()))
            .toList();
    boolean approved =
        approvals.isEmpty()
            || approvals.stream()
                .anyMatch(statement -> statement.effectsHash().equals(expected.effectsHash()));
    if (approved) {
      return receipt;
    }
    String signed = String.join("; ", approvals.getLast().effects());
    return new ExecutionReceipt(
        receipt.transactionHash(),
        receipt.block(),
        receipt.at(),
        receipt.executedBy(),
        receipt.balances(),
        false,
        "Treasurers approved other effects than were simulated last. Approved: "
            + signed
            + ". Against the last simulation: "
            + (receipt.difference().isEmpty()
                ? "everything moved as it said."
                : receipt.difference()));
  }

  private static Optional<String> executedIn(Proposal proposal) {
    return proposal
        .execution()
        .flatMap(act -> act.outcome())
        .flatMap(
            outcome ->
                switch (outcome) {
                  case ActOutcome.Confirmed confirmed -> Optional.of(confirmed.transactionHash());
                  case ActOutcome.DoneElsewhere elsewhere -> elsewhere.transactionHash();
                  case ActOutcome.Reverted reverted -> Optional.empty();
                  case ActOutcome.Unknown unknown -> Optional.empty();
                  case ActOutcome.Abandoned abandoned -> Optional.empty();
                  case ActOutcome.Contrary contrary -> Optional.empty();
                  case ActOutcome.Recalled recalled -> Optional.empty();
                });
  }

  private static SimulatedEffects nothingKnown() {
    return new SimulatedEffects(
        false,
        Optional.of("It was executed before it was simulated."),
        List.of(),
        EffectsHash.of(false, List.of()),
        0,
        "decoded");
  }
}
