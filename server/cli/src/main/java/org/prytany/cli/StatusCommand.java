package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany status`: whether a server is well, its plugins, and what is due. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Says whether a running server is well, which plugins it has, and what is due.")
public final class StatusCommand implements Subcommand {

  /** Of a title, in characters. */
  private static final int LONGEST_TITLE = 100;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Option(names = "--ids", description = "Print proposals' whole ids, as other commands take them.")
  private boolean ids;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    try (ApiClient api = new ApiClient(server)) {
      int ready = api.status("/health/ready");
      out.println(
          ready == 200
              ? "The server is ready."
              : "The server is up, but not ready: " + reasons(api));
      for (JsonNode plugin : api.get("/api/v1/plugins")) {
        out.printf(
            "plugin %s %s %s %s%n",
            plugin.path("id").asText(),
            plugin.path("version").asText(),
            plugin.path("state").asText(),
            plugin.path("reason").asText());
      }
      changedPolicy(api, out);
      for (JsonNode dao : api.get("/api/v1/daos")) {
        kept(dao, out);
      }
      for (JsonNode space : api.get("/api/v1/spaces")) {
        offChain(api, space, out);
      }
      for (JsonNode duty : api.get("/api/v1/duties")) {
        due(duty, out);
      }
      return ready == 200 ? 0 : 1;
    } catch (IOException e) {
      throw new CommandFailure(
          "No Prytany server answers at " + server + ".",
          "Start one with `./prytany serve`, or name another with --server.",
          e);
    }
  }

  private void due(JsonNode duty, PrintWriter out) {
    String by = duty.path("by").asText("server");
    out.printf(
        "due %s%s%s: %s%n",
        Columns.safe(duty.path("what").asText(duty.path("kind").asText())),
        by.equals("server") ? "" : " (" + Columns.safe(by) + ")",
        duty.has("latestSafe")
            ? ", at the latest " + Columns.safe(duty.path("latestSafe").asText())
            : "",
        proposal(duty, duty.path("dao").asText()));
  }

  /** A proposal by its title, and its id after it. */
  private String proposal(JsonNode of, String dao) {
    String title = Columns.safe(of.path("headline").asText("")).strip();
    String id = Columns.safe(of.path("proposalId").asText());
    return (title.isEmpty() ? "" : cut(title) + " ")
        + "(proposal "
        + (ids ? id : shortened(id))
        + " in "
        + Columns.safe(dao)
        + ")";
  }

  /** As the page writes ids: the first six and the last four. */
  private static String shortened(String id) {
    return id.length() > 14 ? id.substring(0, 6) + "…" + id.substring(id.length() - 4) : id;
  }

  private static String cut(String title) {
    return title.length() > LONGEST_TITLE
        ? title.substring(
                0, title.offsetByCodePoints(0, title.codePointCount(0, LONGEST_TITLE - 1)))
            + "…"
        : title;
  }

  private static void changedPolicy(ApiClient api, PrintWriter out) throws IOException {
    JsonNode waiting = api.get("/api/v1/rules/changed");
    if (waiting.has("sha256")) {
      String problem = Columns.safe(waiting.path("problem").asText());
      out.println(
          problem.isEmpty()
              ? "policy a changed policy file is waiting for confirmation: sha256 "
                  + Columns.safe(waiting.path("sha256").asText())
                  + ", see `prytany policy confirm`"
              : "policy a changed policy file cannot be used, and the old one stays: " + problem);
    }
  }

  /** Votes off chain that are open, and what did not get through. */
  private static void offChain(ApiClient api, JsonNode space, PrintWriter out) throws IOException {
    String id = space.path("id").asText();
    for (JsonNode problem : space.path("problems")) {
      out.printf("space %s: %s%n", id, Columns.safe(problem.asText()));
    }
    for (JsonNode poll : api.get("/api/v1/spaces/" + WeekCommand.part(id) + "/polls")) {
      if (!poll.path("state").asText().equals("active")) {
        continue;
      }
      String vote = poll.path("vote").path("status").asText();
      boolean waits = poll.path("decision").path("needsPeople").asBoolean() && vote.isEmpty();
      out.printf(
          "off chain %s %s in %s, at the latest %s: %s%n",
          vote.isEmpty() ? "vote due on" : "vote " + vote + " on",
          poll.path("id").asText(),
          id,
          poll.path("latestSafe").asText(),
          Columns.safe(
              waits
                  ? "a person has to choose. " + poll.path("decision").path("reason").asText()
                  : poll.path("title").asText()));
    }
  }

  private void kept(JsonNode dao, PrintWriter out) {
    for (String kind : List.of("votes", "payouts")) {
      JsonNode count = dao.path("kept").path(kind);
      out.printf(
          "kept %s of %s: %d of %d that fell due were met, %d missed, %d dropped%n",
          kind,
          dao.path("id").asText(),
          count.path("met").asInt(),
          count.path("due").asInt(),
          count.path("missed").asInt(),
          count.path("dropped").asInt());
    }
    for (JsonNode missed : dao.path("kept").path("missed")) {
      out.printf(
          "missed %s: %s: %s%n",
          Columns.safe(missed.path("duty").asText()),
          proposal(missed, dao.path("id").asText()),
          Columns.safe(missed.path("reason").asText()));
    }
  }

  private static String reasons(ApiClient api) throws IOException {
    try {
      return api.get("/health/ready").toString();
    } catch (ApiClient.Problem e) {
      return String.valueOf(e.getMessage());
    }
  }
}
