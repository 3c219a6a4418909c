package org.prytany.governance.plugin;

import java.util.Optional;

/**
 * One plugin as the host sees it.
 *
 * @param id the plugin's id; the file's name while it has not registered
 * @param version "" while it has not registered
 * @param kind simple name of its SPI interface; "" while it has not registered
 * @param reason why it is not ACTIVE, with what to do; "" if it is
 * @param file name of its WAR
 * @param sha256 of the WAR, 64 digits
 */
public record PluginStatus(
    String id,
    String version,
    String kind,
    State state,
    String reason,
    Optional<String> file,
    Optional<String> sha256) {

  /** What the host does with it; STARTING is what has offered nothing yet. */
  public enum State {
    STARTING,
    ACTIVE,
    REFUSED,
    QUARANTINED,
    GONE
  }
}
