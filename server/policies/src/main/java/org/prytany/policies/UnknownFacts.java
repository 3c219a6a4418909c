package org.prytany.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prytany.spi.Circumstances;

/**
 * Which facts of a policy are not known of a past proposal, and why, in plain English: what is left
 * out of a line of a file, and what a server that was asked does not know any more.
 */
final class UnknownFacts {

  /** The fields of a Situation by the facts that are read from them. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("chain_id", "chainId"),
          Map.entry("governor", "governor"),
          Map.entry("proposer", "proposer"),
          Map.entry("actions", "actions"),
          Map.entry("effects", "effects"),
          Map.entry("seconds_to_deadline", "secondsToDeadline"),
          Map.entry("voting_power", "votingPower"),
          Map.entry("payments", "payments"),
          Map.entry("treasury_share", "treasuryShare"),
          Map.entry("moves_authority", "movesAuthority"),
          Map.entry("parameters", "parameters"),
          Map.entry("simulation_succeeded", "simulationSucceeded"),
          Map.entry("votes_for", "tally"),
          Map.entry("votes_against", "tally"),
          Map.entry("votes_abstain", "tally"),
          Map.entry("quorum", "quorum"),
          Map.entry("leaving", "leaving"),
          Map.entry("votes_in_parts", "votesInParts"),
          Map.entry("proposer_proposals", "proposerHistory"),
          Map.entry("proposer_executed", "proposerHistory"),
          Map.entry("proposer_defeated", "proposerHistory"),
          Map.entry("proposer_canceled", "proposerHistory"));

  /** Of a proposal that a policy decided on. */
  private static final Map<String, String> DECIDED =
      Map.of(
          "secondsToDeadline", "the decision is of a version that did not keep it",
          "tally", "the decision is of a version that did not keep it",
          "quorum", "the governor did not tell it",
          "proposerHistory",
              "no rule asked for it when this was decided, or it was not known then");

  /** Of a proposal that none decided on. */
  private static final Map<String, String> OPENING =
      Map.of(
          "secondsToDeadline", "it is not known how long votes are taken, in seconds",
          "votingPower", "no policy decided on this, so it was not asked",
          "quorum", "it is told when voting begins, and was not told since",
          "proposerHistory", "no policy decided on this, so it was not asked");

  private UnknownFacts() {}

  /**
   * @param json a Situation of docs/rest-api.md
   * @param around what was read of it
   * @return reasons by facts
   */
  static Map<String, String> of(JsonNode json, Circumstances around) {
    Map<String, String> unknown = new TreeMap<>();
    FIELDS.forEach(
        (fact, field) -> {
          if (!json.hasNonNull(field)) {
            unknown.put(fact, why(json, field));
          }
        });
    unknown.put("vote_by", "how single accounts had voted is not kept");
    if (around.quorumReached().isEmpty()) {
      unknown.put(
          "quorum_reached",
          Optional.ofNullable(unknown.get("quorum"))
              .or(() -> Optional.ofNullable(unknown.get("votes_for")))
              .orElse("it depends on which votes the governor counts"));
    }
    return unknown;
  }

  private static String why(JsonNode json, String field) {
    if (!json.hasNonNull("taken")) {
      return "the line leaves out " + field;
    }
    boolean isOfMoney = field.equals("treasuryShare") || field.equals("leaving");
    if (isOfMoney && json.path("house").hasNonNull("unmeasured")) {
      return json.path("house").path("unmeasured").asText();
    }
    boolean decided = json.path("taken").asText().equals("decided");
    if (decided && field.equals("quorum") && !json.hasNonNull("tally")) {
      // Both are kept together.
      return why(json, "tally");
    }
    return (decided ? DECIDED : OPENING).getOrDefault(field, "the server does not tell " + field);
  }
}
