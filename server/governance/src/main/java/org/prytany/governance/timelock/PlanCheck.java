package org.prytany.governance.timelock;

import java.util.Locale;
import java.util.Map;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Plugin;

/** Holds a plugin's plan against the one call that the host would make itself. */
public final class PlanCheck {

  private final AuditLog audit;

  public PlanCheck(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * @param what "queue" or "execute"
   * @throws PrytanyException PLUGIN_FAULT when the plan is any other call
   */
  public void requireExact(
      Plugin plugin, Proposal proposal, String what, PlannedCall planned, PlannedCall own) {
    boolean same =
        planned.target().equals(own.target())
            && planned.valueWei().equals(own.valueWei())
            && planned
                .calldata()
                .toLowerCase(Locale.ROOT)
                .equals(own.calldata().toLowerCase(Locale.ROOT));
    if (same) {
      return;
    }
    audit.append(
        plugin.id(),
        what + ".plan-refused",
        proposal.key().text(),
        Map.of("planned", planned.toString(), "expected", own.toString()));
    throw new PrytanyException(
        FailureCode.PLUGIN_FAULT,
        "Plugin "
            + plugin.id()
            + " "
            + plugin.version()
            + " planned another call to "
            + what
            + " than the proposal's own: nothing is sent. Replace the plugin.");
  }
}
