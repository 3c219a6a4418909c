package org.prytany.governance.installation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.statement.PluginOrder;

/**
 * Orders that were kept by a process that ended before it placed their file. What the next order
 * would be compared with is not there, and what runs is what such an order was to replace.
 *
 * @param audit has each of them that is forgotten
 */
public record UnplacedOrders(ApprovedPlugins approved, PluginShelf shelf, AuditLog audit) {

  private static final Logger LOG = System.getLogger(UnplacedOrders.class.getName());

  /** Takes them back; at a start, before any order can be handed in. */
  public void forget() {
    for (PluginOrder order : approved.inForce()) {
      try {
        if (shelf.holds(order.replaces()) && !shelf.holds(order.sha256())) {
          audit.append(
              AuditLog.SERVER,
              "plugin.order-failed",
              order.plugin(),
              Map.of(
                  "sha256",
                  order.sha256(),
                  "reason",
                  "The server ended before the file was placed: the order does not count, and the"
                      + " version that it was to replace goes on."));
          approved.forget(order);
        }
      } catch (PrytanyException e) {
        LOG.log(
            Level.WARNING,
            "Whether the file of the last order about the plugin {0} was placed is not known, or"
                + " that it was not cannot be kept: {1}",
            order.plugin(),
            e.getMessage());
      }
    }
  }
}
