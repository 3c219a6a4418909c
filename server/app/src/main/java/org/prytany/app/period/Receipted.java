package org.prytany.app.period;

import java.util.Locale;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;

/** What the receipt of an execution says of its simulation. */
enum Receipted {
  /** What was simulated before is what happened. */
  AS_SIMULATED,
  /** Something else happened than was simulated before. */
  DIFFERS,
  /** It was executed before it was simulated: nothing was measured that it could differ from. */
  NOT_SIMULATED,
  /** There is no receipt yet: what happened is not known. */
  MISSING;

  static Receipted of(Proposal proposal) {
    if (proposal.receipt().isEmpty()) {
      return MISSING;
    }
    ExecutionReceipt receipt = proposal.receipt().get();
    boolean before =
        proposal.effects().filter(report -> report.effects().block() < receipt.block()).isPresent();
    if (!before) {
      return NOT_SIMULATED;
    }
    return receipt.asSimulated() ? AS_SIMULATED : DIFFERS;
  }

  /** As the API says it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
