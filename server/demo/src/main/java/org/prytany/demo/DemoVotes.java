package org.prytany.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Columns;

/** Waits for the server's votes, and says what they are, or why there are none. */
final class DemoVotes {

  /** So long a strategy that waits for others is waited for, once they have voted. */
  private static final Duration LATER = Duration.ofMinutes(1);

  /** How what the server puts behind a strategy's reason begins. */
  private static final String LABEL = " [Prytany: ";

  private static final Set<String> NO_VOTE = Set.of("refrain", "escalate", "not-yet");

  private final DemoServer server;
  private final ServedProposals proposals;
  private final DemoTimeline timeline;
  private final boolean tried;
  private final List<DemoCase> waiting = new ArrayList<>();

  /**
   * @param tried whether the strategy is somebody's own: it need not vote, and says why it does
   */
  DemoVotes(DemoServer server, ServedProposals proposals, DemoTimeline timeline, boolean tried) {
    this.server = server;
    this.proposals = proposals;
    this.timeline = timeline;
    this.tried = tried;
  }

  /** Waits for what is decided on each. */
  void await() throws InterruptedException {
    for (DemoCase each : proposals.cases()) {
      JsonNode shown = proposals.await(each, "our vote", this::isDecided);
      say(each, shown);
      if (kind(shown).equals("not-yet")) {
        waiting.add(each);
      }
    }
  }

  /** Waits again for those on which the strategy waited for others. */
  void awaitLater() throws InterruptedException {
    Instant end = Instant.now().plus(LATER);
    try (ApiClient api = server.api()) {
      for (DemoCase each : waiting) {
        JsonNode shown = proposals.shown(api, each);
        while ((!isDecided(shown) || kind(shown).equals("not-yet"))
            && Instant.now().isBefore(end)) {
          Thread.sleep(200);
          shown = proposals.shown(api, each);
        }
        say(each, shown);
      }
    }
  }

  private boolean isDecided(JsonNode shown) {
    return ServedProposals.status(shown, "ballot").equals("confirmed")
        || (tried && NO_VOTE.contains(kind(shown)));
  }

  private static String kind(JsonNode shown) {
    return shown.path("decision").path("kind").asText();
  }

  private void say(DemoCase each, JsonNode shown) {
    JsonNode decision = shown.path("decision");
    String rule = " by rule " + Columns.safe(decision.path("rule").asText()) + ".";
    String what =
        switch (kind(shown)) {
          case "not-yet" -> "Waits with its vote on " + each.name();
          case "escalate" -> "Leaves the vote to people on " + each.name();
          case "refrain" -> "Does not vote on " + each.name();
          default -> "Voted " + decision.path("support").asText() + " on " + each.name();
        };
    timeline.say(what + rule);
    if (tried) {
      String reason = decision.path("reason").asText();
      int label = reason.lastIndexOf(LABEL);
      timeline.detail(Columns.safe(label < 0 ? reason : reason.substring(0, label)));
    }
  }
}
