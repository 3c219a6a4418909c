package org.prytany.cli;

import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.prytany.cli.audit.AuditCommand;
import org.prytany.cli.evaluate.EvaluateCommand;
import org.prytany.cli.evaluate.Evaluation;
import org.prytany.cli.plugin.PluginSubcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `prytany`: shows help, or hands over to a command. */
@Command(
    name = "prytany",
    mixinStandardHelpOptions = true,
    version = "prytany 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Reads a DAO's proposals, digests them, votes as configured, and pays out what passed.",
    footer = {"", "`prytany COMMAND --help` says more about a command."},
    subcommands = {
      ServeCommand.class,
      SignerCommand.class,
      DigestCommand.class,
      WeekCommand.class,
      StatusCommand.class,
      AlertsCommand.class,
      AuditCommand.class,
      EvaluateCommand.class,
      LauncherCommands.Build.class,
      LauncherCommands.Test.class,
      LauncherCommands.Gates.class
    })
public final class Main implements Runnable {

  /** Exit code of a command that could not do its work. */
  public static final int FAILED = 2;

  @Spec private CommandSpec spec;

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command to run.");
  }

  public static void main(String[] arguments) {
    // What a command left running would keep the process.
    System.exit(ended(commandLine(), arguments));
  }

  /** The exit code, also of what nobody can go on after. */
  static int ended(CommandLine commandLine, String... arguments) {
    try {
      return commandLine.execute(arguments);
    } catch (Error e) {
      e.printStackTrace(commandLine.getErr());
      commandLine
          .getErr()
          .println(
              "prytany: Something went wrong that nobody foresaw.\n"
                  + "         Run `./prytany build` and try again; report the lines above if it stays"
                  + " so.");
      return FAILED;
    }
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    ServiceLoader.load(Subcommand.class).forEach(commandLine::addSubcommand);
    CommandLine evaluate = Objects.requireNonNull(commandLine.getSubcommands().get("evaluate"));
    ServiceLoader.load(Evaluation.class).forEach(evaluate::addSubcommand);
    CommandLine plugin = commandLine.getSubcommands().get("plugin");
    if (plugin != null) {
      ServiceLoader.load(PluginSubcommand.class).forEach(plugin::addSubcommand);
    }
    commandLine.setExecutionExceptionHandler(Main::explain);
    commandLine.setExecutionStrategy(Main::known);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    return commandLine;
  }

  /** Help of a command that there is not, is no help: picocli would print that of the one above. */
  private static int known(CommandLine.ParseResult parsed) {
    for (CommandLine commandLine : parsed.asCommandLineList()) {
      List<String> unknown = commandLine.getUnmatchedArguments();
      if (!unknown.isEmpty()) {
        String above = commandLine.getCommandSpec().qualifiedName();
        throw new ParameterException(
            commandLine,
            commandLine.getSubcommands().isEmpty()
                ? above + " does not take '" + unknown.getFirst() + "'."
                : "'" + unknown.getFirst() + "' is no command of " + above + ".");
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    var err = commandLine.getErr();
    if (failure instanceof CommandFailure known) {
      err.println("prytany: " + known.getMessage());
      err.println("         " + known.remedy());
    } else if (failure instanceof FileSystemException file) {
      err.println("prytany: " + file.getFile() + " cannot be read or written (" + why(file) + ").");
      err.println("         Check that it is there and whose it is, then run the command again.");
    } else {
      err.println("prytany: " + failure);
      err.println(
          "         This is a fault of Prytany's own. Please report it with the command you ran.");
    }
    err.flush();
    return FAILED;
  }

  private static String why(FileSystemException failure) {
    String kind = failure.getClass().getSimpleName().replace("Exception", "");
    return failure.getReason() == null ? kind : failure.getReason();
  }
}
