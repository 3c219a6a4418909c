package org.prytany.host.inspect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Why a WAR is not run, in words; each once, and no more of them than anybody reads. */
final class Refusals {

  static final int MOST = 100;

  private final Set<String> all = new LinkedHashSet<>();

  /**
   * Keeps one.
   *
   * @param library in which it is; "" for the WAR itself
   */
  void add(String library, String why) {
    if (all.size() < MOST) {
      all.add(library.isEmpty() ? why : why + " (in " + Inspection.shown(library) + ")");
    }
  }

  void add(String why) {
    add("", why);
  }

  List<String> all() {
    return new ArrayList<>(all);
  }
}
