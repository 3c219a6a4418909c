package org.prytany.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorOrder;
import org.prytany.cli.Subcommand;
import org.prytany.governance.poll.Choice;
import org.prytany.governance.poll.PollChoice;
import org.prytany.governance.poll.VotingSystem;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany choose`: an operator chooses in a vote off chain that the rules left to people. */
@Command(
    name = "choose",
    mixinStandardHelpOptions = true,
    description = {
      "Chooses in a vote off chain (Snapshot) that the policy left to people, with an operator's"
          + " signature.",
      "",
      "First without --signature: writes what is to be signed into a file and says what it binds.",
      "Sign that file with your wallet (with Foundry: cast wallet sign --data --from-file FILE),",
      "then hand it in: the same command with --signature."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the file is written, or the choice is recorded",
      " 1:the server refused; its reason is said",
      " 2:it could not be done"
    })
public final class ChooseCommand implements Subcommand {

  @Parameters(index = "0", paramLabel = "SPACE", description = "The space's name on the server.")
  private String space = "";

  @Parameters(index = "1", paramLabel = "ID", description = "The proposal's id: 0x and 64 digits.")
  private String proposal = "";

  @Parameters(
      index = "2",
      paramLabel = "CHOICE",
      description =
          "By number: 2; several as [1,3]; a ranking as [2,1,3]; weights as {\"1\":60,\"2\":40}.")
  private String choice = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, in your own words; it goes to the hub with the vote.")
  private String reason = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      defaultValue = "choice.json",
      description = "What is to be signed (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("choice.json");

  @Mixin private OperatorOrder order = new OperatorOrder();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    return order.run(out(), this::prepare, this::handIn);
  }

  private void prepare(ApiClient api) throws IOException {
    JsonNode poll = api.get(path(""));
    JsonNode answer =
        api.get(
            path("/choice")
                + "?choice="
                + encoded(choice)
                + "&operator="
                + encoded(order.operator())
                + "&reason="
                + encoded(reason));
    TypedData data = checked(answer.path("typedData"), poll);
    OperatorOrder.write(file, "--file", data.json());
    poll.path("warnings").forEach(line -> out().println("Mind: " + Columns.safe(line.asText())));
    OperatorOrder.show(
        out(),
        answer.path("binds"),
        List.of(
            TypedData.hex(data.domainSeparator()),
            TypedData.hex(data.messageHash()),
            TypedData.hex(data.digest())),
        file);
  }

  private void handIn(ApiClient api, String signed) throws IOException {
    JsonNode typed = OperatorOrder.read(file, "--file");
    checked(typed, api.get(path("")));
    ObjectNode body = (ObjectNode) typed.get("message");
    body.put("signature", signed);
    api.post(path("/choices"), body);
    out()
        .println(
            "Recorded: "
                + Columns.safe(body.path("meaning").asText())
                + ". The server hands the vote in within a minute; the page shows its receipt.");
  }

  /** What is to be signed is built anew from what was asked for; it has to be the same. */
  private TypedData checked(JsonNode typed, JsonNode poll) {
    JsonNode message = typed.path("message");
    List<String> choices = new ArrayList<>();
    poll.path("choices").forEach(each -> choices.add(each.path("text").asText()));
    try {
      VotingSystem system =
          VotingSystem.of(poll.path("system").asText())
              .orElseThrow(() -> new IllegalArgumentException("the voting system is unknown"));
      Choice wanted = Choice.read(system, choice, choices.size());
      TypedData data =
          new PollChoice(
                  message.path("space").asText(),
                  proposal,
                  wanted.text(),
                  wanted.words(choices),
                  reason,
                  new Address(order.operator().toLowerCase(java.util.Locale.ROOT)),
                  new Address(message.path("voter").asText().toLowerCase(java.util.Locale.ROOT)),
                  message.path("expiry").asLong(),
                  poll.path("contentHash").asText(),
                  "")
              .data(typed.path("domain").path("chainId").asLong());
      if (!ApiClient.JSON.readTree(data.json()).equals(typed)) {
        throw new IllegalArgumentException(
            "it is about another proposal, choice, reason or operator than you named");
      }
      return data;
    } catch (IllegalArgumentException | IOException e) {
      throw new CommandFailure(
          "What is to be signed is not what you asked for: " + e.getMessage() + ".",
          "Do not sign it: tell who runs the server, or give the same options as before.",
          e);
    }
  }

  private String path(String what) {
    return "/api/v1/spaces/" + encoded(space) + "/polls/" + encoded(proposal) + what;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
