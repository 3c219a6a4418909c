package org.prytany.cli.evaluate;

import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `prytany evaluate`: hands over to what can be measured. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures the server on real proposals.",
    subcommands = {ClaimsCommand.class, AsksCommand.class})
public final class EvaluateCommand implements Subcommand {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to measure: "
            + String.join(" or ", spec.commandLine().getSubcommands().keySet())
            + ".");
  }
}
