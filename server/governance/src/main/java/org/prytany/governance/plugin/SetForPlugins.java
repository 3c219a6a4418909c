package org.prytany.governance.plugin;

import java.util.List;

/**
 * What operators set for plugins, and what their processes make of it. Nothing here fails for want
 * of disk or store: plugins go on. Thread-safe.
 */
public interface SetForPlugins {

  /** What is set now. */
  GivenSettings given();

  /**
   * A new process is to be told: what was on trial in the one before did not survive it.
   *
   * @param before what that one was told last; what it was not told was not tried
   */
  void processBegins(GivenSettings before);

  /**
   * What the process that was told says.
   *
   * @param given what it was told; nothing follows for what is set otherwise by now
   * @param taken what came of it; a plugin of which nothing is known yet is not in it
   */
  void taken(GivenSettings given, List<TakenSettings> taken);
}
