package org.prytany.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.body.ProposalBody;

/**
 * Bodies of proposals of the forms 1 to 3 in form 4. An act had one signed form ("submission") and
 * whether it left ("sent"); a vote said in words alone which way; a statement of form 1 bound
 * nothing that counts now, and is left out.
 */
final class FormFour {

  private static final TypeReference<ProposalBody> BODY = new TypeReference<>() {};
  private static final Pattern OLD_VOTE = Pattern.compile("vote (FOR|AGAINST|ABSTAIN) by .*+");
  private static final List<String> ACTS = List.of("ballot", "queue", "execution");
  private static final List<String> SEALED = List.of("verdict", "decision");
  private static final List<String> BINDING =
      List.of("effects", "lifts", "executor", "counter", "contentHash", "kept");

  private FormFour() {}

  /**
   * @throws PrytanyException STORE_CORRUPT if it cannot be read
   */
  static ProposalBody body(String older, String where) {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(older);
    } catch (JsonProcessingException e) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The stored document "
              + where
              + " cannot be read: "
              + e.getOriginalMessage()
              + ". Restore the store from a backup.");
    }
    for (String name : ACTS) {
      if (root.path(name) instanceof ObjectNode act) {
        act(act);
      }
    }
    for (String name : SEALED) {
      if (root.path(name) instanceof ObjectNode sealed && !sealed.hasNonNull("seal")) {
        sealed.put("seal", "");
      }
    }
    if (root.path("statements") instanceof ArrayNode statements) {
      for (Iterator<JsonNode> each = statements.iterator(); each.hasNext(); ) {
        JsonNode statement = each.next();
        if (!BINDING.stream().allMatch(statement::hasNonNull)) {
          each.remove();
        }
      }
    }
    return Json.read(root.toString(), BODY, where);
  }

  private static void act(ObjectNode act) {
    Matcher words = OLD_VOTE.matcher(act.path("detail").asText(""));
    if (!act.has("vote") && words.matches()) {
      // What it follows from is not known: it is taken back and decided anew.
      act.putObject("vote").put("support", words.group(1)).put("decision", "");
    }
    if (!act.has("own")) {
      ObjectNode own = act.putObject("own");
      ArrayNode forms = own.putArray("forms");
      JsonNode submission = act.path("submission");
      if (submission.isObject()) {
        forms.add(submission);
        if (act.path("sent").asBoolean()) {
          own.put("firstSent", act.path("intendedAt").asText());
          own.put("newestSent", act.path("intendedAt").asText());
        }
      }
    }
    act.remove(List.of("submission", "sent"));
    act.putIfAbsent("fence", Json.MAPPER.getNodeFactory().numberNode(0L));
    act.putIfAbsent("takenBack", Json.MAPPER.getNodeFactory().numberNode(0));
    act.putIfAbsent("spent", Json.MAPPER.createArrayNode());
    act.putIfAbsent("former", Json.MAPPER.createArrayNode());
    for (JsonNode signed : act.findParents("rawTransaction")) {
      ((ObjectNode) signed).putIfAbsent("mostFee", Json.MAPPER.getNodeFactory().textNode("0"));
      ((ObjectNode) signed).putIfAbsent("tip", Json.MAPPER.getNodeFactory().textNode("0"));
    }
  }
}
