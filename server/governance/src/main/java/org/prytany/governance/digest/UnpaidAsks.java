package org.prytany.governance.digest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prytany.governance.digest.Finding.Severity;
import org.prytany.governance.digest.Verdict.Status;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * Says what a text asks for and no call pays; parts of what is paid are no payments of their own.
 */
final class UnpaidAsks {

  private final Comparison comparison;
  private final TokenNames names;
  private final Asks asks;
  private final Explanations.Result best;
  private final List<Payee> payees;

  /** What is paid of one token, and the amounts that make some of it. */
  private record Parts(Token token, Set<Address> accounts, Set<BigDecimal> amounts) {}

  UnpaidAsks(
      Comparison comparison,
      TokenNames names,
      Asks asks,
      Explanations.Result best,
      List<Payee> payees) {
    this.comparison = comparison;
    this.names = names;
    this.asks = asks;
    this.best = best;
    this.payees = payees;
  }

  void run() {
    List<Parts> parts = parts();
    for (int ask = 0; ask < asks.all().size(); ask++) {
      if (best.uses()[ask] > 0 || asks.get(ask).claims().stream().anyMatch(comparison::isMatched)) {
        continue;
      }
      Ask unpaid = asks.get(ask);
      int claim = unpaid.claims().getFirst();
      if (parts.stream().anyMatch(each -> isIn(unpaid, each))) {
        comparison.match(
            claim, -1, Status.CONSISTENT, "Part of what is paid: " + comparison.quote(claim));
      } else {
        report(unpaid, claim);
      }
    }
  }

  private void report(Ask unpaid, int claim) {
    String text = "The text names " + comparison.quote(claim) + ", which is not executed.";
    comparison.match(claim, -1, Status.NOT_EXECUTED, text);
    boolean contradicted =
        comparison.hasFinding("AMOUNT_CONTRADICTED")
            || comparison.hasFinding("TOKEN_CONTRADICTED")
            || comparison.hasFinding("RECIPIENT_CONTRADICTED");
    if (!contradicted && !comparison.hasFinding("SIMULATION_REVERTS")) {
      boolean valuation = names.isMoney(unpaid.symbol()) && !payees.isEmpty();
      comparison.find(valuation ? Severity.NOTE : Severity.AMBER, "NOT_EXECUTED", text, claim, -1);
    }
  }

  private boolean isIn(Ask ask, Parts parts) {
    return names.matches(ask.symbol(), parts.token())
        && ask.recipient().map(parts.accounts()::contains).orElse(true)
        && parts.amounts().contains(ask.amount());
  }

  private List<Parts> parts() {
    Map<Token, List<Payee>> byToken = new HashMap<>();
    payees.forEach(
        payee -> byToken.computeIfAbsent(payee.token(), t -> new ArrayList<>()).add(payee));
    List<Parts> parts = new ArrayList<>();
    byToken.forEach((token, its) -> parts.add(parts(token, its)));
    return parts;
  }

  /** The total of what is paid, and amounts that add up to it or to a payment: milestones. */
  private Parts parts(Token token, List<Payee> its) {
    BigDecimal total =
        its.stream()
            .map(Payee::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .stripTrailingZeros();
    Set<BigDecimal> sums = new HashSet<>(Set.of(total));
    its.forEach(payee -> sums.add(payee.amount().stripTrailingZeros()));
    Set<BigDecimal> amounts = new HashSet<>(Set.of(total));
    List<Integer> rest = new ArrayList<>();
    for (int ask : asks.of(token)) {
      if (!sums.contains(asks.get(ask).amount())) {
        rest.addAll(asks.get(ask).claims());
      }
    }
    rest.sort(java.util.Comparator.comparingInt(claim -> asks.payment(claim).span().start()));
    Set<Integer> seen = new HashSet<>();
    List<List<Integer>> sequences = new ArrayList<>(asks.blocks(rest));
    sequences.add(rest.stream().filter(claim -> seen.add(asks.of(claim))).toList());
    for (List<Integer> sequence : sequences) {
      Runs runs = new Runs(asks, sequence);
      for (BigDecimal sum : sums) {
        runs.of(sum).stream()
            .flatMap(List::stream)
            .forEach(claim -> amounts.add(asks.get(asks.of(claim)).amount()));
      }
    }
    Set<Address> accounts = new HashSet<>();
    its.forEach(payee -> accounts.add(payee.account()));
    return new Parts(token, accounts, amounts);
  }
}
