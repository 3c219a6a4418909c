package org.prytany.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an operator configured, by key, and what is wrong with it: all parts of the settings read
 * their values here.
 *
 * @param values as written
 * @param problems grows while settings are read
 */
record Entries(Map<String, String> values, List<String> problems) {

  /** A value without blanks around it, else the key's default; empty if there is neither. */
  Optional<String> text(ConfigKey key, String... parts) {
    return Optional.ofNullable(values.get(key.of(parts)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .or(key::defaultValue);
  }

  /** The same; that there is none is a problem. */
  Optional<String> required(ConfigKey key, String name) {
    Optional<String> value = text(key, name);
    if (value.isEmpty()) {
      problems.add(key.of(name) + " is missing. " + key.description());
    }
    return value;
  }

  /** What stands between commas. */
  List<String> list(ConfigKey key, String... parts) {
    return text(key, parts).map(Entries::items).orElse(List.of());
  }

  /** What stands between commas in a value. */
  private static List<String> items(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  void bad(String name, String value, String expected) {
    problems.add(name + " is '" + value + "' and should be " + expected + ".");
  }

  /**
   * Names whose keys stand in the file, and which no list has: a mistake of the operator's.
   *
   * @param prefix pattern with which the keys of a name begin
   * @param said the problem's beginning, with %s for the name
   */
  void refuseUnlisted(Collection<String> names, ConfigKey list, String prefix, String said) {
    Set<String> unlisted = new TreeSet<>();
    for (String value : values.keySet()) {
      for (ConfigKey key : ConfigKey.values()) {
        if (key.pattern().startsWith(prefix)) {
          key.partsOf(value)
              .map(List::getFirst)
              .filter(name -> !names.contains(name))
              .ifPresent(unlisted::add);
        }
      }
    }
    for (String name : unlisted) {
      problems.add(said.formatted(name) + ": add it to " + list.of() + ", or remove its keys.");
    }
  }
}
