package org.prytany.check.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorOrder;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** `prytany plugin config ID set`: an operator sets values for a plugin by signature. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    description = {
      "Sets values for a plugin of a running server, which starts again with them.",
      "",
      "First without --signature: writes what is to be signed. Sign that with your wallet (with"
          + " Foundry: cast wallet sign --data --from-file FILE), then run the same command with"
          + " --signature. Secrets are never arguments, which others on the machine can see."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:what is to be signed is written, or the plugin is started again",
      " 1:the server refused; its reason is said",
      " 2:it could not be done"
    })
public final class ConfigSetCommand implements Subcommand {

  @ParentCommand private ConfigCommand config = new ConfigCommand();

  @Parameters(paramLabel = "NAME=VALUE", arity = "0..*", description = "What is no secret.")
  private List<String> pairs = List.of();

  @Option(
      names = "--from-file",
      paramLabel = "NAME=FILE",
      description = "A value that stands in a file, such as a secret. May be said again.")
  private List<String> files = List.of();

  @Option(
      names = "--from-stdin",
      paramLabel = "NAME",
      description = "A value that is the first line of the standard input, such as a secret.")
  private @Nullable String fromInput;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "plugin-settings-order.json",
      description =
          "What is to be signed (default: ${DEFAULT-VALUE}). Beside it, in FILE.salts, lies what"
              + " the second run needs; delete both afterwards.")
  private Path written = Path.of("plugin-settings-order.json");

  @Mixin private OperatorOrder order = new OperatorOrder();

  @Mixin private PublicOrigin origin = new PublicOrigin();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> open = new TreeMap<>();
    pairs.forEach(one -> put(open, one, "NAME=VALUE"));
    Map<String, String> hidden = new TreeMap<>();
    files.forEach(one -> put(hidden, one, "NAME=FILE"));
    hidden.replaceAll((name, file) -> read(Path.of(file)));
    if (fromInput != null && hidden.put(fromInput, line()) != null) {
      throw notOnce(fromInput, "--from-stdin");
    }
    for (String name : hidden.keySet()) {
      if (open.containsKey(name)) {
        throw notOnce(name, "NAME=VALUE");
      }
    }
    return new SettingsSigning(order, written, origin.of(order), config.id())
        .set(spec.commandLine().getOut(), open, hidden);
  }

  private static void put(Map<String, String> all, String pair, String form) {
    int equals = pair.indexOf('=');
    if (equals < 1 || all.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
      throw notOnce(equals < 0 ? pair : pair.substring(0, equals), form);
    }
  }

  private static CommandFailure notOnce(String name, String form) {
    return new CommandFailure(
        "'" + name + "' is not said once as " + form + ".",
        "Say each setting once, in one way, such as most=3.");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + file + " cannot be read.", "Name a text file with the value.", e);
    }
  }

  private static String line() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new CommandFailure(
          "The standard input cannot be read.", "Give the value with --from-file.", e);
    }
  }
}
