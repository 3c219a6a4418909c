package org.prytany.app.period;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;

/** What was executed, by the transaction that did it. */
final class Executions {

  private Executions() {}

  /**
   * By one transaction, so at one time.
   *
   * @param proposals in the order of the proposals
   * @param at the best time that is known for any of them
   */
  record Execution(List<Proposal> proposals, Optional<Happenings.Moment> at) {
    Execution {
      proposals = List.copyOf(proposals);
    }

    /**
     * Of several, the one under which what moved stands: the first with a receipt, which is the
     * transaction's. Empty where one is alone, or none has any.
     */
    Optional<Proposal> teller() {
      return proposals.stream()
          .filter(its -> proposals.size() > 1 && its.receipt().isPresent())
          .findFirst();
    }
  }

  /**
   * @param alone when a proposal was executed, as far as it is known of itself
   */
  static List<Execution> of(
      List<Proposal> proposals, Function<Proposal, Optional<Happenings.Moment>> alone) {
    Map<String, List<Proposal>> together = new LinkedHashMap<>();
    for (Proposal proposal : proposals) {
      if (Happenings.isExecuted(proposal)) {
        together
            .computeIfAbsent(
                transaction(proposal).orElse(proposal.key().text()), its -> new ArrayList<>())
            .add(proposal);
      }
    }
    return together.values().stream().map(its -> new Execution(its, best(its, alone))).toList();
  }

  /** What is exact is better than what is reckoned. */
  private static Optional<Happenings.Moment> best(
      List<Proposal> together, Function<Proposal, Optional<Happenings.Moment>> alone) {
    return together.stream()
        .flatMap(its -> alone.apply(its).stream())
        .min(Comparator.comparing(Happenings.Moment::about).thenComparing(Happenings.Moment::at));
  }

  /** Known also before its receipt is written, where it was ours or was seen. */
  private static Optional<String> transaction(Proposal proposal) {
    return proposal
        .receipt()
        .map(ExecutionReceipt::transactionHash)
        .or(() -> proposal.execution().flatMap(Act::outcome).flatMap(Executions::transaction));
  }

  private static Optional<String> transaction(ActOutcome outcome) {
    return switch (outcome) {
      case ActOutcome.Confirmed confirmed -> Optional.of(confirmed.transactionHash());
      case ActOutcome.DoneElsewhere elsewhere -> elsewhere.transactionHash();
      default -> Optional.empty();
    };
  }
}
