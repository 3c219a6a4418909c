package org.prytany.check.plugin;

import java.nio.file.Path;
import java.util.EnumSet;
import org.prytany.cli.OperatorOrder;
import org.prytany.cli.Subcommand;
import org.prytany.governance.statement.PluginOrder.Action;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany plugin retire`: an operator takes a plugin out of service by signature. */
@Command(
    name = "retire",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a plugin out of service on a running server, with an operator's signature, and deletes"
          + " its file from the plugin directory.",
      "",
      "First without --signature: writes what is to be signed. Sign that with your wallet (with"
          + " Foundry: cast wallet sign --data --from-file FILE), then run the same command with"
          + " --signature."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:what is to be signed is written, or the plugin is out of service",
      " 1:the server refused; its reason is said",
      " 2:it could not be done"
    })
public final class RetireCommand implements Subcommand {

  @Parameters(paramLabel = "ID", description = "The plugin's id, as `prytany status` shows it.")
  private String id = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "plugin-order.json",
      description = "What is to be signed (default: ${DEFAULT-VALUE}).")
  private Path written = Path.of("plugin-order.json");

  @Mixin private OperatorOrder order = new OperatorOrder();

  @Mixin private PublicOrigin origin = new PublicOrigin();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return new SignedOrder(order, written, origin.of(order), EnumSet.of(Action.REMOVE), id, "", "")
        .run(spec.commandLine().getOut(), "&remove=" + SignedOrder.encoded(id));
  }
}
