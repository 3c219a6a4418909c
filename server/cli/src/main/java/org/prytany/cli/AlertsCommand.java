package org.prytany.cli;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** `prytany alerts`: what people were told, and whether a channel works. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what people were told, what waits, and what was given up (docs/alerts.md).",
      "The server answers this to whoever has its prytany.digest.key."
    })
public final class AlertsCommand implements Subcommand {

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      scope = ScopeType.INHERIT,
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Mixin private ServerKey key = new ServerKey();

  @Spec private @Nullable CommandSpec spec;

  private interface Work {
    int on(ApiClient api) throws IOException;
  }

  @Override
  public Integer call() {
    return with(
        api -> {
          JsonNode alerts = api.get("/api/v1/alerts");
          JsonNode counts = alerts.path("counts");
          String channels =
              alerts.path("channels").valueStream().map(JsonNode::asText).collect(joining(", "));
          out()
              .printf(
                  "%s sent, %s waiting, %s given up; channels: %s%n",
                  counts.path("sent").asText("0"),
                  counts.path("waiting").asText("0"),
                  counts.path("dead").asText("0"),
                  channels.isEmpty() ? "none" : channels);
          JsonNode readers = alerts.path("readers");
          if (readers.valueStream().anyMatch(count -> count.asLong() > 0)) {
            out()
                .printf(
                    "mails to readers: %s sent, %s waiting, %s given up%n",
                    readers.path("sent").asText("0"),
                    readers.path("waiting").asText("0"),
                    readers.path("dead").asText("0"));
          }
          for (JsonNode entry : alerts.path("latest")) {
            out()
                .printf(
                    "%s %-8s %-20s %s %s %s%n",
                    entry.path("at").asText(),
                    entry.path("status").asText(),
                    entry.path("kind").asText(),
                    entry.path("channel").asText(),
                    entry.path("dao").asText(),
                    entry.path("proposalId").asText(""));
            if (!entry.path("lastProblem").asText("").isEmpty()) {
              out()
                  .printf(
                      "    tried %s times; %s%n",
                      entry.path("attempts").asText(), entry.path("lastProblem").asText());
            }
          }
          return 0;
        });
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Has the server tell one channel, at once, that it can be told.")
  int test(
      @Parameters(paramLabel = "CHANNEL", description = "A name from prytany.alerts.channels.")
          String channel) {
    return with(
        api -> {
          ObjectNode body = ApiClient.JSON.createObjectNode();
          body.put("channel", channel);
          api.post("/api/v1/alerts/test", body);
          out().println("The channel '" + channel + "' took it. Look whether it arrived.");
          return 0;
        });
  }

  private int with(Work work) {
    try (ApiClient api = ApiClient.with(server, key.word())) {
      return work.on(api);
    } catch (ApiClient.Problem e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "See docs/alerts.md for the keys of channels.", e);
    } catch (IOException e) {
      throw new CommandFailure(
          "No Prytany server answers at " + server + ".",
          "Start one with `./prytany serve`, or name another with --server.",
          e);
    } finally {
      out().flush();
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
