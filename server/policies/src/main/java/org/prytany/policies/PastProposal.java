package org.prytany.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.decision.HouseRules;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VotingSituation;

/**
 * A proposal to try a policy on.
 *
 * @param name DAO and number, or a line of a file
 * @param situation what is not known has some value in it that says nothing
 * @param unknown facts of a policy that are not known of it, and why
 * @param house what the house holds an answer against
 * @param decided what a server decided then; empty where nothing was
 */
record PastProposal(
    String name,
    String title,
    VotingSituation situation,
    Map<String, String> unknown,
    HouseRules.Case house,
    Optional<Then> decided) {

  /**
   * What a server decided then.
   *
   * @param told as the API tells it
   */
  record Then(VoteDecision decision, JsonNode told) {}

  PastProposal {
    unknown = Map.copyOf(unknown);
  }
}
