package org.prytany.spi;

import java.time.InstantSource;

/** What the host gives a plugin for as long as it runs. */
public interface PluginContext {

  /** What the operator set for this plugin, and for no other. */
  PluginConfiguration configuration();

  /** Its lines stand in the log of the plugins' process, under "org.prytany.plugin." and the id. */
  System.Logger logger();

  /** The host's clock. A strategy decides by the situation's times and not by this. */
  InstantSource clock();
}
