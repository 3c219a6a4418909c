package org.prytany.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what operators set for plugins; whether it is what a plugin asks for, its host knows. */
final class PluginConfigurationReader {

  private static final int MOST = 1_000;
  private static final int LONGEST = 4_000;

  private PluginConfigurationReader() {}

  /** By the plugin's id and the setting's name. */
  static Map<String, Map<String, Secret>> read(Entries entries) {
    Map<String, Map<String, Secret>> all = new LinkedHashMap<>();
    int count = 0;
    for (Map.Entry<String, String> one : entries.values().entrySet()) {
      var parts = ConfigKey.PLUGINS_CONFIG.partsOf(one.getKey());
      if (parts.isEmpty()) {
        continue;
      }
      if (one.getValue().length() > LONGEST) {
        entries.problems().add(one.getKey() + " is longer than " + LONGEST + " characters.");
      }
      count++;
      all.computeIfAbsent(parts.get().get(0), any -> new LinkedHashMap<>())
          .put(parts.get().get(1), new Secret(one.getValue().strip()));
    }
    if (count > MOST) {
      entries
          .problems()
          .add("More than " + MOST + " keys begin with prytany.plugins.config: take some away.");
    }
    return all;
  }
}
