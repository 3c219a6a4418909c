package org.prytany.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/** Reads a Decision of docs/rest-api.md. */
final class DecisionReader {

  private DecisionReader() {}

  /**
   * @throws IllegalArgumentException naming what is not as it has to be
   */
  static VoteDecision read(JsonNode json) {
    String rule = json.path("rule").asText("");
    String reason = json.path("reason").asText("");
    String kind = json.path("kind").asText("");
    return switch (kind) {
      case "cast" -> vote(shares(json), rule, reason);
      case "refrain" -> new VoteDecision.Refrain(rule, reason);
      case "escalate" -> new VoteDecision.Escalate(rule, reason);
      case "not-yet" -> new VoteDecision.NotYet(rule, reason);
      default -> throw new IllegalArgumentException("decided has no kind '" + kind + "'");
    };
  }

  private static VoteDecision vote(Shares shares, String rule, String reason) {
    return shares
        .single()
        .<VoteDecision>map(support -> new VoteDecision.Cast(support, rule, reason))
        .orElseGet(() -> new VoteDecision.Split(shares, rule, reason));
  }

  private static Shares shares(JsonNode json) {
    if (!json.hasNonNull("shares")) {
      String way = json.path("support").asText("").toUpperCase(Locale.ROOT);
      return Shares.all(SituationReader.named(Support.class, way, "decided"));
    }
    JsonNode shares = json.path("shares");
    return new Shares(
        share(shares, Support.FOR), share(shares, Support.AGAINST), share(shares, Support.ABSTAIN));
  }

  private static int share(JsonNode shares, Support way) {
    JsonNode share = shares.path(way.name().toLowerCase(Locale.ROOT));
    if (share.isMissingNode()) {
      return 0;
    }
    if (!share.isIntegralNumber() || !share.canConvertToInt()) {
      throw new IllegalArgumentException("no share of a vote: '" + share.asText() + "'");
    }
    return share.intValue();
  }
}
