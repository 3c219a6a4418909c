package org.prytany.link;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.prytany.link.Said.Kind;

/**
 * Counts how often in a row the process ended while a kind of plugin was asked. A strategy or an
 * executor that it happens to three times is asked no more, until another file is in its place:
 * else it would take the others' time for good. Of a digester, whose texts strangers choose, it
 * proves nothing; there the pauses between starts are the bound.
 */
final class Deaths {

  private static final int IN_A_ROW = 3;

  private final Map<Kind, Integer> inARow = new EnumMap<>(Kind.class);
  private final Map<String, String> blamed = new HashMap<>();

  synchronized void answered(Kind kind) {
    inARow.remove(kind);
  }

  /**
   * @param sha256 of the plugin's file; "" if it is not known
   */
  synchronized void died(Kind kind, String sha256, String what) {
    if (inARow.merge(kind, 1, Integer::sum) >= IN_A_ROW && kind != Kind.DIGESTER) {
      blamed.put(
          kind + " " + sha256,
          "the plugins' process ended "
              + IN_A_ROW
              + " times in a row while it was "
              + what
              + "; deploy it again once it is repaired, or restart the server");
      inARow.remove(kind);
    }
  }

  /** Why a plugin is asked no more. */
  synchronized Optional<String> blame(Kind kind, String sha256) {
    return Optional.ofNullable(blamed.get(kind + " " + sha256));
  }
}
