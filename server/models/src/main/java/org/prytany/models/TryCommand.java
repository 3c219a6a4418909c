package org.prytany.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ActionsFile;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.DigestServer;
import org.prytany.cli.Insistent;
import org.prytany.cli.ServerChoice;
import org.prytany.cli.Subcommand;
import org.prytany.inference.Device;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.registry.ModelEntry;
import org.prytany.inference.registry.ModelRole;
import org.prytany.inference.remote.RemoteWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany model try`: what a model would write about a proposal, and what of it is proved. */
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a model write about one proposal, and says of each sentence whether the proposal's text bears it out.",
      "",
      "The model sees the sentences of the digest, numbered, and what the calls do; nothing else of the"
          + " text. Numbers, names and addresses it can only copy from them, and each sentence cites"
          + " where from. Nothing is stored, and no server shows it."
    },
    footer = {
      "",
      "For example:",
      "  prytany model try smollm2-135m-int4 proposal.md --actions calls.json",
      "  prytany model try qwen2.5-7b-instruct proposal.md --remote https://gpu.example/v1"
          + " --remote-key-file key"
    })
final class TryCommand implements Subcommand {

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description =
          "A model of the role write that `prytany model list` names, or with --remote the name by"
              + " which the endpoint lists it.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE.md",
      description = "A proposal in Markdown; its first heading is its title.")
  private Path file = Path.of("");

  @Option(
      names = "--actions",
      paramLabel = "FILE.json",
      description = "What it would execute, as for `prytany digest`.")
  private @Nullable Path actions;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "160",
      description = "How many tokens the model may write (default: ${DEFAULT-VALUE}).")
  private int tokens;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads of the model (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "auto, cpu or cuda (default: ${DEFAULT-VALUE}); docs/gpu.md says what cuda needs.")
  private String device = "auto";

  @Mixin private RegistryChoice choice = new RegistryChoice();
  @Mixin private RemoteChoice remote = new RemoteChoice();
  @Mixin private ServerChoice servers = new ServerChoice();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (tokens < 1 || threads < 1) {
      throw new CommandFailure(
          "--tokens " + tokens + " --threads " + threads + " leaves nothing to do.",
          "Give at least 1 of each.");
    }
    Device wanted = device();
    String text = text();
    ObjectNode proposal = proposal(text);
    PrintWriter err = spec.commandLine().getErr();
    if (remote.isMade()) {
      try (RemoteWriter writer = remote.writer(name)) {
        return tried(err, text, proposal, trial -> trial.elsewhere(writer));
      }
    }
    Path folder = verified();
    return tried(err, text, proposal, trial -> trial.on(folder, wanted));
  }

  private int tried(PrintWriter err, String text, ObjectNode proposal, Function<Trial, String> work)
      throws IOException {
    return servers.work(
        err,
        server -> {
          JsonNode digest = digest(server, proposal, err);
          List<String> evidence = texts(digest.path("sentences"), "text");
          if (evidence.isEmpty()) {
            throw new CommandFailure(
                "The digest of " + file + " has no sentence, so a model has nothing to write from.",
                "Try a proposal with some text in English.");
          }
          say(err, "Reading and writing; a small model takes some seconds ...");
          Trial trial =
              new Trial(text, evidence, texts(digest.path("effects"), "line"), tokens, threads);
          PrintWriter out = spec.commandLine().getOut();
          out.print(explained(() -> work.apply(trial)));
          out.flush();
          return 0;
        });
  }

  /** A trial of a model that cannot be loaded or run ends in the model's own words. */
  private static String explained(Supplier<String> work) {
    try {
      return work.get();
    } catch (GenerationException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()),
          "`prytany model show NAME` says what is known of a model of yours.",
          e);
    }
  }

  private Device device() {
    try {
      return Device.parse(device);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "--device " + device + " is none.", "Use one of auto, cpu and cuda.", e);
    }
  }

  private Path verified() {
    return choice.in(
        registry -> {
          ModelEntry entry = registry.entry(name);
          if (entry.role() != ModelRole.WRITE) {
            throw new CommandFailure(
                "The model " + entry.name() + " has the role " + entry.role().word() + ".",
                "Name one that writes: `prytany model list` has the roles.");
          }
          return registry.verified(entry);
        });
  }

  private JsonNode digest(DigestServer server, ObjectNode proposal, PrintWriter err)
      throws IOException {
    try (ApiClient api = server.client()) {
      Insistent insistent =
          new Insistent(() -> say(err, "The server is busy and is asked again ..."));
      return insistent.ask(() -> api.post("/api/v1/digest", proposal));
    } catch (ApiClient.Problem e) {
      throw new CommandFailure(
          "The server refused: " + e.getMessage(),
          "`prytany digest " + file + "` shows the digest alone.",
          e);
    }
  }

  private String text() throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CommandFailure(
          "The file " + file + " cannot be read.", "Give the path of an existing file.");
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private ObjectNode proposal(String text) throws IOException {
    ObjectNode proposal = ApiClient.JSON.createObjectNode();
    proposal.put("id", String.valueOf(file.getFileName())).put("title", "").put("body", text);
    if (actions != null) {
      ActionsFile.into(proposal, actions);
    }
    return proposal;
  }

  private static List<String> texts(JsonNode all, String field) {
    List<String> texts = new ArrayList<>();
    all.forEach(each -> texts.add(each.path(field).asText()));
    return texts;
  }

  private static void say(PrintWriter to, String words) {
    to.println(words);
    to.flush();
  }
}
