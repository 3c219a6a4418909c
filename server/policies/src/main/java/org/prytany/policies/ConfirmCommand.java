package org.prytany.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.ServerKey;
import org.prytany.cli.Subcommand;
import org.prytany.governance.statement.PolicyConfirmation;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.rules.Policy;
import org.prytany.spi.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany policy confirm`: an operator puts a changed policy file into force. */
@Command(
    name = "confirm",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a changed policy file into force on a running server, with an operator's signature.",
      "",
      "FILE is your own copy: only what is in it is asked for. First without --signature: writes what"
          + " is to be signed. Sign that with your wallet (with Foundry: cast wallet sign --data"
          + " --from-file FILE), then run the same command with --signature."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:what is to be signed is written, or the file is in force",
      " 1:the server refused; its reason is said",
      " 2:it could not be done"
    })
final class ConfirmCommand implements Subcommand {

  private static final int REFUSED = 1;

  @Parameters(index = "0", paramLabel = "FILE", description = "Your copy of the policy file.")
  private Path file = Path.of("");

  @Option(
      names = "--operator",
      required = true,
      paramLabel = "ADDRESS",
      description = "Your account, listed under prytany.operators.")
  private String operator = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "policy-confirmation.json",
      description = "What is to be signed (default: ${DEFAULT-VALUE}).")
  private Path order = Path.of("policy-confirmation.json");

  @Option(
      names = "--signature",
      paramLabel = "HEX",
      description = "Your wallet's signature of what was written: hands it in.")
  private @Nullable String signature;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Mixin private ServerKey key = new ServerKey();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    String sha256 = Policy.sha256(PolicyText.of(file));
    try (ApiClient api = ApiClient.with(server, key.word())) {
      return signature == null ? prepare(api, sha256) : handIn(api, sha256, signature);
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

  private int prepare(ApiClient api, String sha256) throws IOException {
    JsonNode answer =
        api.get(
            "/api/v1/rules/confirmation?operator="
                + URLEncoder.encode(operator, StandardCharsets.UTF_8));
    TypedData data = checked(answer.path("typedData"), sha256);
    try {
      Files.writeString(order, data.json() + "\n");
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + order + " cannot be written.", "Name another one with --out.", e);
    }
    out().println("Your signature binds:");
    answer.path("binds").forEach(line -> out().println("  " + line.asText()));
    out().println();
    out().println("Your wallet shows, if it shows hashes:");
    out().println("  domain hash   " + TypedData.hex(data.domainSeparator()));
    out().println("  message hash  " + TypedData.hex(data.messageHash()));
    out().println("  digest        " + TypedData.hex(data.digest()));
    out().println();
    out().println("Written to " + order + ". Sign it, then run this again with --signature.");
    return 0;
  }

  private int handIn(ApiClient api, String sha256, String signed) throws IOException {
    JsonNode written;
    try {
      written = ApiClient.JSON.readTree(Files.readString(order));
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + order + " cannot be read.",
          "Run the command without --signature first, or name the file with --out.",
          e);
    }
    checked(written, sha256);
    ObjectNode body = ((ObjectNode) written.path("message")).deepCopy();
    body.put("governor", written.path("domain").path("verifyingContract").asText());
    body.put("signature", signed);
    JsonNode now = api.post("/api/v1/rules/confirmations", body);
    out()
        .println(
            "In force: " + now.path("strategy").asText() + ". The audit log has who and when.");
    return 0;
  }

  /** What is to be signed is about this very file, and nothing stands beside it. */
  private TypedData checked(JsonNode typed, String sha256) {
    TypedData own;
    try {
      JsonNode message = typed.path("message");
      own =
          new PolicyConfirmation(
                  typed.path("domain").path("chainId").asLong(),
                  new Address(typed.path("domain").path("verifyingContract").asText()),
                  sha256,
                  message.path("replaces").asText().replaceFirst("^0x", ""),
                  new Address(operator),
                  Long.parseLong(message.path("expiry").asText()),
                  "")
              .data();
    } catch (IllegalArgumentException e) {
      throw strange(String.valueOf(e.getMessage()));
    }
    try {
      if (!same(ApiClient.JSON.readTree(own.json()), typed)) {
        throw strange("it is about another file, operator or act than yours");
      }
    } catch (IOException e) {
      throw strange("it is no typed data");
    }
    return own;
  }

  /** Addresses may be written in any case. */
  private static boolean same(JsonNode one, JsonNode other) {
    if (one.isObject() && other.isObject() && one.size() == other.size()) {
      return one.properties().stream()
          .allMatch(field -> same(field.getValue(), other.path(field.getKey())));
    }
    if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        if (!same(one.get(i), other.get(i))) {
          return false;
        }
      }
      return true;
    }
    return one.isValueNode()
        && other.isValueNode()
        && one.asText().equalsIgnoreCase(other.asText());
  }

  private static CommandFailure strange(String why) {
    return new CommandFailure(
        "What is to be signed is not what you asked for: " + why + ".",
        "Do not sign it: compare your file with the server's, or tell who runs the server.");
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
