package org.prytany.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.prytany.cli.ApiClient;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.decision.HouseRules;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;
import org.prytany.spi.Token;
import org.prytany.spi.VotingSituation;

/** Reads a Situation of docs/rest-api.md. What is absent in it is not known, and never 0. */
final class SituationReader {

  private static final String NO_SHARE = "Its treasuryShare is left out.";

  private final JsonNode json;

  private SituationReader(JsonNode json) {
    this.json = json;
  }

  /**
   * @throws IllegalArgumentException naming the field that is not as it has to be
   */
  static PastProposal read(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    return new SituationReader(json).proposal();
  }

  private PastProposal proposal() {
    String id = json.path("proposalId").asText("0");
    Optional<VotingSituation.TextFacts> text = part("text", SituationReader::text);
    String title =
        json.path("headline").asText(text.map(VotingSituation.TextFacts::title).orElse(""));
    ProposalSnapshot snapshot =
        new ProposalSnapshot(
            new ProposalKey(
                fact("chainId", SituationReader::number, 0L),
                fact("governor", SituationReader::address, Address.ZERO),
                whole(id, "proposalId")),
            fact("proposer", SituationReader::address, Address.ZERO),
            "",
            json.path("contentHash").asText(""),
            fact("actions", SituationReader::actions, List.of()),
            Optional.of(
                new SimulatedEffects(
                    part("simulationSucceeded", SituationReader::truth).orElse(false),
                    Optional.empty(),
                    fact("effects", list(SituationReader::effect), List.of()),
                    "",
                    json.path("block").asLong(0),
                    "")));
    VotingSituation situation =
        new VotingSituation(
            snapshot,
            json.path("block").asLong(0),
            fact("secondsToDeadline", SituationReader::number, 0L),
            fact("votingPower", its -> whole(its, "votingPower"), BigInteger.ZERO),
            fact("payments", list(SituationReader::payment), List.of()),
            fact("treasuryShare", SituationReader::share, BigDecimal.ONE),
            fact("movesAuthority", SituationReader::truth, true),
            fact("parameters", list(SituationReader::parameter), List.of()),
            fact("simulationSucceeded", SituationReader::truth, false),
            Set.copyOf(fact("supports", list(SituationReader::support), every())),
            text,
            new Circumstances(
                part("tally", SituationReader::tally),
                part("quorum", its -> whole(its, "quorum")),
                part("leaving", list(SituationReader::leaving)),
                Optional.empty(),
                part("votesInParts", SituationReader::truth),
                part("proposerHistory", SituationReader::history)));
    String dao = json.path("dao").asText("");
    return new PastProposal(
        (dao + " " + id).strip(),
        title,
        situation,
        UnknownFacts.of(json, situation.circumstances()),
        house(text),
        part("decided", its -> new PastProposal.Then(DecisionReader.read(its), its)));
  }

  private HouseRules.Case house(Optional<VotingSituation.TextFacts> text) {
    JsonNode house = part("house", its -> its).orElseGet(ApiClient.JSON::createObjectNode);
    requireObject(house);
    Optional<String> kind =
        Optional.ofNullable(house.get("agreement"))
            .map(JsonNode::asText)
            .or(() -> text.flatMap(VotingSituation.TextFacts::verdict))
            .map(word -> word.toUpperCase(Locale.ROOT).replace(' ', '_'));
    return new HouseRules.Case(
        false,
        Optional.ofNullable(house.get("unmeasured"))
            .map(JsonNode::asText)
            .or(() -> json.hasNonNull("treasuryShare") ? Optional.empty() : Optional.of(NO_SHARE)),
        Optional.ofNullable(house.get("stop")).map(JsonNode::asText),
        Set.copyOf(textRules(house)),
        kind.map(
            word ->
                new Agreement(
                    named(Agreement.Kind.class, word, "agreement"), house.path("why").asText(""))));
  }

  private static List<String> textRules(JsonNode house) {
    return list(JsonNode::asText).apply(house.path("textRules"));
  }

  /** A field that is one fact of a policy. */
  private <T> T fact(String field, Function<JsonNode, T> read, T otherwise) {
    return part(field, read).orElse(otherwise);
  }

  private <T> Optional<T> part(String field, Function<JsonNode, T> read) {
    JsonNode node = json.get(field);
    return node == null || node.isNull() ? Optional.empty() : Optional.of(read.apply(node));
  }

  private static <T> Function<JsonNode, List<T>> list(Function<JsonNode, T> read) {
    return node -> {
      requireList(node);
      List<T> all = new ArrayList<>();
      node.forEach(each -> all.add(read.apply(each)));
      return List.copyOf(all);
    };
  }

  private static VotingSituation.TextFacts text(JsonNode node) {
    requireObject(node);
    return new VotingSituation.TextFacts(
        Math.toIntExact(number(node.path("contradicted"))),
        Math.toIntExact(number(node.path("unmentioned"))),
        truth(node.path("blocked")),
        node.path("title").asText(""),
        Optional.ofNullable(node.get("verdict")).map(JsonNode::asText),
        Optional.ofNullable(node.get("findings")).map(list(JsonNode::asText)));
  }

  private static Circumstances.Tally tally(JsonNode node) {
    return new Circumstances.Tally(
        whole(node.path("for"), "for"),
        whole(node.path("against"), "against"),
        whole(node.path("abstain"), "abstain"));
  }

  private static Circumstances.History history(JsonNode node) {
    return new Circumstances.History(
        count(node, "proposals"),
        count(node, "executed"),
        count(node, "defeated"),
        count(node, "canceled"));
  }

  private static int count(JsonNode node, String field) {
    JsonNode number = node.path(field);
    if (!number.canConvertToInt() || !number.isIntegralNumber() || number.intValue() < 0) {
      throw new IllegalArgumentException(
          "'" + field + "' is no number of proposals: '" + number.asText() + "'");
    }
    return number.intValue();
  }

  private static Circumstances.Leaving leaving(JsonNode node) {
    return new Circumstances.Leaving(
        Optional.ofNullable(node.get("token")).map(SituationReader::address),
        whole(node.path("amount"), "amount"),
        whole(node.path("held"), "held"));
  }

  private static VotingSituation.Payment payment(JsonNode node) {
    return new VotingSituation.Payment(
        token(node.path("token")),
        decimal(node.path("amount")),
        whole(node.path("baseUnits"), "baseUnits"),
        address(node.path("recipient")));
  }

  private static Token token(JsonNode node) {
    return new Token(
        Optional.ofNullable(node.get("contract")).map(SituationReader::address),
        Optional.ofNullable(node.get("symbol")).map(JsonNode::asText),
        node.hasNonNull("decimals")
            ? OptionalInt.of(node.get("decimals").asInt())
            : OptionalInt.empty());
  }

  private static VotingSituation.Parameter parameter(JsonNode node) {
    return new VotingSituation.Parameter(
        address(node.path("contract")), node.path("name").asText(), node.path("value").asText());
  }

  private static List<DecodedAction> actions(JsonNode nodes) {
    requireList(nodes);
    List<DecodedAction> actions = new ArrayList<>();
    for (JsonNode node : nodes) {
      actions.add(
          new DecodedAction(
              actions.size(),
              address(node.path("target")),
              whole(node.path("valueWei"), "valueWei"),
              node.path("selector").asText("0x"),
              Optional.ofNullable(node.get("function")).map(JsonNode::asText),
              List.of(),
              "",
              actions(node.path("nested"))));
    }
    return List.copyOf(actions);
  }

  private static Effect effect(JsonNode node) {
    return new Effect(
        named(Effect.Kind.class, node.path("kind").asText().toUpperCase(Locale.ROOT), "kind"),
        address(node.path("contract")),
        Optional.ofNullable(node.get("from")).map(SituationReader::address),
        Optional.ofNullable(node.get("to")).map(SituationReader::address),
        Optional.ofNullable(node.get("token")).map(SituationReader::token),
        whole(node.path("amount"), "amount"),
        node.path("subject").asText(""),
        node.path("value").asText(""));
  }

  private static Support support(JsonNode node) {
    return named(Support.class, node.asText().toUpperCase(Locale.ROOT), "supports");
  }

  private static List<Support> every() {
    return List.copyOf(EnumSet.allOf(Support.class));
  }

  static <E extends Enum<E>> E named(Class<E> type, String name, String field) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + field + "' is not known: " + name));
  }

  private static void requireList(JsonNode node) {
    if (!node.isArray() && !node.isMissingNode()) {
      throw new IllegalArgumentException("there has to be a list instead of " + node);
    }
  }

  private static void requireObject(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("there have to be keys instead of " + node);
    }
  }

  /** What is neither true nor false would pass for false. */
  private static boolean truth(JsonNode node) {
    if (!node.isBoolean()) {
      throw new IllegalArgumentException("neither true nor false: '" + node.asText() + "'");
    }
    return node.booleanValue();
  }

  private static long number(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new IllegalArgumentException("no whole number: '" + node.asText() + "'");
    }
    return node.longValue();
  }

  private static BigDecimal share(JsonNode node) {
    BigDecimal share = decimal(node);
    if (share.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("a share is 0 to 1, not " + node.asText());
    }
    return share;
  }

  private static Address address(JsonNode node) {
    return new Address(node.asText());
  }

  private static BigInteger whole(JsonNode node, String field) {
    return whole(node.asText(), field);
  }

  private static BigInteger whole(String text, String field) {
    if (!text.matches("\\d{1,78}")) {
      throw new IllegalArgumentException("'" + field + "' is no whole number: '" + text + "'");
    }
    return new BigInteger(text);
  }

  private static BigDecimal decimal(JsonNode node) {
    String text = node.asText();
    if (!text.matches("\\d{1,78}(\\.\\d{1,400})?")) {
      throw new IllegalArgumentException("no amount: '" + text + "'");
    }
    return new BigDecimal(text);
  }
}
