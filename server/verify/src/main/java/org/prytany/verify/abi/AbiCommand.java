package org.prytany.verify.abi;

import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `prytany abi`: hands over to what can be done with the operator's ABIs. */
@Command(
    name = "abi",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Teaches the server what functions are called that it does not know.",
      "",
      "An ABI gives a call its name and its arguments; it says nothing about what the call does, so"
          + " such a call still needs a person, unless its text says everything that is handed over"
          + " or the contract itself confirms what it sets."
    },
    subcommands = {
      AddCommand.class,
      FetchCommand.class,
      ListCommand.class,
      ShowCommand.class,
      RemoveCommand.class
    })
public final class AbiCommand implements Subcommand {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: add, fetch, list, show or remove.");
  }
}
