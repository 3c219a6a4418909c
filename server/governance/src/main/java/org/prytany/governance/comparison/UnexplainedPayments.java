package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.spi.Token;

/** Says what is wrong with payments that nothing explains: which words they contradict, if any. */
final class UnexplainedPayments {

  private final Comparison comparison;
  private final Asks asks;
  private final Explanations.Result best;
  private final Map<Token, List<Integer>> asksOf = new HashMap<>();

  private record Alike(Token token, boolean takes, BigDecimal amount) {}

  UnexplainedPayments(Comparison comparison, Asks asks, Explanations.Result best) {
    this.comparison = comparison;
    this.asks = asks;
    this.best = best;
  }

  void run() {
    Map<Alike, List<Payee>> again = new LinkedHashMap<>();
    for (Payee payee : best.left()) {
      LookAlikeCheck.tells(comparison, payee.account(), payee.effects().getFirst());
      if (!report(payee)) {
        again
            .computeIfAbsent(
                new Alike(payee.token(), payee.takes(), payee.amount()), a -> new ArrayList<>())
            .add(payee);
      }
    }
    again.values().forEach(this::again);
  }

  private List<Integer> asksOf(Token token) {
    return asksOf.computeIfAbsent(token, asks::of);
  }

  /** Whether it could be said; if not, the text asks for the amount, and less often. */
  private boolean report(Payee payee) {
    List<Integer> its = asksOf(payee.token());
    List<Integer> same =
        its.stream().filter(ask -> asks.get(ask).amount().compareTo(payee.amount()) == 0).toList();
    List<Integer> own =
        its.stream()
            .filter(ask -> asks.get(ask).recipient().equals(Optional.of(payee.account())))
            .toList();
    List<Integer> forAnother =
        same.stream().filter(ask -> isForAnother(asks.get(ask), payee)).toList();
    Optional<Integer> elsewhere =
        same.stream()
            .filter(ask -> !isForAnother(asks.get(ask), payee) && !asks.mayBe(ask, payee))
            .findFirst();
    if (elsewhere.isPresent()) {
      Ask ask = asks.get(elsewhere.get());
      String where = comparison.places().words(ask.claims());
      return contradict(
          FindingCode.CHAIN_CONTRADICTED, "The text asks for %s on " + where, ask, payee);
    }
    Optional<Integer> unpaid = forAnother.stream().filter(ask -> best.uses()[ask] == 0).findFirst();
    if (unpaid.isPresent()) {
      Ask ask = asks.get(unpaid.get());
      return contradict(
          FindingCode.RECIPIENT_CONTRADICTED,
          "The text sends %s to " + ask.recipient().orElseThrow(),
          ask,
          payee);
    }
    Optional<Integer> twice = same.stream().filter(ask -> isPaidOtherwise(ask, payee)).findFirst();
    if (twice.isPresent()) {
      return contradict(
          FindingCode.PAID_TWICE_OVER,
          "The text asks for %s, which is paid already: in another token, as an allowance, as a"
              + " part of a total, or as the parts of it",
          asks.get(twice.get()),
          payee);
    }
    if (own.isEmpty() && !same.isEmpty()) {
      return false;
    }
    Optional<Integer> instead =
        own.stream()
            .findFirst()
            .or(() -> its.stream().filter(ask -> best.uses()[ask] == 0).findFirst());
    if (instead.isPresent()) {
      return contradict(
          FindingCode.AMOUNT_CONTRADICTED, "The text asks for %s", asks.get(instead.get()), payee);
    }
    Optional<Ask> otherToken = otherToken(payee);
    if (otherToken.isPresent()) {
      return contradict(
          FindingCode.TOKEN_CONTRADICTED, "The text asks for %s", otherToken.get(), payee);
    }
    PaymentCheck.unmentioned(comparison, payee);
    return true;
  }

  private static boolean isForAnother(Ask ask, Payee payee) {
    return ask.recipient().isPresent() && !ask.recipient().get().equals(payee.account());
  }

  /**
   * Whether what asks for the amount is paid in another token, may be taken by an allowance, is
   * part of a sum or a total that is paid, or the sum of parts that are.
   */
  private boolean isPaidOtherwise(int ask, Payee payee) {
    boolean otherwise =
        best.explained().stream()
            .filter(each -> each.claims().stream().anyMatch(claim -> asks.of(claim) == ask))
            .anyMatch(
                each ->
                    each.payee().amount().compareTo(payee.amount()) != 0
                        || !each.payee().token().equals(payee.token())
                        || each.payee().takes() != payee.takes());
    return otherwise
        || (best.uses()[ask] < asks.get(ask).times() && !isForAnother(asks.get(ask), payee));
  }

  /** What the text asks for less often than it is paid. */
  private void again(List<Payee> left) {
    Payee first = left.getFirst();
    List<Payee> paid =
        best.explained().stream()
            .map(Explanations.Explained::payee)
            .filter(payee -> payee.token().equals(first.token()))
            .filter(payee -> payee.amount().compareTo(first.amount()) == 0)
            .toList();
    Ask ask =
        asksOf(first.token()).stream()
            .map(asks::get)
            .filter(each -> each.amount().compareTo(first.amount()) == 0)
            .findFirst()
            .orElseThrow();
    String accounts =
        Stream.concat(paid.stream(), left.stream())
            .map(payee -> comparison.name(payee.account()))
            .sorted()
            .collect(Collectors.joining(", "));
    String text =
        "%s %s%s%s times (%s); the text asks for %s%s"
            .formatted(
                Grouped.of(first.amount()),
                first.symbol(),
                first.takes() ? " may be taken " : " is paid ",
                paid.size() + left.size(),
                accounts,
                comparison.quote(ask.claims().getFirst()),
                paid.size() > 1 ? " " + paid.size() + " times." : " once.");
    for (Payee payee : left) {
      payee.effects().forEach(effect -> comparison.match(-1, effect, Status.CONTRADICTED, text));
    }
    comparison
        .red(
            FindingCode.AMOUNT_PAID_AGAIN,
            ask.claims().getFirst(),
            left.getFirst().effects().getFirst())
        .say(text);
  }

  /** An ask in another token that nothing fulfils and that this payment may stand in for. */
  private Optional<Ask> otherToken(Payee payee) {
    return IntStream.range(0, asks.all().size())
        .filter(ask -> best.uses()[ask] == 0)
        .mapToObj(asks::get)
        .filter(
            ask ->
                ask.amount().compareTo(payee.amount()) == 0
                    || ask.recipient().equals(Optional.of(payee.account())))
        .findFirst();
  }

  /** Says so, and that it did. */
  private boolean contradict(FindingCode code, String said, Ask ask, Payee payee) {
    int claim = ask.claims().getFirst();
    boolean here = code == FindingCode.CHAIN_CONTRADICTED && payee.chain(comparison).isEmpty();
    String text =
        "%s, but %s%s."
            .formatted(
                said.formatted(comparison.quote(claim)),
                payee.sentence(comparison),
                here ? " on this chain" : "");
    payee.effects().forEach(effect -> comparison.match(claim, effect, Status.CONTRADICTED, text));
    comparison.red(code, claim, payee.effects().getFirst()).say(text);
    return true;
  }
}
