package org.prytany.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** `prytany audit anchor`: what to send so that a chain vouches for the log. */
@Command(
    name = "anchor",
    mixinStandardHelpOptions = true,
    description = {
      "Says which transaction anchors the audit log's head on a chain.",
      "Signs and sends nothing: send it with your own wallet, from an account that you keep for this.",
      "`prytany audit verify --anchor HASH --rpc URL` checks the log against it."
    })
public final class AnchorCommand implements Subcommand {

  @Mixin private RunningServer server = new RunningServer();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode found = server.ask(api -> api.get("/api/v1/audit/verification"));
    if (!found.path("intact").asBoolean()) {
      throw new CommandFailure(
          "The audit log is not intact, so it is not anchored.",
          "Run `./prytany audit verify` to see what is wrong with it.");
    }
    long sequence = found.path("head").path("sequence").asLong();
    String hash = found.path("head").path("hash").asText();
    if (sequence == 0 || !hash.matches("0x[0-9a-f]{64}")) {
      throw new CommandFailure(
          "The audit log has no entry that could be anchored.",
          "Ask a server of this version that has started.");
    }
    var out = spec.commandLine().getOut();
    out.println("The audit log ends with entry " + sequence + ", " + hash + ".");
    out.println("To anchor it, send this transaction from your anchor account to itself:");
    out.println("  value  0");
    out.println("  data   " + new AnchorData(sequence, hash).hex());
    out.flush();
    return 0;
  }
}
