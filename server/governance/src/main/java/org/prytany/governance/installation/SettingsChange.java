package org.prytany.governance.installation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.governance.statement.SettingsOrder;

/**
 * What an order changes about the values of a plugin. It is sent beside the order, which binds what
 * comes of it.
 *
 * @param set by name
 * @param unset names of values that are not ordered any more
 */
public record SettingsChange(Map<String, SetValue> set, Set<String> unset) {

  private static final int LONGEST = 4_000;

  public SettingsChange {
    set = Map.copyOf(set);
    unset = Set.copyOf(unset);
  }

  /**
   * What is ordered once this is done.
   *
   * @throws org.prytany.governance.failure.PrytanyException INVALID_INPUT naming what is wrong
   */
  Map<String, SetValue> after(Map<String, SetValue> before) {
    if (set.isEmpty() && unset.isEmpty()) {
      throw Refused.invalid("The order changes nothing: set a value, or unset one.");
    }
    Map<String, SetValue> after = new TreeMap<>(before);
    for (String name : unset) {
      if (after.remove(name) == null || set.containsKey(name)) {
        throw Refused.invalid(
            "'"
                + Refused.shown(name)
                + "' is not set by an order, or is set and unset at once: only what an order set"
                + " can be unset.");
      }
    }
    set.forEach(
        (name, value) -> {
          require(name, value);
          after.put(name, value);
        });
    return after;
  }

  /** Whether an order names what this sets and unsets, and nothing else. */
  boolean isNamedBy(SettingsOrder order) {
    return order.set().equals(sorted(set.keySet())) && order.unset().equals(sorted(unset));
  }

  /** As orders have them. */
  static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  static void requireName(String name) {
    if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
      throw Refused.invalid(
          "'"
              + Refused.shown(name)
              + "' is no name of a setting: those have lower-case letters, digits and dashes, 64 at"
              + " most.");
    }
  }

  private static void require(String name, SetValue its) {
    requireName(name);
    if (its.value().isBlank() || its.value().length() > LONGEST) {
      throw Refused.invalid(
          "The value of '"
              + name
              + "' is empty or longer than "
              + LONGEST
              + " characters: shorten it, or unset it.");
    }
    if (!its.salt().matches("[0-9a-f]{64}")) {
      throw Refused.invalid(
          "The salt of '" + name + "' has to be 64 lower-case hexadecimal digits: draw one.");
    }
  }
}
