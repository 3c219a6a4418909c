package org.prytany.host.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.spi.PluginConfiguration;

/**
 * What can be set for one plugin: the bounded part of JSON Schema that its manifest has as
 * "configuration". Nothing that is set gives a plugin anything but the value.
 *
 * @param settings in the order of the schema
 */
public record ConfigurationSchema(List<Setting> settings) {

  /** Start of the configuration keys of what operators set; the plugin's id and a name follow. */
  public static final String KEY = "prytany.plugins.config.";

  public ConfigurationSchema {
    settings = List.copyOf(settings);
  }

  /**
   * Reads one, as a manifest has it.
   *
   * @throws IllegalArgumentException if it is refused, with what to write instead
   */
  public static ConfigurationSchema read(JsonNode json) {
    return SchemaReading.read(json);
  }

  /**
   * What is wrong with what an operator wrote, in words that repeat no value; empty if nothing.
   *
   * @param id of the plugin
   * @param written by name
   */
  public List<String> problems(String id, Map<String, String> written) {
    List<String> problems = new ArrayList<>();
    for (Setting setting : settings) {
      Optional<String> value = value(setting, written);
      if (value.isEmpty() && setting.required()) {
        problems.add(key(id, setting) + " is missing: set " + setting.expected());
      } else if (value.isPresent() && SettingValue.of(setting, value.get()).isEmpty()) {
        problems.add(key(id, setting) + " is not what it has to be: set " + setting.expected());
      }
    }
    return problems;
  }

  /**
   * What an operator wrote that the plugin is not given, since this version of it does not know it:
   * another may, so that it is no reason not to start. In words; empty if there is nothing.
   *
   * @param id of the plugin
   * @param written by name
   */
  public List<String> unknown(String id, Map<String, String> written) {
    String known = settings.stream().map(Setting::name).collect(Collectors.joining(", "));
    return unknownNames(written.keySet()).stream()
        .map(
            name ->
                KEY
                    + id
                    + "."
                    + name
                    + " is nothing that this version of the plugin knows, and is not given to it:"
                    + (known.isEmpty() ? " take it away" : " take it away, or use " + known))
        .toList();
  }

  /** Those of these names that it has not, ascending. */
  public Set<String> unknownNames(Set<String> names) {
    Set<String> unknown = new TreeSet<>(names);
    settings.forEach(setting -> unknown.remove(setting.name()));
    return unknown;
  }

  /** Texts that an operator wrote and that no schema has: secrets, among others. */
  public Set<String> hidden(Map<String, String> written) {
    return settings.stream()
        .filter(its -> its.choices().isEmpty())
        .filter(its -> its.type() == Setting.Type.STRING || its.type() == Setting.Type.ARRAY)
        .flatMap(its -> Optional.ofNullable(written.get(its.name())).stream())
        .flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split(",", -1))))
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What the plugin gets.
   *
   * @throws IllegalArgumentException if there are {@link #problems}
   */
  public PluginConfiguration configuration(String id, Map<String, String> written) {
    List<String> problems = problems(id, written);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting setting : settings) {
      value(setting, written)
          .flatMap(its -> SettingValue.of(setting, its))
          .ifPresent(its -> values.put(setting.name(), its));
    }
    return new PluginConfiguration(values);
  }

  private static Optional<String> value(Setting setting, Map<String, String> written) {
    return Optional.ofNullable(written.get(setting.name()))
        .map(String::strip)
        .filter(its -> !its.isEmpty())
        .or(setting::byDefault);
  }

  private static String key(String id, Setting setting) {
    return KEY + id + "." + setting.name();
  }
}
