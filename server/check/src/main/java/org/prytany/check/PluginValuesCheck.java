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
  private final Map<String, Map<String, String>> configured;
  private final Set<String> nobodys;
  private final List<Remark> remarks = new ArrayList<>();

  /**
   * @param set values by id and name
   * @param configured those that the configuration sets, not an order
   */
  PluginValuesCheck(
      Map<String, Map<String, String>> set, Map<String, Map<String, String>> configured) {
    this.set = set;
    this.configured = configured;
    this.nobodys = new TreeSet<>(configured.keySet());
  }

  /**
   * Looks at one that was inspected.
   *
   * @param runs whether it may run, so that what it misses is wrong
   */
  void look(Path war, boolean runs) {
    try {
      Declared declared = Declared.of(war);
      Optional<ConfigurationSchema> schema = declared.configuration();
      if (schema.isEmpty()) {
        return;
      }
      String id = declared.id();
      nobodys.remove(id);
      if (runs) {
        Map<String, String> its = set.getOrDefault(id, Map.of());
        schema.get().problems(id, its).forEach(this::wrong);
        Map<String, String> ofFile = configured.getOrDefault(id, Map.of());
        schema.get().unknown(id, ofFile).forEach(this::wrong);
        schema.get().unknownNames(its.keySet()).stream()
            .filter(name -> !ofFile.containsKey(name))
            .forEach(name -> ordered(id, name));
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

  private void ordered(String id, String name) {
    remarks.add(
        Remark.note(
            "plugins",
            Columns.safe(
                "'"
                    + name
                    + "' is ordered for "
                    + id
                    + " and nothing that this version of it knows: ./prytany plugin config "
                    + id
                    + " unset "
                    + name
                    + ".")));
  }

  private void wrong(String what) {
    remarks.add(Remark.wrong("plugins", Columns.safe(what) + "."));
  }
}
