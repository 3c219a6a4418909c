package org.prytany.governance.timelock;

import java.util.Map;
import java.util.Optional;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.proposal.Proposal;
import org.prytany.judging.PlannedCallCheck;
import org.prytany.judging.Visible;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Plugin;

/** Holds a plugin's plan against the one call that the host would make itself. */
public final class PlanCheck {

  /** UTF-16 units of a plan that are kept in the log; it may be as long as a plugin likes. */
  private static final int LONGEST_KEPT = 2_000;

  private final AuditLog audit;

  public PlanCheck(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * What is wrong with a plan, which the log then keeps; empty if it is exactly our own call.
   *
   * @param what "queue" or "execute"
   */
  public Optional<String> fault(
      Plugin plugin, Proposal proposal, String what, PlannedCall planned, PlannedCall own) {
    return PlannedCallCheck.fault(planned, own)
        .map(
            fault -> {
              audit.append(
                  plugin.id(),
                  what + ".plan-refused",
                  proposal.key().text(),
                  Map.of("planned", kept(planned), "expected", kept(own)));
              return "planned another call to "
                  + what
                  + " than the proposal's own: "
                  + fault
                  + ". Nothing is sent. Replace the plugin.";
            });
  }

  private static String kept(PlannedCall call) {
    return Visible.text(call.toString(), LONGEST_KEPT);
  }
}
