package org.prytany.governance.plugin;

import java.util.List;
import java.util.Optional;
import org.prytany.spi.Notifier;
import org.prytany.spi.VoteStrategy;

/**
 * The plugins that the host accepted. What it hands out may throw PrytanyException PLUGIN_FAULT:
 * the host bounds every call's time and turns a plugin's own exceptions into that.
 */
public interface Plugins {

  Optional<RunningDigester> digester();

  Optional<VoteStrategy> strategy();

  Optional<RunningExecutor> executor();

  /** None where whoever hosts the plugins tells nobody anything. */
  default Optional<Notifier> notifier() {
    return Optional.empty();
  }

  /**
   * A vote is due soon and no strategy can be asked: whoever waits to start one waits no longer.
   */
  default void hasten() {}

  /**
   * Says which WARs may run beside those that the configuration lists; a WAR that was named before
   * and is not any more stops.
   *
   * @param signedFor all of them
   */
  default void approve(SignedFor signedFor) {}

  /**
   * Says what operators set for plugins. A plugin that says what can be set for it is started once
   * this is known, with what was set for it and nothing else; one that runs with something else is
   * started again, beside itself, and the one that runs goes on if that does not start.
   *
   * @param given all of it
   */
  default void configure(GivenSettings given) {}

  /** What came of the values that were told last, for plugins for which that is known. */
  default List<TakenSettings> taken() {
    return List.of();
  }

  /** All that the host knows of, accepted or not. */
  List<PluginStatus> statuses();
}
