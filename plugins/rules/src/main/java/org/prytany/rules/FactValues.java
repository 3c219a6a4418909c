package org.prytany.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;
import org.prytany.spi.Voting;
import org.prytany.spi.VotingSituation;

/** The values of the facts in one situation, as CEL takes them. What is not known has none. */
final class FactValues {

  /** What stands for the native coin where a token's address would. */
  static final String NATIVE = "native";

  /** How an account voted that voted in several directions, or in one that is not known. */
  static final String SEVERAL = "several";

  private FactValues() {}

  static Map<String, Object> of(VotingSituation situation) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("chain_id", situation.proposal().key().chainId());
    facts.put("governor", situation.proposal().key().governor().hex());
    facts.put("proposer", situation.proposal().proposer().hex());
    facts.put("seconds_to_deadline", situation.secondsToDeadline());
    facts.put("voting_power", atMost(new BigDecimal(situation.votingPower())));
    facts.put("payments", situation.payments().stream().map(FactValues::payment).toList());
    facts.put("treasury_share", atLeast(situation.treasuryShare()));
    facts.put("moves_authority", situation.movesAuthority());
    facts.put("parameters", situation.parameters().stream().map(FactValues::parameter).toList());
    facts.put("simulation_succeeded", situation.simulationSucceeded());
    facts.put("actions", flat(situation.proposal().actions()));
    facts.put(
        "effects",
        situation.proposal().effects().map(SimulatedEffects::effects).orElse(List.of()).stream()
            .map(FactValues::effect)
            .toList());
    facts.put(
        "supports",
        situation.supports().stream()
            .map(support -> support.name().toLowerCase(Locale.ROOT))
            .sorted()
            .toList());
    situation
        .text()
        .ifPresent(
            text -> {
              facts.put("text.contradicted", (long) text.contradicted());
              facts.put("text.unmentioned", (long) text.unmentioned());
              facts.put("text.blocked", text.blocked());
              facts.put("text.title", text.title());
              text.verdict().ifPresent(verdict -> facts.put("text.verdict", verdict));
              text.findings().ifPresent(codes -> facts.put("text.findings", codes));
            });
    circumstances(situation.circumstances(), facts);
    situation.circumstances().voting().ifPresent(voting -> facts.put(Facts.VOTE_BY, votes(voting)));
    return facts;
  }

  private static void circumstances(Circumstances around, Map<String, Object> facts) {
    around
        .leaving()
        .ifPresent(all -> facts.put("leaving", all.stream().map(FactValues::leaving).toList()));
    around
        .tally()
        .ifPresent(
            tally -> {
              facts.put("votes_for", atMost(new BigDecimal(tally.forVotes())));
              facts.put("votes_against", atMost(new BigDecimal(tally.againstVotes())));
              facts.put("votes_abstain", atMost(new BigDecimal(tally.abstainVotes())));
            });
    around.quorum().ifPresent(needed -> facts.put("quorum", atLeast(new BigDecimal(needed))));
    around.inParts().ifPresent(counted -> facts.put("votes_in_parts", counted));
    around
        .history()
        .ifPresent(
            history -> {
              facts.put(Facts.PROPOSED, (long) history.proposed());
              facts.put(Facts.EXECUTED, (long) history.executed());
              facts.put(Facts.DEFEATED, (long) history.defeated());
              facts.put(Facts.CANCELED, (long) history.canceled());
            });
    around.quorumReached().ifPresent(reached -> facts.put("quorum_reached", reached));
  }

  /**
   * Of whom nobody was asked nothing is known: it is not in it, and a rule cannot take it for "".
   */
  private static Map<String, String> votes(Voting voting) {
    Map<String, String> votes = new HashMap<>();
    for (Address account : voting.asked()) {
      votes.put(
          account.hex(),
          voting
              .of(account)
              .map(
                  vote ->
                      vote.support()
                          .map(support -> support.name().toLowerCase(Locale.ROOT))
                          .orElse(SEVERAL))
              .orElse(""));
    }
    return votes;
  }

  private static Map<String, Object> leaving(Circumstances.Leaving leaving) {
    boolean all = leaving.held().compareTo(leaving.amount()) <= 0;
    BigDecimal share =
        all
            ? BigDecimal.ONE
            : new BigDecimal(leaving.amount())
                .divide(new BigDecimal(leaving.held()), new MathContext(20, RoundingMode.CEILING));
    return Map.of(
        "token", leaving.token().map(Address::hex).orElse(NATIVE),
        "base_units", atLeast(new BigDecimal(leaving.amount())),
        "share", atLeast(share));
  }

  private static Map<String, Object> payment(VotingSituation.Payment payment) {
    Token token = payment.token();
    return Map.of(
        "token", asset(token),
        "symbol", token.symbol().orElse(""),
        "decimals_known", token.decimals().isPresent(),
        "amount", atLeast(payment.amount()),
        "recipient", payment.recipient().hex());
  }

  private static Map<String, Object> parameter(VotingSituation.Parameter parameter) {
    return Map.of(
        "contract", parameter.contract().hex(),
        "name", parameter.name(),
        "value", parameter.value());
  }

  // Calls within calls stand in the same list: a rule over all actions must see each of them.
  private static List<Map<String, Object>> flat(List<DecodedAction> actions) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (DecodedAction action : actions) {
      all.add(
          Map.of(
              "target", action.target().hex(),
              "function", action.function().orElse(""),
              "selector", action.selector().orElse(""),
              "value_wei", atLeast(new BigDecimal(action.valueWei())),
              "decoded", action.function().isPresent() || action.selector().isEmpty()));
      all.addAll(flat(action.nested()));
    }
    return List.copyOf(all);
  }

  private static Map<String, Object> effect(Effect effect) {
    return Map.of(
        "kind", effect.kind().name().toLowerCase(Locale.ROOT),
        "contract", effect.contract().hex(),
        "from", effect.from().map(Address::hex).orElse(""),
        "to", effect.to().map(Address::hex).orElse(""),
        "token", effect.token().map(FactValues::asset).orElse(""),
        "base_units", atLeast(new BigDecimal(effect.amount())),
        "subject", effect.subject(),
        "value", effect.value());
  }

  private static String asset(Token token) {
    return token.contract().map(Address::hex).orElse(NATIVE);
  }

  // CEL counts in 64-bit floating point. What leaves the treasury is rounded up and the votes one
  // has are rounded down, so that a limit in a rule is never passed by rounding.
  private static double atLeast(BigDecimal exact) {
    double near = exact.doubleValue();
    return Double.isInfinite(near) || new BigDecimal(near).compareTo(exact) >= 0
        ? near
        : Math.nextUp(near);
  }

  private static double atMost(BigDecimal exact) {
    double near = exact.doubleValue();
    return new BigDecimal(near).compareTo(exact) <= 0 ? near : Math.nextDown(near);
  }

  /** What leaves in one token, over all payments, rounded up. */
  static double paid(List<?> payments, String token) {
    double total = 0;
    for (Object each : payments) {
      if (each instanceof Map<?, ?> payment
          && token.equalsIgnoreCase(String.valueOf(payment.get("token")))
          && payment.get("amount") instanceof Double amount) {
        total = atLeast(new BigDecimal(total).add(new BigDecimal(amount)));
      }
    }
    return total;
  }
}
