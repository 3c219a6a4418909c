package org.prytany.governance.plugin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What operators set for plugins, at one moment.
 *
 * @param byPlugin all of it, as written, by the plugin's id and the setting's name; perhaps secrets
 * @param onTrial ids of plugins that have not started yet with what is set for them now: an end of
 *     their process says nothing against their WAR
 */
public record GivenSettings(Map<String, Map<String, String>> byPlugin, Set<String> onTrial) {

  /** Nothing is set. */
  public static final GivenSettings NOTHING = new GivenSettings(Map.of(), Set.of());

  public GivenSettings {
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    byPlugin.forEach((id, its) -> copy.put(id, Map.copyOf(its)));
    byPlugin = Map.copyOf(copy);
    onTrial = Set.copyOf(onTrial);
  }

  @Override
  public String toString() {
    return "values for " + byPlugin.keySet();
  }
}
