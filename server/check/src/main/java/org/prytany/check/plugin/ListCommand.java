package org.prytany.check.plugin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.cli.Columns;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.Subcommand;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.inspect.Permission;
import org.prytany.host.inspect.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany plugin list`: what lies in the plugin directory. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the files of the plugin directory, whether each is listed, and what it uses.",
      "What a running server does with them, `prytany status` says."
    })
public final class ListCommand implements Subcommand {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Configuration file, see docs/operating.md.")
  private Path config = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    OperatorConfig operator = OperatorConfig.read(config);
    for (Path war : wars(operator.pluginsDir())) {
      Report report = Inspection.of(war);
      String name = Columns.safe(String.valueOf(war.getFileName()));
      out.println(
          name
              + " "
              + report.sha256()
              + " "
              + (operator.accepted().contains(report.sha256()) ? "listed" : "not listed"));
      out.println(
          "  uses "
              + (report.counts().isEmpty()
                  ? "nothing beyond computing"
                  : report.counts().keySet().stream()
                      .map(Permission::key)
                      .collect(Collectors.joining(" "))));
      report.refusals().forEach(why -> out.println("  REFUSED: " + Columns.safe(why)));
    }
    return 0;
  }

  private static List<Path> wars(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(".war")).sorted().toList();
    }
  }
}
