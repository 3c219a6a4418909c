package org.prytany.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Insistent;
import org.prytany.cli.ServerKey;
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

  private static final int REFUSED = 1;

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
      names = "--operator",
      required = true,
      paramLabel = "ADDRESS",
      description = "Your account, listed under prytany.operators.")
  private String operator = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      defaultValue = "decision.json",
      description = "What is to be signed (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("decision.json");

  @Option(
      names = "--signature",
      paramLabel = "HEX",
      description = "Your wallet's signature of the file: hands the decision in.")
  private @Nullable String signature;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Mixin private ServerKey key = new ServerKey();

  @Spec private @Nullable CommandSpec spec;

  private final Insistent insistent = new Insistent(this::sayThatItWaits);
  private boolean waits;

  @Override
  public Integer call() {
    try (ApiClient api = ApiClient.with(server, key.word())) {
      return signature == null ? prepare(api) : handIn(api, signature);
    } catch (ApiClient.Problem e) {
      out().println("Not done: " + e.getMessage());
      return REFUSED;
    } catch (IOException e) {
      throw new CommandFailure(
          "No Prytany server answers at " + server + ".",
          "Start one with `./prytany serve`, or name another with --server.",
          e);
    } finally {
      out().flush();
    }
  }

  private int prepare(ApiClient api) throws IOException {
    JsonNode answer =
        insistent.ask(
            () ->
                api.get(
                    path("decision")
                        + "?support="
                        + encoded(support.toLowerCase(Locale.ROOT))
                        + "&operator="
                        + encoded(operator)
                        + "&reason="
                        + encoded(reason)));
    TypedData data = checked(answer.path("typedData").toString()).data();
    write(data.json());
    out().println("Your signature binds:");
    answer.path("binds").forEach(line -> out().println("  " + line.asText()));
    out().println();
    out().println("Your wallet shows, if it shows hashes:");
    out().println("  domain hash   " + TypedData.hex(data.domainSeparator()));
    out().println("  message hash  " + TypedData.hex(data.messageHash()));
    out().println("  digest        " + TypedData.hex(data.digest()));
    out().println();
    out().println("Written to " + file + ". Sign it, then run this again with --signature.");
    return 0;
  }

  private int handIn(ApiClient api, String signed) throws IOException {
    String json;
    try {
      json = Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + file + " cannot be read.",
          "Run the command without --signature first, or name the file with --file.",
          e);
    }
    checked(json);
    ObjectNode body = (ObjectNode) ApiClient.JSON.readTree(json).get("message");
    body.put("signature", signed);
    JsonNode decided = insistent.ask(() -> api.post(path("decisions"), body));
    out()
        .println(
            "Recorded: vote "
                + decided.path("support").asText()
                + " by "
                + decided.path("plugin").asText()
                + ". The server casts it; `prytany status` shows what is due.");
    return 0;
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
        || !decision.operator().equals(new Address(operator))) {
      throw strange("it is about another proposal, vote, reason or operator than you named");
    }
    return asked;
  }

  private CommandFailure strange(String why) {
    return new CommandFailure(
        "What is to be signed is not what you asked for: " + why + ".",
        "Do not sign it: tell who runs the server, or give the same options as before.");
  }

  private void write(String json) {
    try {
      Files.writeString(file, json + "\n");
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + file + " cannot be written.", "Name another one with --file.", e);
    }
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
