package org.prytany.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.prytany.cli.Columns;
import org.prytany.host.configuration.ConfigurationSchema;
import org.prytany.host.inspect.Declared;

/** Whether what is set for plugins is what those that lie here ask for. */
final class PluginValuesCheck {

  private final Map<String, Map<String, String>> set;
  private final Set<String> nobodys;
  private final List<Remark> remarks = new ArrayList<>();

  /**
   * @param set values by id and name
   * @param configured ids for which the configuration sets some of them
   */
  PluginValuesCheck(Map<String, Map<String, String>> set, Set<String> configured) {
    this.set = set;
    this.nobodys = new TreeSet<>(configured);
  }

  /**
   * Looks at one that was inspected.
   *
   * @param runs whether it may run, so that what it misses is wrong
   */
  void look(Path war, boolean runs) {
    try {
      Optional<ConfigurationSchema> schema = ConfigurationSchema.of(war);
      if (schema.isEmpty()) {
        return;
      }
      String id = Declared.of(war).id();
      nobodys.remove(id);
      if (runs) {
        Map<String, String> its = set.getOrDefault(id, Map.of());
        schema.get().problems(id, its).forEach(this::wrong);
        schema.get().unknown(id, its).forEach(this::wrong);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Its inspection says so.
    }
  }

  /** What is to be said once all were looked at. */
  List<Remark> remarks() {
    for (String id : nobodys) {
      wrong(
          ConfigurationSchema.KEY
              + id
              + ".* is set, and no WAR here has a configuration and says in its manifest that its"
              + " id is "
              + id
              + ": nothing gets it; write the id as ./prytany plugin check WAR shows it");
    }
    return remarks;
  }

  private void wrong(String what) {
    remarks.add(Remark.wrong("plugins", Columns.safe(what) + "."));
  }
}
