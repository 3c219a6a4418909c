package org.prytany.governance.installation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What plugins say can be set for them. */
public interface SettingsSchemas {

  /**
   * What is wrong with what is to be set for a plugin, in words that repeat no value.
   *
   * @param all what it would get, by name
   * @param ordered names of what is ordered anew
   * @return without any if nothing is wrong; empty if there is no such plugin here, or nothing can
   *     be set for it
   */
  Optional<List<String>> problems(String plugin, Map<String, String> all, Set<String> ordered);

  /**
   * Whether a plugin with this id that gets what is set for it is in service, or may come to be.
   */
  boolean mayStart(String plugin);
}
