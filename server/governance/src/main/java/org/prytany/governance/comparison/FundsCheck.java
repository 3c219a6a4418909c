package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.Optional;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.findings.FindingCode;

/** Money that leaves accounts of which nobody said that they are the DAO's. */
record FundsCheck(Comparison comparison) {

  /** Without a chain nobody knows even the treasury. */
  private static final String OFFLINE = "decoded";

  void run() {
    if (comparison.method().equals(OFFLINE)) {
      return;
    }
    for (Outflow.Out out : Outflow.of(comparison.dao(), comparison.effects()).unlisted()) {
      if (out.chain().isEmpty()) {
        find(out);
      }
    }
  }

  private void find(Outflow.Out out) {
    for (int i = 0; i < comparison.effects().size(); i++) {
      if (comparison.effects().get(i) instanceof Change.Transfer moved
          && moved.contract().equals(out.asset())
          && moved.from().equals(Optional.of(out.from()))
          && moved.to().equals(out.to())) {
        int decimals = out.token().map(token -> token.decimals().orElse(0)).orElse(0);
        comparison
            .amber(FindingCode.FUNDS_NOT_LISTED, i)
            .say(
                "%s %s leaves %s, which is not listed among the DAO's accounts.",
                Grouped.of(new BigDecimal(out.amount(), decimals).stripTrailingZeros()),
                comparison.symbol(moved),
                comparison.name(out.from()));
        return;
      }
    }
  }
}
