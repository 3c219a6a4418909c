package org.prytany.cli.audit;

import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `prytany audit`: hands over to what can be done with the audit log. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks the audit log, takes a copy of it, or says how to anchor it.",
    subcommands = {VerifyCommand.class, ExportCommand.class, AnchorCommand.class})
public final class AuditCommand implements Subcommand {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Say what to do: verify, export or anchor.");
  }
}
