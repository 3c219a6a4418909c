package org.prytany.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Insistent;
import org.prytany.cli.OperatorOrder;
import org.prytany.cli.Subcommand;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany decide`: an operator decides a vote that the rules left to people. */
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    description = {
      "Decides a vote that the policy left to people, with an operator's signature.",
      "",
      "First without --signature: writes what is to be signed into a file and says what it binds.",
      "Sign that file with your wallet (with Foundry: cast wallet sign --data --from-file FILE),",
      "then hand it in: the same command with --signature. `prytany verify --rpc URL FILE` checks",
      "the file against an endpoint of your own."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the file is written, or the decision is recorded",
      " 1:the server refused; its reason is said",
      " 2:it could not be done"
    })
public final class DecideCommand implements Subcommand {

  @Parameters(index = "0", paramLabel = "DAO", description = "The DAO's id on the server.")
  private String dao = "";

  @Parameters(index = "1", paramLabel = "ID", description = "The proposal's decimal id.")
  private String proposal = "";

  @Parameters(index = "2", paramLabel = "VOTE", description = "for, against or abstain.")
  private String support = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, in your own words; it goes on the chain with the vote.")
  private String reason = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      defaultValue = "decision.json",
      description = "What is to be signed (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("decision.json");

  @Mixin private OperatorOrder order = new OperatorOrder();

  @Spec private @Nullable CommandSpec spec;

  private final Insistent insistent = new Insistent(this::sayThatItWaits);
  private boolean waits;

  @Override
  public Integer call() {
    return order.run(out(), this::prepare, this::handIn);
  }

  private void prepare(ApiClient api) throws IOException {
    JsonNode answer =
        insistent.ask(
            () ->
                api.get(
                    path("decision")
                        + "?support="
                        + encoded(support.toLowerCase(Locale.ROOT))
                        + "&operator="
                        + encoded(order.operator())
                        + "&reason="
                        + encoded(reason)));
    TypedData data = checked(answer.path("typedData").toString()).data();
    OperatorOrder.write(file, "--file", data.json());
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
    checked(typed.toString());
    ObjectNode body = (ObjectNode) typed.get("message");
    body.put("signature", signed);
    JsonNode decided = insistent.ask(() -> api.post(path("decisions"), body));
    out()
        .println(
            "Recorded: vote "
                + decided.path("support").asText()
                + " by "
                + decided.path("plugin").asText()
                + ". The server casts it; `prytany status` shows what is due.");
  }

  private void sayThatItWaits() {
    if (!waits) {
      waits = true;
      out()
          .println(
              "The server is asked too often from here, or is busy: this is tried until it gets"
                  + " through. With the server's key (--key-file) it is served at once; so is an"
                  + " operator who signs in on the proposal's page.");
      out().flush();
    }
  }

  /** What is to be signed is what was asked for, and nothing beside it. */
  private Asked checked(String json) {
    Asked asked;
    try {
      asked = Asked.read(json);
    } catch (IllegalArgumentException e) {
      throw strange(String.valueOf(e.getMessage()));
    }
    if (!asked.strange().isEmpty()) {
      throw strange(String.join("; ", asked.strange()));
    }
    OperatorDecision decision =
        asked.decision().orElseThrow(() -> strange("it is no decision about a vote"));
    if (!OperatorDecision.word(decision.support()).equals(support.toLowerCase(Locale.ROOT))
        || !decision.reason().equals(reason)
        || !decision.proposal().proposalId().toString().equals(proposal)
        || !decision.operator().equals(new Address(order.operator()))) {
      throw strange("it is about another proposal, vote, reason or operator than you named");
    }
    return asked;
  }

  private CommandFailure strange(String why) {
    return new CommandFailure(
        "What is to be signed is not what you asked for: " + why + ".",
        "Do not sign it: tell who runs the server, or give the same options as before.");
  }

  private String path(String what) {
    return "/api/v1/daos/" + encoded(dao) + "/proposals/" + encoded(proposal) + "/" + what;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
