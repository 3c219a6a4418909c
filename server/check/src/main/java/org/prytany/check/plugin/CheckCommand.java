package org.prytany.check.plugin;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.Subcommand;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.inspect.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany plugin check`: what the host would find in a WAR. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Says how a plugin is packed and what its classes use, without running any of it.",
      "Ends with 0 if the host would run it once it is listed, with 1 if it would not."
    })
public final class CheckCommand implements Subcommand {

  @Parameters(paramLabel = "WAR", description = "The plugin's file.")
  private Path war = Path.of("");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Say, too, whether it is listed there, whether what is set there for it is what it has to"
              + " be, and what is new against what lies in its plugin directory.")
  private Path config = Path.of("");

  @Option(names = "--all", description = "Show every use and not the first three of each kind.")
  private boolean all;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Report report = inspected(war);
    ReportPage.print(report, all, out);
    if (report.clean()) {
      out.println(Columns.safe(manifest(war)));
    }
    Optional<SettingsPage> settings = report.clean() ? SettingsPage.of(war) : Optional.empty();
    settings.ifPresent(its -> its.print(out));
    if (!config.toString().isEmpty()) {
      OperatorConfig operator = OperatorConfig.read(config);
      Path before = operator.pluginsDir().resolve(war.getFileName());
      if (Files.isRegularFile(before)) {
        Report lying = Inspection.of(before);
        ReportPage.difference(lying, report, out);
        if (lying.clean()) {
          out.println("  Of that file: " + Columns.safe(manifest(before)));
        }
      }
      out.println(
          operator.accepted().contains(report.sha256())
              ? "It is listed in " + operator.file() + "."
              : "It is not listed in " + operator.file() + " (prytany.plugins.sha256).");
      if (settings.isPresent() && !settings.get().agrees(config, out)) {
        return 1;
      }
    }
    return report.clean() ? 0 : 1;
  }

  private static String manifest(Path war) {
    Declared declared = SettingsPage.declared(war);
    return declared
        .problem()
        .map(problem -> "It cannot be uploaded: " + problem + ".")
        .orElseGet(
            () ->
                "Its manifest says: "
                    + declared.id()
                    + " "
                    + declared.version()
                    + " ("
                    + declared.kind()
                    + "), for the versions "
                    + declared.spi()
                    + " of the plugin interfaces.");
  }

  static Report inspected(Path war) {
    if (!Files.isRegularFile(war)) {
      throw new CommandFailure("There is no file " + war + ".", "Name a plugin's WAR.");
    }
    return Inspection.of(war);
  }
}
