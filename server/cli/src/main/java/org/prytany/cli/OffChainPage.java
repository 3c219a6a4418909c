package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.prytany.cli.Terminal.Style;

/** Votes off chain that are open, or ended within a week, as text for the terminal. */
final class OffChainPage {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final List<String> OPEN = List.of("active", "pending");

  private OffChainPage() {}

  /** "" for no space. */
  static String of(ApiClient api, List<JsonNode> spaces, Terminal terminal, Instant now)
      throws IOException {
    if (spaces.isEmpty()) {
      return "";
    }
    Paper paper = new Paper(terminal);
    for (JsonNode space : spaces) {
      String path = "/api/v1/spaces/" + WeekCommand.part(space.path("id").asText()) + "/polls";
      paper.heading("Votes off chain: " + space.path("name").asText());
      paper.item("  ", "They change nothing on chain by themselves.", Style.FAINT);
      space.path("problems").forEach(problem -> paper.item("  x ", problem.asText(), Style.RED));
      int shown = 0;
      for (JsonNode poll : api.get(path)) {
        shown += isShown(poll, now) ? 1 : 0;
        if (isShown(poll, now)) {
          poll(paper, poll);
        }
      }
      if (shown == 0) {
        paper.item("  ", "Nothing.");
      }
    }
    return paper.toString();
  }

  private static boolean isShown(JsonNode poll, Instant now) {
    return OPEN.contains(poll.path("state").asText())
        || Instant.parse(poll.path("end").asText()).isAfter(now.minus(WEEK));
  }

  private static void poll(Paper paper, JsonNode poll) {
    boolean open = OPEN.contains(poll.path("state").asText());
    paper.item(
        "  - ",
        (open ? "voting ends " : "ended ")
            + WeekPage.time(poll.path("end"))
            + ": "
            + poll.path("title").asText());
    JsonNode vote = poll.path("vote");
    JsonNode decision = poll.path("decision");
    if (vote.has("status")) {
      more(
          paper,
          "our vote: " + vote.path("words").asText() + " (" + vote.path("status").asText() + ")");
      more(paper, vote.path("told").asText(""));
    } else if (decision.path("needsPeople").asBoolean() && open) {
      more(
          paper,
          "a person has to choose, at the latest "
              + WeekPage.time(poll.path("latestSafe"))
              + ": "
              + decision.path("reason").asText());
      more(paper, poll.path("id").asText());
    } else if (decision.has("kind")) {
      more(paper, decision.path("kind").asText() + ": " + decision.path("reason").asText());
    }
    poll.path("warnings").forEach(warning -> more(paper, warning.asText()));
  }

  private static void more(Paper paper, String text) {
    if (!text.isEmpty()) {
      paper.item("    ", text);
    }
  }
}
