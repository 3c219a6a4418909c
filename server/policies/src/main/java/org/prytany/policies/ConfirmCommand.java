package org.prytany.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorOrder;
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

  @Parameters(index = "0", paramLabel = "FILE", description = "Your copy of the policy file.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "policy-confirmation.json",
      description = "What is to be signed (default: ${DEFAULT-VALUE}).")
  private Path written = Path.of("policy-confirmation.json");

  @Mixin private OperatorOrder order = new OperatorOrder();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    String sha256 = Policy.sha256(PolicyText.of(file));
    return order.run(
        out(), api -> prepare(api, sha256), (api, signed) -> handIn(api, sha256, signed));
  }

  private void prepare(ApiClient api, String sha256) throws IOException {
    JsonNode answer =
        api.get(
            "/api/v1/rules/confirmation?operator="
                + URLEncoder.encode(order.operator(), StandardCharsets.UTF_8));
    TypedData data = checked(answer.path("typedData"), sha256);
    OperatorOrder.write(written, "--out", data.json());
    OperatorOrder.show(
        out(),
        answer.path("binds"),
        List.of(
            TypedData.hex(data.domainSeparator()),
            TypedData.hex(data.messageHash()),
            TypedData.hex(data.digest())),
        written);
  }

  private void handIn(ApiClient api, String sha256, String signed) throws IOException {
    JsonNode typed = OperatorOrder.read(written, "--out");
    checked(typed, sha256);
    ObjectNode body = ((ObjectNode) typed.path("message")).deepCopy();
    body.put("governor", typed.path("domain").path("verifyingContract").asText());
    body.put("signature", signed);
    JsonNode now = api.post("/api/v1/rules/confirmations", body);
    out()
        .println(
            "In force: " + now.path("strategy").asText() + ". The audit log has who and when.");
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
                  new Address(order.operator()),
                  Long.parseLong(message.path("expiry").asText()),
                  "")
              .data();
    } catch (IllegalArgumentException e) {
      throw strange(String.valueOf(e.getMessage()));
    }
    try {
      if (!OperatorOrder.same(ApiClient.JSON.readTree(own.json()), typed)) {
        throw strange("it is about another file, operator or act than yours");
      }
    } catch (IOException e) {
      throw strange("it is no typed data");
    }
    return own;
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
