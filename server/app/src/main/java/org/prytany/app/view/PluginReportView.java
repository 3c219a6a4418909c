package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/**
 * What was found in an uploaded plugin, and what signing for it would do.
 *
 * @param waits whether it waits for an operator's signature; else it was deleted
 * @param id as its manifest says; "" if it does not, as of version, kind and spi
 * @param kind digester, strategy, executor or notifier
 * @param spi range of versions of the plugin interfaces that it is for
 * @param action what an operator would sign: install-plugin, update-plugin or downgrade-plugin; ""
 *     if it does not wait
 * @param replaces what is in service under its id
 * @param asks what it may do, beyond computing
 * @param classes how many were read; none was loaded
 * @param changes against what is in service, in plain English
 * @param refusals why it does not wait
 */
public record PluginReportView(
    String sha256,
    boolean waits,
    String id,
    String version,
    String kind,
    String spi,
    String action,
    Optional<Replaced> replaces,
    List<Asks> asks,
    int classes,
    List<String> changes,
    List<Refusal> refusals) {

  /** The version in service. */
  public record Replaced(String version, String sha256) {}

  /**
   * A permission.
   *
   * @param words for people, e.g. "reads or writes files"
   * @param uses in how many places its classes use it
   */
  public record Asks(String permission, String words, long uses) {}

  /**
   * Why it is not taken.
   *
   * @param next what to do
   */
  public record Refusal(String reason, String next) {}
}
