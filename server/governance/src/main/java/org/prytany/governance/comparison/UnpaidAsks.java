package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * Says what a text asks for and no call pays; parts of what is paid are no payments of their own.
 */
record UnpaidAsks(Comparison comparison, Asks asks, Explanations.Result best, List<Payee> payees) {

  private static final int MOST_ALONE = 3;

  /** What leaves something unpaid, and is told. */
  private static final Set<FindingCode> SAID_ALREADY =
      Set.of(
          FindingCode.AMOUNT_CONTRADICTED,
          FindingCode.TOKEN_CONTRADICTED,
          FindingCode.RECIPIENT_CONTRADICTED,
          FindingCode.SIMULATION_REVERTS);

  /** What is paid of one token, and the amounts that make some of it. */
  private record Parts(Token token, Set<Address> accounts, Set<BigDecimal> amounts) {}

  void run() {
    List<Parts> parts = parts();
    List<Ask> left = new ArrayList<>();
    for (int ask = 0; ask < asks.all().size(); ask++) {
      if (best.uses()[ask] > 0
          || asks.get(ask).claims().stream().anyMatch(comparison.found()::isMatched)) {
        continue;
      }
      Ask unpaid = asks.get(ask);
      int claim = unpaid.claims().getFirst();
      if (payees.stream().anyMatch(payee -> asks.isRounded(unpaid, payee))) {
        comparison.match(
            claim, -1, Status.CONSISTENT, "Says again, rounded: " + comparison.quote(claim));
      } else if (parts.stream().anyMatch(each -> isIn(unpaid, each))) {
        comparison.match(
            claim, -1, Status.CONSISTENT, "Part of what is paid: " + comparison.quote(claim));
      } else {
        comparison.match(claim, -1, Status.NOT_EXECUTED, notExecuted(claim));
        left.add(unpaid);
      }
    }
    new TwoThings(comparison, asks, best).run(left);
    if (SAID_ALREADY.stream().noneMatch(comparison.found()::has)) {
      report(left.stream().filter(ask -> !isValuation(ask)).toList(), Severity.AMBER);
      report(left.stream().filter(this::isValuation).toList(), Severity.NOTE);
    }
  }

  /** Where tokens are paid, dollars may only say what they are worth. */
  private boolean isValuation(Ask ask) {
    return TokenNames.isMoney(ask.symbol()) && !payees.isEmpty();
  }

  private String notExecuted(int claim) {
    return "The text names " + comparison.quote(claim) + ", which is not executed.";
  }

  /** Many at once are one thing to know: a budget that another call pays, or nobody. */
  private void report(List<Ask> unpaid, Severity severity) {
    List<Integer> claims = unpaid.stream().map(ask -> ask.claims().getFirst()).toList();
    if (claims.size() <= MOST_ALONE) {
      claims.forEach(
          claim ->
              comparison
                  .finding(severity, FindingCode.NOT_EXECUTED, claim, -1)
                  .say(notExecuted(claim)));
      return;
    }
    comparison
        .finding(severity, FindingCode.NOT_EXECUTED, claims.getFirst(), -1)
        .say(
            "The text names %s amounts that are not executed: %s, %s and %s more.",
            claims.size(),
            comparison.quote(claims.getFirst()),
            comparison.quote(claims.get(1)),
            claims.size() - 2);
  }

  private boolean isIn(Ask ask, Parts parts) {
    return TokenNames.matches(ask.symbol(), parts.token())
        && ask.recipient().map(parts.accounts()::contains).orElse(true)
        && parts.amounts().contains(ask.amount());
  }

  private List<Parts> parts() {
    return payees.stream().collect(Collectors.groupingBy(Payee::token)).entrySet().stream()
        .map(its -> parts(its.getKey(), its.getValue()))
        .toList();
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
    List<List<Integer>> sequences = new ArrayList<>(asks.said().blocks(asks.said().inOrder(rest)));
    sequences.add(asks.once(rest));
    for (List<Integer> sequence : sequences) {
      Runs runs = new Runs(asks, sequence);
      for (BigDecimal sum : sums) {
        runs.of(sum).stream()
            .flatMap(List::stream)
            .forEach(claim -> amounts.add(asks.get(asks.of(claim)).amount()));
      }
    }
    return new Parts(token, its.stream().map(Payee::account).collect(Collectors.toSet()), amounts);
  }
}
