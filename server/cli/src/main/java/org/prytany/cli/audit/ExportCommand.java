package org.prytany.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany audit export`: a copy of the log, one entry a line. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Copies the audit log of a running server, one JSON entry a line.",
      "`prytany audit verify --log FILE` reads it."
    },
    footer = {"", "For example:", "  prytany audit export --out audit.jsonl"})
public final class ExportCommand implements Subcommand {

  @Mixin private RunningServer server = new RunningServer();

  @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: the output).")
  private @Nullable Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path file = out;
    long count =
        server.ask(
            api -> {
              if (file == null) {
                return lines(api, spec.commandLine().getOut());
              }
              try (BufferedWriter writer = opened(file)) {
                return lines(api, writer);
              }
            });
    spec.commandLine().getErr().println(count + " entries.");
    return 0;
  }

  private static BufferedWriter opened(Path file) {
    try {
      return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + file + " cannot be written.", "Name another one with --out.", e);
    }
  }

  private static long lines(ApiClient api, java.io.Writer to) throws IOException {
    long count = 0;
    LogSource log = LogSource.of(api);
    while (log.hasNext()) {
      JsonNode entry = log.next();
      to.write(ApiClient.JSON.writeValueAsString(entry));
      to.write('\n');
      count++;
    }
    to.flush();
    return count;
  }
}
