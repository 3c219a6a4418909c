package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany digest`: one proposal for the terminal, or a file of them. */
@Command(
    name = "digest",
    mixinStandardHelpOptions = true,
    description = {
      "Digests a proposal, or a file of proposals.",
      "Speaks to a running server, or starts a short-lived one without a chain."
    })
public final class DigestCommand implements Subcommand {

  private static final List<String> PLUGINS = List.of("digest");

  @ArgGroup(multiplicity = "1")
  private Input input = new Input();

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description = "With --jsonl: where the digests go, one JSON object a line.")
  private @Nullable Path out;

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

  /** Either one file, or one of lines. */
  static final class Input {
    @Parameters(
        paramLabel = "FILE.md",
        description = "A proposal in Markdown; its first heading is its title.")
    @Nullable Path markdown;

    @Option(
        names = "--jsonl",
        paramLabel = "IN",
        description = "Proposals, one {id, title, body, actions} a line; other fields are ignored.")
    @Nullable Path lines;
  }

  @Override
  public Integer call() throws Exception {
    Path source =
        input.lines != null ? input.lines : java.util.Objects.requireNonNull(input.markdown);
    if (!Files.isRegularFile(source) || !Files.isReadable(source)) {
      throw new CommandFailure(
          "The file " + source + " cannot be read.", "Give the path of an existing file.");
    }
    if (input.lines != null && out == null) {
      throw new CommandFailure(
          "--jsonl needs --out to know where the digests go.", "Add --out FILE.jsonl.");
    }
    if (server != null) {
      return digest(server, source);
    }
    return withOwnServer(source);
  }

  private int withOwnServer(Path source) throws Exception {
    Installation installation = Installation.current();
    Path data = Files.createTempDirectory("prytany-digest");
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
      return digest(own.address(), source);
    } finally {
      OwnServer.delete(data);
    }
  }

  private int digest(URI address, Path source) throws IOException {
    try (ApiClient api = new ApiClient(address)) {
      if (input.lines != null) {
        return new BulkDigest(api, parallel, spec.commandLine().getErr())
            .run(source, java.util.Objects.requireNonNull(out));
      }
      JsonNode digest = api.post("/api/v1/digest", proposal(source));
      spec.commandLine().getOut().print(DigestPage.of(digest));
      spec.commandLine().getOut().flush();
      return 0;
    } catch (ApiClient.Problem e) {
      throw new CommandFailure(
          "The server refused: " + e.getMessage(), "Its code is " + e.code() + ".", e);
    }
  }

  private static ObjectNode proposal(Path file) throws IOException {
    ObjectNode proposal = ApiClient.JSON.createObjectNode();
    proposal.put("id", String.valueOf(file.getFileName()));
    proposal.put("title", "");
    // Bytes that are no UTF-8 become U+FFFD instead of ending the command.
    proposal.put("body", new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    proposal.putArray("actions");
    return proposal;
  }
}
