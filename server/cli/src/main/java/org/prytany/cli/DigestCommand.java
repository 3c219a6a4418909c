package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    },
    footer = {
      "",
      "For example:",
      "  prytany digest proposal.md --actions calls.json",
      "  prytany digest proposal.md --markdown > for-the-forum.md",
      "  prytany digest proposal.md --model smollm2-135m-int4/",
      "  prytany digest --proposal 42 --dao demo --server http://127.0.0.1:8080",
      "  prytany digest --jsonl proposals.jsonl --out digests.jsonl"
    })
public final class DigestCommand implements Subcommand {

  @ArgGroup(multiplicity = "1")
  private Input input = new Input();

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description = "With --jsonl: where the digests go, one JSON object a line.")
  private @Nullable Path out;

  @Mixin private ServerChoice servers = new ServerChoice();

  @Option(
      names = "--actions",
      paramLabel = "FILE",
      description = {
        "With FILE.md: what it would execute: a batch of Safe's Transaction Builder, what a",
        "governor's propose takes, a Snapshot proposal, one call a line, or a JSON list of",
        "{target, signature, value, args} or {target, value, calldata}."
      })
  private @Nullable Path actions;

  @Option(
      names = "--chain",
      paramLabel = "ID",
      description = {
        "With --actions: the chain that the calls are for, e.g. 1. ABIs that are bound to a",
        "contract there and the operator's token list then count."
      })
  private @Nullable Long chain;

  @Option(
      names = "--dao",
      paramLabel = "ID",
      description = "With --proposal: which DAO of the server.")
  private @Nullable String dao;

  @Option(
      names = "--model",
      paramLabel = "DIR|NAME",
      description = {
        "With FILE.md: let a language model of yours write beside the digest (a folder as",
        "`prytany model add` takes it, or a name that `prytany model list` gives)."
      })
  private @Nullable String model;

  @Option(names = "--markdown", description = "As Markdown, to paste into a forum.")
  private boolean markdown;

  @Spec private CommandSpec spec;

  /** Either one file, or one of lines, or a proposal that a server knows. */
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

    @Option(
        names = "--proposal",
        paramLabel = "NUMBER",
        description = "A proposal on the chain of a running server; needs --dao.")
    @Nullable String proposal;
  }

  @Override
  public Integer call() throws Exception {
    if (model != null && (input.markdown == null || markdown)) {
      throw new CommandFailure(
          "--model is for one FILE.md on the terminal.",
          "Leave it out, or digest one file with it; a server's own model writes by"
              + " prytany.writing.model.");
    }
    if (input.proposal != null) {
      return onChain(input.proposal);
    }
    Path source =
        input.lines != null ? input.lines : java.util.Objects.requireNonNull(input.markdown);
    readable(source);
    if (input.lines != null && out == null) {
      throw new CommandFailure(
          "--jsonl needs --out to know where the digests go.", "Add --out FILE.jsonl.");
    }
    if (input.lines != null && (markdown || actions != null)) {
      throw new CommandFailure(
          "--markdown and --actions are for one FILE.md, not for --jsonl.",
          "Leave them out: every line has its own actions, and every digest is a JSON object.");
    }
    if (chain != null && (actions == null || chain < 1)) {
      throw new CommandFailure(
          "--chain " + chain + " is for the calls of --actions, and a chain's number is above 0.",
          "Give --actions FILE.json beside it, and the chain's EIP-155 id, e.g. --chain 1.");
    }
    if (actions != null) {
      readable(actions);
      ActionsFile.into(ApiClient.JSON.createObjectNode(), actions);
    }
    return servers.work(spec.commandLine().getErr(), server -> digest(server, source));
  }

  private int digest(DigestServer server, Path source) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (ApiClient api = server.client()) {
      if (input.lines != null) {
        return new BulkDigest(api, servers.parallel(), err)
            .run(source, java.util.Objects.requireNonNull(out));
      }
      ObjectNode proposal = proposal(source);
      Insistent insistent =
          new Insistent(() -> err.println("The server is busy and is asked again ..."));
      var console = spec.commandLine().getOut();
      console.print(
          markdown
              ? insistent.ask(() -> api.postForText("/api/v1/digest/markdown", proposal))
              : DigestPage.of(
                  withModel(
                      insistent.ask(() -> api.post("/api/v1/digest", proposal)),
                      proposal.path("body").asText()),
                  proposal.path("body").asText(),
                  Terminal.current()));
      console.flush();
      return 0;
    } catch (ApiClient.Problem e) {
      throw refused(e);
    } catch (IOException e) {
      if (servers.named().isEmpty() || !source.toFile().canRead()) {
        throw e;
      }
      throw unreachable(server.address(), e);
    }
  }

  private JsonNode withModel(JsonNode digest, String body) {
    if (model == null) {
      return digest;
    }
    DigestWriter writer =
        ServiceLoader.load(DigestWriter.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "The part that runs language models is missing.",
                        "Run `./prytany build` to build it again."));
    spec.commandLine().getErr().println("The model reads and writes; that takes some seconds ...");
    spec.commandLine().getErr().flush();
    ObjectNode both = digest.deepCopy();
    both.set("written", writer.written(model, body, digest));
    return both;
  }

  /** A digest that a server has made of what its chain says. */
  private int onChain(String number) {
    URI address = servers.named().orElse(URI.create("http://127.0.0.1:8080"));
    if (dao == null) {
      throw new CommandFailure(
          "--proposal needs --dao to know whose proposal it is.",
          "Add --dao ID; `prytany week --server URL` names the DAOs of a server.");
    }
    String path =
        "/api/v1/daos/" + WeekCommand.part(dao) + "/proposals/" + WeekCommand.part(number);
    try (ApiClient api = new ApiClient(address)) {
      var console = spec.commandLine().getOut();
      console.print(
          markdown
              ? api.text(path + "/digest.md")
              : DigestPage.ofProposal(api.get(path), Terminal.current()));
      console.flush();
      return 0;
    } catch (ApiClient.Problem e) {
      throw refused(e);
    } catch (IOException e) {
      throw unreachable(address, e);
    }
  }

  private static CommandFailure refused(ApiClient.Problem e) {
    return new CommandFailure(
        "The server refused: " + e.getMessage(),
        switch (e.code()) {
          case "NOT_FOUND" -> "Check --dao and --proposal against the server's page.";
          case "PLUGIN_UNAVAILABLE" ->
              "Deploy a digest plugin on that server, or leave --server out.";
          case "MODEL_UNAVAILABLE" -> "Install the model on that server, or leave --server out.";
          case "NOT_ALLOWED" ->
              "Run the command on the server's own machine, or leave --server out.";
          default -> "Correct it and run the command again; the server's code is " + e.code() + ".";
        },
        e);
  }

  private static CommandFailure unreachable(URI address, IOException e) {
    return new CommandFailure(
        "No Prytany server answers at " + address + ".",
        "Start one with `./prytany serve`, or name another with --server.",
        e);
  }

  private static void readable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CommandFailure(
          "The file " + file + " cannot be read.", "Give the path of an existing file.");
    }
  }

  private ObjectNode proposal(Path file) throws IOException {
    ObjectNode proposal = ApiClient.JSON.createObjectNode();
    proposal.put("id", String.valueOf(file.getFileName()));
    proposal.put("title", "");
    if (chain != null) {
      proposal.put("chain", chain.toString());
    }
    // Bytes that are no UTF-8 become U+FFFD instead of ending the command.
    proposal.put("body", new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    if (actions != null) {
      ActionsFile.into(proposal, actions);
    }
    return proposal;
  }
}
