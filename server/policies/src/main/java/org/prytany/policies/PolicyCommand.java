package org.prytany.policies;

import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `prytany policy`: hands over to what can be done with a policy before it votes. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Checks a file of voting rules, tries it on proposals, and puts a changed one into force.",
      "Only confirm changes anything, and only with an operator's signature."
    },
    subcommands = {CheckCommand.class, ReplayCommand.class, ConfirmCommand.class})
public final class PolicyCommand implements Subcommand {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Say what to do: check, replay or confirm.");
  }
}
