package org.prytany.check.plugin;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.Subcommand;
import org.prytany.host.inspect.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany plugin install`: puts a listed WAR where the server finds it. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a plugin and puts it into the plugin directory, if it is listed and nothing stands"
          + " against it.",
      "A running server starts it within seconds; one of the same name is updated."
    })
public final class InstallCommand implements Subcommand {

  @Parameters(paramLabel = "WAR", description = "The plugin's file.")
  private Path war = Path.of("");

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Configuration file, see docs/operating.md.")
  private Path config = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    OperatorConfig operator = OperatorConfig.read(config);
    Report report = CheckCommand.inspected(war);
    ReportPage.print(report, false, out);
    if (!report.clean()) {
      out.println("It is not installed.");
      return 1;
    }
    if (!operator.accepted().contains(report.sha256())) {
      out.println(
          "It is not installed, for it is not listed. If it is meant to run, review it, add its"
              + " sha256 to prytany.plugins.sha256 in "
              + operator.file()
              + ", and restart the server.");
      return 1;
    }
    operator.deploy(war);
    out.println("It lies in " + operator.pluginsDir() + ". `prytany status` says how it does.");
    return 0;
  }
}
