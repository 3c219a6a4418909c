package org.prytany.check.plugin;

import org.prytany.cli.Subcommand;
import org.prytany.cli.plugin.KitCommand;
import org.prytany.cli.plugin.NewCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `prytany plugin`: hands over to what can be done with plugins. */
@Command(
    name = "plugin",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Begins a plugin, says what is in one before it runs, and puts plugins where the server finds"
          + " them.",
      "Only dev runs anything of a plugin, in a demo of its own. upload, approve, retire and config ask a"
          + " running server; the others need none."
    },
    subcommands = {
      NewCommand.class,
      KitCommand.class,
      CheckCommand.class,
      VerifyCommand.class,
      ListCommand.class,
      InstallCommand.class,
      RemoveCommand.class,
      UploadCommand.class,
      ApproveCommand.class,
      RetireCommand.class,
      ConfigCommand.class
    })
public final class PluginCommand implements Subcommand {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: new, kit, dev, check, verify, list, install, remove, upload, approve,"
            + " retire or config.");
  }
}
