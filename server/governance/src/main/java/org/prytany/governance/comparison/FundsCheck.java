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
    if (comparison.simulated().method().equals(OFFLINE)) {
      return;
    }
    Outflow.of(comparison.dao(), comparison.effects()).unlisted().stream()
        .filter(out -> out.chain().isEmpty())
        .forEach(this::find);
  }

  private void find(Outflow.Out out) {
    comparison.effects(Change.Transfer.class).entrySet().stream()
        .filter(effect -> effect.getValue().contract().equals(out.asset()))
        .filter(effect -> effect.getValue().from().equals(Optional.of(out.from())))
        .filter(effect -> effect.getValue().to().equals(out.to()))
        .findFirst()
        .ifPresent(
            effect ->
                comparison
                    .amber(FindingCode.FUNDS_NOT_LISTED, effect.getKey())
                    .say(
                        "%s %s leaves %s, which is not listed among the DAO's accounts.",
                        Grouped.of(
                            new BigDecimal(
                                    out.amount(),
                                    out.token().map(t -> t.decimals().orElse(0)).orElse(0))
                                .stripTrailingZeros()),
                        comparison.symbol(effect.getValue()),
                        comparison.name(out.from())));
  }
}
