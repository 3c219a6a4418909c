package org.prytany.check.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorOrder;
import org.prytany.cli.Subcommand;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany plugin approve`: an operator signs for an uploaded plugin, which then runs. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "Puts an uploaded plugin in service on a running server, with an operator's signature.",
      "",
      "WAR is your own copy: only what is in it is asked for. First without --signature: writes"
          + " what is to be signed. Sign that with your wallet (with Foundry: cast wallet sign"
          + " --data --from-file FILE), then run the same command with --signature."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:what is to be signed is written, or the plugin is put in service",
      " 1:the server refused; its reason is said",
      " 2:it could not be done"
    })
public final class ApproveCommand implements Subcommand {

  @Parameters(paramLabel = "WAR", description = "Your copy of the plugin's file.")
  private Path war = Path.of("");

  @Option(
      names = "--downgrade",
      description = "You mean to go back to a version that is older than the one in service.")
  private boolean downgrade;

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
    if (!Files.isRegularFile(war)) {
      throw new CommandFailure("There is no file " + war + ".", "Name a plugin's WAR.");
    }
    Set<Action> allowed =
        downgrade ? EnumSet.of(Action.DOWNGRADE) : EnumSet.of(Action.INSTALL, Action.UPDATE);
    try {
      String sha256 = Inspection.sha256(war);
      Declared declared = Declared.of(war);
      return new SignedOrder(
              order, written, origin.of(order), allowed, declared.id(), declared.version(), sha256)
          .run(spec.commandLine().getOut(), "&sha256=" + sha256);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "The file " + war + " is refused: " + Columns.safe(String.valueOf(e.getMessage())) + ".",
          "Correct this in the plugin's build.",
          e);
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + war + " cannot be read as a WAR.", "Name a plugin's WAR.", e);
    }
  }
}
