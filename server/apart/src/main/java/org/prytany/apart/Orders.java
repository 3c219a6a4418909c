package org.prytany.apart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.bridge.PluginKind;
import org.prytany.host.HostSettings;
import org.prytany.host.budget.Budget;
import org.prytany.host.inspect.Publishers;

/**
 * What the server ordered, in variables that it set itself when it started this process.
 *
 * @param host which plugins may run, and what they may use
 * @param publishers who has to have signed plugins
 * @param socket where to listen
 */
record Orders(HostSettings host, Publishers publishers, Path socket) {

  private static final Duration START = Duration.ofSeconds(60);

  /**
   * @throws IllegalArgumentException if a variable is missing: this process is started by nobody
   *     but the server
   */
  static Orders of(Map<String, String> variables) {
    Path drop = Path.of(of(variables, "PRYTANY_PLUGINS_DIR"));
    HostSettings host =
        new HostSettings(
            drop.resolveSibling("plugins-available"),
            drop,
            Path.of(of(variables, "PRYTANY_PLUGINS_RUN")),
            listed(of(variables, "PRYTANY_PLUGINS_SHA256")),
            use(of(variables, "PRYTANY_PLUGINS_USE")),
            new Budget(
                Duration.ofMillis(
                    Long.parseLong(of(variables, "PRYTANY_PLUGINS_PROCESSOR_MILLIS"))),
                Duration.ofMillis(Long.parseLong(of(variables, "PRYTANY_PLUGINS_CLOCK_MILLIS")))),
            START,
            of(variables, "PRYTANY_PLUGINS_FORGIVEN"),
            listed(of(variables, "PRYTANY_PLUGINS_SIGNED")),
            listed(of(variables, "PRYTANY_PLUGINS_SIGNED_LAST")));
    return new Orders(
        host, publishers(variables), Path.of(of(variables, "PRYTANY_PLUGINS_SOCKET")));
  }

  private static Publishers publishers(Map<String, String> variables) {
    String file = of(variables, "PRYTANY_PLUGINS_TRUST");
    return Publishers.read(
        file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)),
        listed(of(variables, "PRYTANY_PLUGINS_REVOKED")));
  }

  private static String of(Map<String, String> variables, String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is not set: only a Prytany server starts this");
    }
    return value;
  }

  /** Hashes or numbers, separated by blanks; perhaps none. */
  private static Set<String> listed(String hashes) {
    return hashes.isBlank() ? Set.of() : Set.of(hashes.split(" "));
  }

  /** Pairs with "=" between, separated by blanks. */
  private static Map<PluginKind, String> use(String pairs) {
    Map<PluginKind, String> use = new HashMap<>();
    for (String pair : pairs.split(" ")) {
      int equals = pair.indexOf('=');
      for (PluginKind kind : PluginKind.values()) {
        if (equals > 0 && kind.key().equals(pair.substring(0, equals))) {
          use.put(kind, pair.substring(equals + 1));
        }
      }
    }
    return use;
  }
}
