package org.prytany.cli.plugin;

import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `prytany plugin`: hands over to what can be done with plugins. */
@Command(
    name = "plugin",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Begins a plugin of your own, with a test and everything that its build needs.",
    subcommands = {NewCommand.class, KitCommand.class})
public final class PluginCommand implements Subcommand {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: "
            + String.join(", ", spec.commandLine().getSubcommands().keySet())
            + ".");
  }
}
