package org.prytany.check.plugin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.host.configuration.ConfigurationSchema;
import org.prytany.host.configuration.Setting;
import org.prytany.host.inspect.Declared;
import org.prytany.settings.OperatorFile;

/** What can be set for a plugin, and whether a configuration file sets it as it has to be. */
record SettingsPage(String id, ConfigurationSchema schema) {

  /** Empty of a WAR that says nothing of it. */
  static Optional<SettingsPage> of(Path war) {
    Declared declared = declared(war);
    return declared.configuration().map(schema -> new SettingsPage(declared.id(), schema));
  }

  /** What a WAR's manifest says. */
  static Declared declared(Path war) {
    try {
      return Declared.of(war);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          war + " cannot be read: " + e.getMessage(), "Name a plugin's WAR that can be read.");
    }
  }

  void print(PrintWriter out) {
    out.println("In the server's configuration file can be set:");
    for (Setting setting : schema.settings()) {
      out.println("  " + ConfigurationSchema.KEY + id + "." + setting.name() + "=");
      String words =
          setting.title()
              + ": "
              + setting.expected()
              + (setting.required() ? "; required" : "")
              + setting.byDefault().map(its -> "; otherwise " + its).orElse("")
              + (setting.secret() ? "; a secret" : "");
      out.println("    " + Columns.safe(words));
      if (!setting.description().isEmpty()) {
        out.println("    " + Columns.safe(setting.description()));
      }
    }
  }

  /** Says what is wrong with what the file sets, and whether nothing is. */
  boolean agrees(Path config, PrintWriter out) {
    Map<String, String> written = written(config);
    List<String> problems = new ArrayList<>(schema.problems(id, written));
    problems.addAll(schema.unknown(id, written));
    problems.forEach(problem -> out.println("WRONG: " + Columns.safe(problem)));
    return problems.isEmpty();
  }

  private Map<String, String> written(Path config) {
    String start = ConfigurationSchema.KEY + id + ".";
    Map<String, String> written = new TreeMap<>();
    OperatorFile.read(config)
        .values()
        .forEach(
            (key, value) -> {
              if (key.startsWith(start)) {
                written.put(key.substring(start.length()), value);
              }
            });
    return written;
  }
}
