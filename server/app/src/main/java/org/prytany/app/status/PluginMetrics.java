package org.prytany.app.status;

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

  /** From now on. */
  public void show(Plugins plugins) {
    for (PluginStatus.State state : PluginStatus.State.values()) {
      registry.gauge(
          "prytany_plugins", () -> count(plugins, state), new Tag("state", state.name()));
    }
  }

  static long count(Plugins plugins, PluginStatus.State state) {
    return plugins.statuses().stream().filter(status -> status.state() == state).count();
  }
}
