package org.prytany.check.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.prytany.cli.OperatorOrder;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** `prytany plugin config ID unset`: an operator takes back by signature what an order set. */
@Command(
    name = "unset",
    mixinStandardHelpOptions = true,
    description = {
      "Takes back what an order set for a plugin of a running server: what the configuration file"
          + " says counts again, or the default.",
      "",
      "First without --signature: writes what is to be signed. Sign that with your wallet (with"
          + " Foundry: cast wallet sign --data --from-file FILE), then run the same command with"
          + " --signature."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:what is to be signed is written, or the plugin is started again",
      " 1:the server refused; its reason is said",
      " 2:it could not be done"
    })
public final class ConfigUnsetCommand implements Subcommand {

  @ParentCommand private ConfigCommand config = new ConfigCommand();

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "A setting.")
  private List<String> names = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "plugin-settings-order.json",
      description = "What is to be signed (default: ${DEFAULT-VALUE}).")
  private Path written = Path.of("plugin-settings-order.json");

  @Mixin private OperatorOrder order = new OperatorOrder();

  @Mixin private PublicOrigin origin = new PublicOrigin();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return new SettingsSigning(order, written, origin.of(order), config.id())
        .unset(spec.commandLine().getOut(), new TreeSet<>(names));
  }
}
