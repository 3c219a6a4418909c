package org.prytany.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A plugin of somebody's own that the demo's server uses in place of ours of the same kind.
 *
 * @param war its file, checked as the host checks it
 * @param variables names of environment variables that it reads
 * @param file under which name it lies in the plugin directory
 * @param sha256 of the version that is waited for; empty: whichever lies there
 */
record TriedPlugin(Path war, List<String> variables, String file, Optional<String> sha256) {

  static final String DIGESTER = "ProposalDigester";
  static final String STRATEGY = "VoteStrategy";
  static final String EXECUTOR = "TreasuryExecutor";

  /** Our plugins, each with the kind that it is, as the server names kinds. */
  static final Map<String, String> OURS =
      Map.of("digest", DIGESTER, "policy", STRATEGY, "treasury", EXECUTOR);

  /** How a duty's problem begins that is the plugin's doing. */
  private static final String FAULT = "PLUGIN_FAULT: ";

  /** How a duty's problem begins that is its doing if the process ended while it was asked. */
  private static final String AWAY = "PLUGIN_UNAVAILABLE: ";

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}+");

  private static final Set<String> ENDED = Set.of("REFUSED", "FAILED", "QUARANTINED", "GONE");

  TriedPlugin {
    variables = List.copyOf(variables);
  }

  TriedPlugin(Path war, List<String> variables) {
    this(war, variables, String.valueOf(war.getFileName()), Optional.empty());
  }

  /** Whether a demo asks a plugin of one of these kinds anything. */
  static boolean isAsked(Set<String> kinds) {
    return !Collections.disjoint(kinds, OURS.values());
  }

  /** What it stands for, in words. */
  static String runsAs(Set<String> kinds) {
    return "Your plugin runs as "
        + String.join(" and ", kinds)
        + (isAsked(kinds) ? ", in place of the one that comes with Prytany" : "")
        + (OURS.values().containsAll(kinds)
            ? "."
            : "; a demo has no channel for what a notifier writes.");
  }

  /** The same plugin, put in service by an order about this very file. */
  TriedPlugin ordered(DemoOperator.Uploaded upload) {
    return new TriedPlugin(war, variables, upload.id() + ".war", Optional.of(upload.sha256()));
  }

  /** Whether what runs from the file has this id, as far as the server says which it has. */
  boolean is(String id, ApiClient api) throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode status : api.get("/api/v1/plugins")) {
      if (status.path("file").asText().equals(file) && !status.path("kind").asText().isEmpty()) {
        ids.add(status.path("id").asText());
      }
    }
    return ids.isEmpty() || ids.contains(id);
  }

  /**
   * Looks at a file as the host would, and prints what it finds.
   *
   * @throws CommandFailure if the host would not run it, or a variable is not set
   */
  static TriedPlugin checked(Path war, List<String> variables, CommandSpec demo) {
    if (!Files.isRegularFile(war)) {
      throw new CommandFailure(
          "There is no file " + war + ".", "Build your plugin first, and name its WAR.");
    }
    String name = String.valueOf(war.getFileName());
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.war")) {
      throw new CommandFailure(
          "The server takes no plugin called " + Columns.safe(name) + ".",
          "Name it with letters, digits, dots, dashes and underscores, and .war at the end.");
    }
    if (OURS.keySet().stream().anyMatch(ours -> name.equals("prytany-" + ours + ".war"))) {
      throw new CommandFailure(
          name + " is the name of a plugin that comes with Prytany.",
          "Give your plugin another file name, so that the two can be told apart.");
    }
    for (String variable : variables) {
      if (!VARIABLE.matcher(variable).matches() || System.getenv(variable) == null) {
        throw new CommandFailure(
            "The environment variable " + Columns.safe(variable) + " is not set.",
            "Set it before the command, e.g. NAME=VALUE ./prytany ..., or leave --variable out.");
      }
    }
    CommandLine plugin = demo.root().subcommands().get("plugin");
    int found =
        plugin == null ? CommandLine.ExitCode.SOFTWARE : plugin.execute("check", war.toString());
    if (found != 0) {
      throw new CommandFailure(
          "The server would not run " + name + ".", "Mend what is said above, and build it again.");
    }
    return new TriedPlugin(war, variables);
  }

  /**
   * The kinds that it is in use for; empty while it starts.
   *
   * @param logs folder of what the plugins' process printed
   * @throws CommandFailure with the server's reason, if it does not run
   */
  Set<String> kinds(ApiClient api, Path logs) {
    try {
      return running(api, logs).stream()
          .filter(status -> status.path("state").asText().equals("ACTIVE"))
          .map(status -> status.path("kind").asText())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      // The server is busy, or ends: whoever waits sees that it does.
      return Set.of();
    }
  }

  /**
   * For whoever waits for what it answers, once it is in use.
   *
   * @param ids of the proposals that it is asked about
   * @param logs folder of what the plugins' process printed
   * @throws CommandFailure with what it threw, or why its answer was refused, if it failed on one;
   *     or why the plugins' process ended
   */
  void requireWell(ApiClient api, Set<String> ids, Path logs) {
    try {
      List<JsonNode> own = running(api, logs);
      for (JsonNode status : own) {
        // It was in use before: it starts again because its process ended.
        if (status.path("state").asText().equals("STARTING")
            && !status.path("kind").asText().isEmpty()) {
          throw failure(
              "The process that plugins run in ended, and yours is the only one in it that does"
                  + " not come with Prytany: "
                  + Columns.safe(status.path("reason").asText()),
              logs);
        }
      }
      for (JsonNode duty : api.get("/api/v1/duties")) {
        String problem = duty.path("problem").asText();
        int said = said(problem, own);
        if (said >= 0 && ids.contains(duty.path("proposalId").asText())) {
          throw failure(
              "A plugin failed on \""
                  + Columns.safe(duty.path("headline").asText())
                  + "\": "
                  + Columns.safe(problem.substring(said)),
              logs);
        }
      }
    } catch (IOException e) {
      // The server is busy, or starts again: it is asked again soon.
      return;
    }
  }

  /** Where in a duty's problem it is said how the plugin failed; -1 if it is not its doing. */
  private static int said(String problem, List<JsonNode> own) {
    if (problem.contains(FAULT)) {
      return problem.indexOf(FAULT) + FAULT.length();
    }
    boolean ended =
        own.stream()
            .map(status -> status.path("id").asText())
            .anyMatch(id -> problem.contains("ended while the plugin '" + id + "' was "));
    return ended && problem.contains(AWAY) ? problem.indexOf(AWAY) + AWAY.length() : -1;
  }

  /** One status for each plugin in the file, or one for the file. */
  private List<JsonNode> running(ApiClient api, Path logs) throws IOException {
    List<JsonNode> own = new ArrayList<>();
    for (JsonNode status : api.get("/api/v1/plugins")) {
      boolean version = sha256.map(status.path("sha256").asText()::equals).orElse(true);
      if (status.path("file").asText().equals(file) && version) {
        own.add(status);
        if (ENDED.contains(status.path("state").asText())) {
          throw failure(
              "Your plugin is "
                  + status.path("state").asText()
                  + ": "
                  + Columns.safe(status.path("reason").asText()),
              logs);
        }
      }
    }
    return own;
  }

  private static CommandFailure failure(String what, Path logs) {
    return new CommandFailure(
        what, "Mend it, and build it again. What plugins printed and threw is in " + logs);
  }
}
