package org.prytany.check.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.ServerKey;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany plugin config`: what can be set for a plugin of a running server, and what is. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what can be set for a plugin of a running server and where each value comes from. Values"
          + " are shown on the page, to operators who signed in; secrets to nobody.",
      "",
      "To change them: prytany plugin config ID set NAME=VALUE, or unset NAME."
    },
    subcommands = {ConfigSetCommand.class, ConfigUnsetCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:it is shown",
      " 1:the server refused; its reason is said",
      " 2:it could not be done"
    })
public final class ConfigCommand implements Subcommand {

  private static final int REFUSED = 1;

  @Parameters(paramLabel = "ID", description = "The plugin's id, as `prytany status` shows it.")
  private String id = "";

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Mixin private ServerKey key = new ServerKey();

  @Spec private CommandSpec spec;

  String id() {
    return id;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (ApiClient api = ApiClient.with(server, key.word())) {
      show(api.get(address(id)), out);
      return 0;
    } catch (ApiClient.Problem e) {
      out.println("Not done: " + e.getMessage());
      return REFUSED;
    } catch (IOException e) {
      throw new CommandFailure(
          "No Prytany server answers at " + server + ".",
          "Start one with `./prytany serve`, or name another with --server.",
          e);
    } finally {
      out.flush();
    }
  }

  static String address(String id) {
    return "/api/v1/plugins/" + SignedOrder.encoded(id) + "/settings";
  }

  // The server's words go to a terminal: nothing in them may steer it.
  private static void show(JsonNode answer, PrintWriter out) {
    out.println(
        Columns.safe(answer.path("plugin").asText() + " " + answer.path("version").asText()));
    for (JsonNode one : answer.path("settings")) {
      String from = one.path("from").asText();
      out.println(
          Columns.safe(
              "  "
                  + one.path("name").asText()
                  + ": "
                  + (from.equals("nothing") ? "not set" : "from the " + from)
                  + "; "
                  + one.path("expected").asText()
                  + (one.path("required").asBoolean() ? "; required" : "")
                  + (one.path("secret").asBoolean() ? "; a secret" : "")
                  + (one.has("byDefault") ? "; default " + one.path("byDefault").asText() : "")));
    }
    for (JsonNode one : answer.path("others")) {
      out.println(
          Columns.safe(
              "  "
                  + one.path("name").asText()
                  + ": from an order, and this version does not know it: unset it"));
    }
    if (answer.path("onTrial").asBoolean()) {
      out.println("What was ordered last is being tried now.");
    }
    if (answer.has("takenBack")) {
      out.println(
          Columns.safe(
              "What was ordered last was taken back: " + answer.path("takenBack").asText()));
    }
  }
}
