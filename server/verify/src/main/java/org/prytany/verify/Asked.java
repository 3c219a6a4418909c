package org.prytany.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.pause.PauseScope;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;

/**
 * What a wallet is asked to sign, read from its JSON.
 *
 * @param data as this program would ask it: built anew from the values alone
 * @param statement if it is a treasurer's statement about a proposal
 * @param decision if it is an operator's decision about a vote
 * @param strange what in the JSON is not as this program would ask it, e.g. another type; empty if
 *     nothing
 */
record Asked(
    TypedData data,
    Optional<TreasurerStatement> statement,
    Optional<OperatorDecision> decision,
    List<String> strange) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * @param json typed data, or the answer of the API that has it in "typedData"
   * @throws IllegalArgumentException in plain English if it is neither
   */
  static Asked read(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      JsonNode typed = tree.has("typedData") ? tree.get("typedData") : tree;
      Asked asked =
          switch (typed.path("primaryType").asText()) {
            case "TreasurerStatement" -> statement(typed);
            case "PrytanyPause" ->
                new Asked(order(typed).data(), Optional.empty(), Optional.empty(), List.of());
            case "PrytanyDecision" -> {
              OperatorDecision decision = decision(typed);
              yield new Asked(decision.data(), Optional.empty(), Optional.of(decision), List.of());
            }
            default ->
                throw new IllegalArgumentException(
                    "it is of type '" + typed.path("primaryType").asText() + "'");
          };
      List<String> strange = new ArrayList<>();
      differences("", typed, JSON.readTree(asked.data().json()), strange);
      return new Asked(asked.data(), asked.statement(), asked.decision(), strange);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
  }

  private static Asked statement(JsonNode typed) {
    JsonNode message = typed.path("message");
    TreasurerStatement statement =
        new TreasurerStatement(
            TreasurerStatement.Kind.valueOf(word(message, "kind")),
            new ProposalKey(
                typed.path("domain").path("chainId").asLong(),
                new Address(typed.path("domain").path("verifyingContract").asText()),
                new BigInteger(message.path("proposalId").asText())),
            texts(message, "effects"),
            texts(message, "lifts"),
            message.path("reason").asText(),
            new Address(message.path("treasurer").asText()),
            new Address(message.path("executor").asText()),
            Long.parseLong(message.path("counter").asText()),
            Long.parseLong(message.path("expiry").asText()),
            message.path("contentHash").asText(),
            message.path("actionsHash").asText(),
            message.path("effectsHash").asText(),
            "",
            Optional.empty());
    return new Asked(
        StatementData.of(statement), Optional.of(statement), Optional.empty(), List.of());
  }

  private static OperatorDecision decision(JsonNode typed) {
    JsonNode message = typed.path("message");
    return new OperatorDecision(
        new ProposalKey(
            typed.path("domain").path("chainId").asLong(),
            new Address(typed.path("domain").path("verifyingContract").asText()),
            new BigInteger(message.path("proposalId").asText())),
        Support.valueOf(word(message, "support")),
        message.path("reason").asText(),
        new Address(message.path("operator").asText()),
        new Address(message.path("voter").asText()),
        Long.parseLong(message.path("counter").asText()),
        Long.parseLong(message.path("expiry").asText()),
        message.path("contentHash").asText(),
        message.path("effectsHash").asText(),
        "",
        Optional.empty());
  }

  private static PauseOrder order(JsonNode typed) {
    JsonNode message = typed.path("message");
    return new PauseOrder(
        PauseOrder.Kind.valueOf(word(message, "kind")),
        typed.path("domain").path("chainId").asLong(),
        new Address(typed.path("domain").path("verifyingContract").asText()),
        PauseScope.valueOf(word(message, "scope")),
        texts(message, "ends"),
        message.path("reason").asText(),
        new Address(message.path("treasurer").asText()),
        new Address(message.path("executor").asText()),
        Long.parseLong(message.path("counter").asText()),
        "",
        Optional.empty());
  }

  private static String word(JsonNode message, String field) {
    return message.path(field).asText().toUpperCase(Locale.ROOT);
  }

  private static List<String> texts(JsonNode message, String field) {
    List<String> texts = new ArrayList<>();
    message.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Every place where the two trees differ; addresses may be written in any case. */
  private static void differences(
      String where, JsonNode asked, JsonNode own, List<String> differences) {
    if (own.isObject() && asked.isObject()) {
      own.fieldNames()
          .forEachRemaining(
              name ->
                  differences(where + "." + name, asked.path(name), own.get(name), differences));
      asked
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!own.has(name)) {
                  differences.add((where + "." + name).substring(1) + " should not be there");
                }
              });
    } else if (own.isArray() && asked.isArray() && own.size() == asked.size()) {
      for (int i = 0; i < own.size(); i++) {
        differences(where + "." + i, asked.get(i), own.get(i), differences);
      }
    } else if (!own.asText().equalsIgnoreCase(asked.asText()) || own.isArray() != asked.isArray()) {
      differences.add(where.substring(1) + " is " + asked + " and should be " + own);
    }
  }
}
