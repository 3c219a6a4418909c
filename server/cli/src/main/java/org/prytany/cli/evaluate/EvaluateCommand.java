package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.OwnServer;
import org.prytany.cli.ServerProcess;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany evaluate`: how often the server is right about real proposals. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the server on a corpus of real proposals.",
      "claims: how often changed calls are found, and honest ones are held up.",
      "Speaks to a running server, or starts a short-lived one without a chain."
    })
public final class EvaluateCommand implements Subcommand {

  private static final List<String> PLUGINS = List.of("digest");

  /** What is measured. */
  enum What {
    CLAIMS
  }

  @Parameters(paramLabel = "claims", description = "What to measure.")
  private What what = What.CLAIMS;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      required = true,
      defaultValue = "${env:PRYTANY_CORPUS}",
      description = "Proposals, a JSONL file or its folder (default: $PRYTANY_CORPUS).")
  private @Nullable Path corpus;

  @Option(
      names = "--without-summary",
      description = "Leave out the summaries that the corpus keeps apart from the texts.")
  private boolean withoutSummary;

  @Option(
      names = "--gate",
      description = "Exit with 1 unless recall is at least 98 %% and false red at most 5 %%.")
  private boolean gate;

  @Option(
      names = "--details",
      paramLabel = "FILE",
      description = "Also write red findings and missed changes of each proposal as JSON.")
  private @Nullable Path details;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Use this running server instead of starting one.")
  private @Nullable URI server;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "Proposals at a time (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path from = java.util.Objects.requireNonNull(corpus);
    if (!Files.isReadable(from)) {
      throw new CommandFailure(
          "The corpus " + from + " cannot be read.", "Give an existing file or folder.");
    }
    List<Published> proposals = Published.read(from, !withoutSummary);
    if (proposals.isEmpty()) {
      throw new CommandFailure(
          "No proposal in " + from + " has calls.", "Give a corpus with an actions field.");
    }
    return server != null ? evaluate(server, proposals) : withOwnServer(proposals);
  }

  private int withOwnServer(List<Published> proposals) throws Exception {
    Installation installation = Installation.current();
    Path data = Files.createTempDirectory("prytany-evaluate");
    Path file = data.resolve("prytany.properties");
    Files.writeString(file, OwnServer.configuration(installation, PLUGINS), StandardCharsets.UTF_8);
    OperatorConfig config = OperatorConfig.read(file);
    for (String plugin : PLUGINS) {
      config.deploy(installation.plugin(plugin));
    }
    try (ServerProcess own =
        ServerProcess.start(
            installation, new ServerProcess.Settings(data, config, ServerProcess.freePort()))) {
      spec.commandLine().getErr().println("Starting a server for this command ...");
      own.awaitOk("/health/ready", Duration.ofMinutes(2));
      return evaluate(own.address(), proposals);
    } finally {
      OwnServer.delete(data);
    }
  }

  private int evaluate(URI address, List<Published> proposals) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (ApiClient api = new ApiClient(address)) {
      ClaimsEvaluation evaluation = new ClaimsEvaluation(proposal -> digest(api, proposal), err);
      ClaimsReport report = new ClaimsReport(evaluation.run(proposals, parallel));
      report.print(spec.commandLine().getOut());
      if (details != null) {
        Files.writeString(
            details,
            ApiClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report.details()));
      }
      return gate && !report.goalsMet() ? 1 : 0;
    }
  }

  private static com.fasterxml.jackson.databind.JsonNode digest(ApiClient api, ObjectNode proposal)
      throws IOException {
    try {
      return api.post("/api/v1/digest", proposal);
    } catch (ApiClient.Problem e) {
      throw new IOException(
          proposal.path("id").asText() + ": " + e.code() + " " + e.getMessage(), e);
    }
  }
}
