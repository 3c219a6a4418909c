package org.prytany.cli.evaluate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.DigestServer;
import org.prytany.cli.ServerChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany evaluate claims`: how often the server is right about real proposals. */
@Command(
    name = "claims",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how often changed calls are found, and honest ones are held up.",
      "Speaks to a running server, or starts a short-lived one without a chain."
    })
final class ClaimsCommand implements Callable<Integer> {

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      required = true,
      defaultValue = "${env:PRYTANY_CORPUS}",
      description = "Proposals, a JSONL file or its folder (default: $PRYTANY_CORPUS).")
  private @Nullable Path corpus;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      split = ",",
      description = "Only proposals of these sources, such as celo (default: all).")
  private List<String> sources = List.of();

  @Option(
      names = "--without-summary",
      description = "Leave out the summaries that the corpus keeps apart from the texts.")
  private boolean withoutSummary;

  @Option(
      names = "--names",
      paramLabel = "FILE",
      description = {
        "What names in payloads stand for, as a DAO publishes it:",
        "{\"Market.POOL\": {\"chainId\": 1, \"address\": \"0x…\"}, …}."
      })
  private @Nullable Path names;

  @Option(
      names = "--gate",
      description = {
        "Exit with 1 unless recall anew is at least 98 %%, false red at most 8 %%, and at least",
        "90 %% of the changed settings are found. With --abi all payloads count of which all",
        "bytes are there, else those of which the collection knows every function."
      })
  private boolean gate;

  @Option(
      names = "--details",
      paramLabel = "FILE",
      description = "Also write red findings and missed changes of each proposal as JSON.")
  private @Nullable Path details;

  @Mixin private ServerChoice servers = new ServerChoice();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path from = java.util.Objects.requireNonNull(corpus);
    if (!Files.isReadable(from)) {
      throw new CommandFailure(
          "The corpus " + from + " cannot be read.", "Give an existing file or folder.");
    }
    List<Published> all = Published.read(from, !withoutSummary);
    if (all.isEmpty()) {
      throw new CommandFailure(
          "No proposal in " + from + " has calls.", "Give a corpus with an actions field.");
    }
    List<Published> proposals =
        all.stream()
            .filter(proposal -> sources.isEmpty() || sources.contains(proposal.source()))
            .toList();
    if (proposals.isEmpty()) {
      throw new CommandFailure(
          "No proposal with calls is of " + String.join(", ", sources) + ".",
          "There are: "
              + all.stream()
                  .map(Published::source)
                  .distinct()
                  .sorted()
                  .collect(Collectors.joining(", "))
              + ".");
    }
    AddressBook book = names == null ? AddressBook.EMPTY : AddressBook.read(names);
    return servers.work(spec.commandLine().getErr(), server -> evaluate(server, proposals, book));
  }

  private int evaluate(DigestServer server, List<Published> proposals, AddressBook book)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (ApiClient api = server.client()) {
      ClaimsEvaluation evaluation =
          new ClaimsEvaluation(proposal -> api.post("/api/v1/digest", proposal), book, err);
      ClaimsEvaluation.Result result = evaluation.run(proposals, servers.parallel());
      ClaimsReport report = new ClaimsReport(result.outcomes(), servers.teaches());
      spec.commandLine().getOut().println(head(book));
      report.print(spec.commandLine().getOut());
      if (details != null) {
        Files.writeString(
            details,
            ApiClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report.details()));
      }
      // Shares of the rest say nothing of those that are missing.
      boolean complete = result.lost().isEmpty();
      return complete && (!gate || report.goalsMet()) ? 0 : 1;
    }
  }

  /** What the server knew: figures without it say little. */
  private String head(AddressBook book) {
    List<String> known = new ArrayList<>(servers.knowledge());
    if (names != null) {
      known.add(book.entries().size() + " names of " + names.getFileName());
    }
    return "Known to the server besides what Prytany knows itself: "
        + (known.isEmpty() ? "nothing" : String.join("; ", known))
        + ".\n";
  }
}
