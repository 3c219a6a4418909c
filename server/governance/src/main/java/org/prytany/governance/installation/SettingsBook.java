package org.prytany.governance.installation;

import java.util.List;

/** Keeps what is ordered for plugins from one start to the next. What it gives is not believed. */
public interface SettingsBook {

  /** One for each plugin. */
  List<KeptSettings> read();

  /**
   * Keeps these, in the place of what was kept, where nobody but the server reads them.
   *
   * @throws org.prytany.governance.failure.PrytanyException CONFIGURATION_INVALID if they cannot be
   *     written; then the earlier ones stay
   */
  void write(List<KeptSettings> all);
}
