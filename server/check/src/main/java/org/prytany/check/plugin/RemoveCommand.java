package org.prytany.check.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany plugin remove`: takes a WAR out of the plugin directory. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Takes a plugin's file out of the plugin directory. A running server stops it.")
public final class RemoveCommand implements Subcommand {

  @Parameters(paramLabel = "NAME", description = "The file's name, e.g. my-plugin.war.")
  private String name = "";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Configuration file, see docs/operating.md.")
  private Path config = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OperatorConfig operator = OperatorConfig.read(config);
    if (!name.matches("[^/\\\\]{1,200}\\.war")
        || !Files.deleteIfExists(operator.pluginsDir().resolve(name))) {
      throw new CommandFailure(
          "There is no plugin file of that name in " + operator.pluginsDir() + ".",
          "`prytany plugin list` shows what there is.");
    }
    spec.commandLine().getOut().println("It is gone from " + operator.pluginsDir() + ".");
    return 0;
  }
}
