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
    /** Its file was looked at, and waits: to be listed, or for its turn. */
    STAGED,
    /** Its file is never run. */
    REFUSED,
    STARTING,
    ACTIVE,
    /** It runs, and another of its kind is in use. */
    STANDBY,
    /** It did not start. */
    FAILED,
    /** It failed again and again, or took its process with it when it started. */
    QUARANTINED,
    /** It ran and was taken away. */
    GONE
  }
}
