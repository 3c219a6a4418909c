package org.prytany.check.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorOrder;
import org.prytany.cli.Subcommand;
import org.prytany.governance.hash.Checksum;
import org.prytany.spi.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany plugin upload`: a running server looks into a plugin, and runs none of it. */
@Command(
    name = "upload",
    mixinStandardHelpOptions = true,
    description = {
      "Has a running server look into a plugin, and prints what it found. Nothing of it runs until"
          + " an operator signs for it (plugin approve).",
      "",
      "First without --signature: writes the text by which you sign in. Sign it with your wallet"
          + " (with Foundry: cast wallet sign \"$(cat FILE)\"), then run the same command with"
          + " --signature, within five minutes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the text is written, or the plugin waits for a signature",
      " 1:the server refused it; the reasons are said",
      " 2:it could not be done"
    })
public final class UploadCommand implements Subcommand {

  private static final int REFUSED = 1;

  private static final long MINUTES = 5;

  @Parameters(paramLabel = "WAR", description = "The plugin's file.")
  private Path war = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "plugin-sign-in.txt",
      description = "The text to sign in with (default: ${DEFAULT-VALUE}).")
  private Path written = Path.of("plugin-sign-in.txt");

  @Mixin private PublicOrigin origin = new PublicOrigin();

  @Mixin private OperatorOrder order = new OperatorOrder();

  @Spec private CommandSpec spec;

  private boolean waits = true;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(war)) {
      throw new CommandFailure("There is no file " + war + ".", "Name a plugin's WAR.");
    }
    int exit = order.run(out(), this::prepare, this::upload);
    return exit == 0 && !waits ? REFUSED : exit;
  }

  private void prepare(ApiClient api) throws IOException {
    JsonNode daos = api.get("/api/v1/daos");
    if (daos.isEmpty()) {
      throw new CommandFailure(
          "The server serves no DAO, so nobody can sign in to it.",
          "Add one to its configuration.");
    }
    URI asked = origin.of(order);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String text =
        asked.getAuthority()
            + " wants you to sign in with your Ethereum account:\n"
            + account()
            + "\n\nSign in to Prytany. This moves nothing and approves nothing.\n\nURI: "
            + asked.getScheme()
            + "://"
            + asked.getAuthority()
            + "\nVersion: 1\nChain ID: "
            + daos.path(0).path("chainId").asLong()
            + "\nNonce: "
            + api.get("/api/v1/session/nonce").path("nonce").asText()
            + "\nIssued At: "
            + now
            + "\nExpiration Time: "
            + now.plus(MINUTES, ChronoUnit.MINUTES);
    // Without a line's end: every byte of the file is signed.
    try {
      Files.writeString(written, text);
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + written + " cannot be written.", "Name another one with --out.", e);
    }
    out().println(Columns.safe(text.replace("\n", " ")));
    out().println("Written to " + written + ". Sign it, then run this again with --signature.");
  }

  private String account() {
    try {
      return Checksum.of(new Address(order.operator()));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "'" + order.operator() + "' is no address.", "Give 0x and 40 hexadecimal digits.", e);
    }
  }

  private void upload(ApiClient api, String signature) throws IOException {
    ObjectNode body = ApiClient.JSON.createObjectNode();
    try {
      body.put("message", Files.readString(written));
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + written + " cannot be read.",
          "Run the command without --signature first, or name the file with --out.",
          e);
    }
    body.put("signature", signature);
    String token = api.post("/api/v1/session", body).path("token").asText();
    JsonNode report = api.signedIn(token).postFile("/api/v1/plugins/uploads", war);
    waits = report.path("waits").asBoolean();
    print(report);
  }

  // The server's words go to a terminal: nothing in them may steer it.
  private void print(JsonNode report) {
    line(
        report.path("id").asText()
            + " "
            + report.path("version").asText()
            + " "
            + report.path("kind").asText());
    line("sha256 " + report.path("sha256").asText());
    line("for interfaces " + report.path("spi").asText());
    report
        .path("asks")
        .forEach(
            one ->
                line(
                    one.path("permission").asText()
                        + ": "
                        + one.path("words").asText()
                        + ", in "
                        + one.path("uses").asLong()
                        + " places"));
    report.path("changes").forEach(one -> line("change: " + one.asText()));
    report
        .path("refusals")
        .forEach(
            one ->
                line("REFUSED: " + one.path("reason").asText() + ". " + one.path("next").asText()));
    if (waits) {
      line("It waits until the server restarts. Next: prytany plugin approve " + war);
    }
  }

  private void line(String text) {
    out().println(Columns.safe(text));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
