package org.prytany.models;

import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `prytany model`: hands over to what can be done with an operator's models. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Adds, lists, shows, tries and removes the models that an operator has.",
      "",
      "Everything but writing works without: the model that chooses sentences ships with Prytany."
          + " No model ever decides what is voted for or paid."
    },
    subcommands = {
      AddCommand.class,
      ListCommand.class,
      ShowCommand.class,
      TryCommand.class,
      RemoveCommand.class
    })
public final class ModelCommand implements Subcommand {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: add, list, show, try or remove.");
  }
}
