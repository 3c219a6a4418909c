package org.prytany.app.status;

import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;

/** Shows how many plugins there are in each state. */
public final class PluginMetrics {

  private final MetricRegistry registry;

  public PluginMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  /**
   * From now on.
   *
   * @param signedFor SHA-256 of the WARs that may run by an operator's signature
   */
  public void show(Plugins plugins, Supplier<Set<String>> signedFor) {
    registry.gauge("prytany_plugins_signed_for", () -> signedFor.get().size());
    for (PluginStatus.State state : PluginStatus.State.values()) {
      registry.gauge(
          "prytany_plugins", () -> count(plugins, state), new Tag("state", state.name()));
    }
  }

  static long count(Plugins plugins, PluginStatus.State state) {
    return plugins.statuses().stream().filter(status -> status.state() == state).count();
  }
}
