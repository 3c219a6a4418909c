package org.prytany.governance.installation;

import java.util.List;
import org.prytany.governance.statement.PluginOrder;

/** Keeps signed orders about plugins from one start to the next. What it gives is not believed. */
public interface OrderBook {

  /** In the order in which they were taken. */
  List<PluginOrder> read();

  /**
   * Keeps these, in the place of what was kept.
   *
   * @throws org.prytany.governance.failure.PrytanyException CONFIGURATION_INVALID if they cannot be
   *     written; then the earlier ones stay
   */
  void write(List<PluginOrder> orders);
}
