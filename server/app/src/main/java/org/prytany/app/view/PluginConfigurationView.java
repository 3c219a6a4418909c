package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/**
 * What can be set for a plugin, and what is.
 *
 * @param plugin its id
 * @param version whose schema it is; "" if its manifest does not say, or no version is here for
 *     which something can be set
 * @param sha256 of that version's WAR, or ""
 * @param latest digest of the order about its values that came last, 64 digits, zeros if none did;
 *     the next one replaces it
 * @param onTrial whether it has not started yet with what is ordered
 * @param takenBack why the order that came last was taken back since the server's start
 * @param settings in the order of the schema
 * @param others what is ordered and this version does not know
 */
public record PluginConfigurationView(
    String plugin,
    String version,
    String sha256,
    String latest,
    boolean onTrial,
    Optional<String> takenBack,
    List<PluginSettingView> settings,
    List<OrderedValueView> others) {

  /**
   * One thing that can be set.
   *
   * @param type string, integer, number, boolean or array
   * @param expected what it has to be, for people
   * @param byDefault its value where nothing is set
   * @param choices the texts that it may be; empty: any
   * @param from order, file, default or nothing
   * @param value in force; only for an operator who signed in, and never of a secret
   * @param hash of the value and its salt, 64 digits; if it is ordered
   */
  public record PluginSettingView(
      String name,
      String type,
      String title,
      String description,
      boolean secret,
      boolean required,
      String expected,
      Optional<String> byDefault,
      List<String> choices,
      String from,
      Optional<String> value,
      Optional<String> hash) {}

  /**
   * A value that is ordered.
   *
   * @param hash of the value and its salt, 64 digits
   */
  public record OrderedValueView(String name, String hash) {}
}
