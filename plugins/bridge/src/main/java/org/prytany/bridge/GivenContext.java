package org.prytany.bridge;

import java.time.InstantSource;
import org.prytany.spi.PluginConfiguration;
import org.prytany.spi.PluginContext;

/** What one plugin gets, made for it alone. */
record GivenContext(String id, PluginConfiguration configuration) implements PluginContext {

  @Override
  public System.Logger logger() {
    return System.getLogger("org.prytany.plugin." + id);
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }
}
