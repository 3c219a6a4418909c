package org.prytany.cli.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.DigestServer;
import org.prytany.cli.Insistent;
import org.prytany.cli.Progress;
import org.prytany.cli.ServerChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany evaluate asks`: how good the line is that says what a proposal asks. */
@Command(
    name = "asks",
    mixinStandardHelpOptions = true,
    description = {
      "Has the line made that says what each proposal asks, and holds it against readers' marks.",
      "",
      "Measured are the texts with a marked ask, {id, ask, line} in --asks, whose line says one; those whose"
          + " line quotes a sentence that a reader marked as the ask; of the numbers, symbols, accounts, percents and dates in the lines, those that stand in the"
          + " text or its calls; and of those in readers' lines, those that the server's have."
          + " Each line of OUT is {id, headline, line, unsupported, missing}.",
      "Speaks to a running server, or starts a short-lived one without a chain."
    })
final class AsksCommand implements Evaluation {

  @Option(
      names = "--jsonl",
      paramLabel = "IN",
      required = true,
      description =
          "The proposals, {id, title, body} a line; those without a mark are left out. No calls are given.")
  private @Nullable Path in;

  @Option(
      names = "--asks",
      paramLabel = "FILE",
      required = true,
      defaultValue = "${env:PRYTANY_ASKS}",
      description = "Readers' marks (default: $PRYTANY_ASKS).")
  private @Nullable Path asks;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      required = true,
      description = "Where the lines are written; what is there is replaced.")
  private @Nullable Path out;

  @Mixin private ServerChoice servers = new ServerChoice();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path texts = Objects.requireNonNull(in);
    Path marks = Objects.requireNonNull(asks);
    Path to = Objects.requireNonNull(out);
    for (Path given : List.of(texts, marks)) {
      if (!Files.isReadable(given) || Files.isDirectory(given)) {
        throw new CommandFailure(given + " cannot be read.", "Give an existing JSONL file.");
      }
      if (Files.exists(to) && Files.isSameFile(given, to)) {
        throw new CommandFailure(
            "The answers would replace " + given + ".", "Give --out another file.");
      }
    }
    Map<String, JsonNode> marked = new LinkedHashMap<>();
    rows(marks).forEach(mark -> marked.put(mark.path("id").asText(""), mark));
    Map<String, JsonNode> proposals = new LinkedHashMap<>();
    for (JsonNode row : rows(texts)) {
      String id = row.path("id").asText("");
      if (marked.containsKey(id)) {
        proposals.putIfAbsent(id, row);
      }
    }
    if (proposals.isEmpty()) {
      throw new CommandFailure(
          "No proposal in " + texts + " has a mark in " + marks + ".",
          "Give proposals whose ids stand in both.");
    }
    CommandSpec command = Objects.requireNonNull(spec);
    return servers.work(
        command.commandLine().getErr(),
        server -> evaluate(server, List.copyOf(proposals.values()), marked, to));
  }

  private int evaluate(
      DigestServer server, List<JsonNode> proposals, Map<String, JsonNode> marked, Path to)
      throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter err = command.commandLine().getErr();
    AskMeasure measure = new AskMeasure();
    Progress counted = new Progress(err, "read", proposals.size());
    Insistent insistent = new Insistent(Thread::sleep, counted::waiting);
    List<String> lost = new ArrayList<>();
    try (ApiClient api = server.client();
        Writer rows = Files.newBufferedWriter(to)) {
      for (JsonNode proposal : proposals) {
        String id = proposal.path("id").asText("");
        try {
          JsonNode answer = insistent.ask(() -> api.post("/api/v1/digest", asked(proposal)));
          rows.write(
              ApiClient.JSON.writeValueAsString(
                  measure.add(
                      proposal,
                      marked.getOrDefault(id, ApiClient.JSON.createObjectNode()),
                      answer)));
          rows.write('\n');
          counted.add(false);
        } catch (ApiClient.Problem e) {
          lost.add(id + ": " + e.getMessage());
          counted.add(true);
        }
      }
    }
    counted.end();
    lost.forEach(why -> err.println("not read: " + why));
    err.flush();
    measure.print(command.commandLine().getOut());
    return lost.isEmpty() ? 0 : 1;
  }

  private static ObjectNode asked(JsonNode proposal) {
    ObjectNode asked = ApiClient.JSON.createObjectNode();
    asked.put("id", proposal.path("id").asText(""));
    asked.put("title", proposal.path("title").asText(""));
    asked.put("body", proposal.path("body").asText(""));
    // Collections have calls of many forms; the line is measured on texts as they stand.
    asked.putArray("actions");
    return asked;
  }

  private static List<JsonNode> rows(Path file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          if (!line.isBlank()) {
            rows.add(ApiClient.JSON.readTree(line));
          }
        } catch (JsonProcessingException e) {
          throw new CommandFailure(
              file + ", line " + number + " is not JSON: " + e.getOriginalMessage(),
              "Give one JSON object a line.");
        }
      }
    }
    return rows;
  }
}
