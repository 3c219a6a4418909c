package org.prytany.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorConfig;
import org.prytany.settings.WritingRoutes;
import org.prytany.settings.WritingRoutes.Route;

/** Endpoints and routes of a server's configuration, in words; no address and no key among them. */
record ConfiguredWriters(List<Endpoint> endpoints, Optional<WritingRoutes> routes) {

  private static final String PREFIX = "prytany.writing.";
  private static final String REMOTE = "remote:";

  /** An endpoint as it is configured; nobody has asked it. */
  record Endpoint(String name, String model, boolean hasKey, boolean plain, String timeout) {

    String line() {
      return REMOTE
          + name
          + ": write, "
          + model
          + ", an endpoint of yours: it is sent what it sees";
    }
  }

  /**
   * @throws CommandFailure if the rules cannot be read
   */
  static ConfiguredWriters of(Path config) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (String each : OperatorConfig.setting(config, PREFIX + "remotes").split(",", -1)) {
      String name = each.strip();
      if (name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
        String its = PREFIX + "remote." + name + ".";
        String timeout = OperatorConfig.setting(config, its + "timeout");
        endpoints.add(
            new Endpoint(
                name,
                Words.printable(OperatorConfig.setting(config, its + "model")),
                !OperatorConfig.setting(config, its + "key").isEmpty()
                    || !OperatorConfig.setting(config, its + "key-file").isEmpty(),
                OperatorConfig.setting(config, its + "allow-plain").equalsIgnoreCase("true"),
                timeout.isEmpty() ? "60s" : Words.printable(timeout)));
      }
    }
    return new ConfiguredWriters(endpoints, routes(config));
  }

  private static Optional<WritingRoutes> routes(Path config) {
    String given = OperatorConfig.setting(config, PREFIX + "routes");
    String model = OperatorConfig.setting(config, PREFIX + "model");
    try {
      if (!given.isEmpty()) {
        return Optional.of(WritingRoutes.parse(given));
      }
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          PREFIX + "routes: " + Words.printable(String.valueOf(e.getMessage())) + ".",
          "Correct it in " + config + ".",
          e);
    }
    return model.isEmpty()
        ? Optional.empty()
        : Optional.of(WritingRoutes.usual(new Route(Route.Engine.LOCAL, Words.printable(model))));
  }

  /** The endpoint of "remote:house"; empty for a name of a model. */
  Optional<Endpoint> find(String name) {
    return endpoints.stream().filter(each -> name.equals(REMOTE + each.name())).findFirst();
  }

  /** A block for the terminal; none where nothing is configured. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!endpoints.isEmpty()) {
      lines.add("Endpoints:");
      endpoints.forEach(each -> lines.add("  " + each.line()));
    }
    routes.ifPresent(
        its -> {
          lines.add("Who writes beside digests:");
          its.lines().forEach(line -> lines.add("  " + line));
        });
    return List.copyOf(lines);
  }
}
