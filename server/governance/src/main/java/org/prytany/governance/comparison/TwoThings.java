package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.comparison.Explanations.Explained;
import org.prytany.governance.findings.FindingCode;
import org.prytany.reading.claims.Doubt;
import org.prytany.spi.Span;

/**
 * A text that asks alike for two things of which the calls do one: another amount for the account
 * that is paid, another line of the list, another amount behind the same words. Whatever tells the
 * two apart, a box, a mark, a vote, is not read here, so that nobody knows which one is meant.
 */
record TwoThings(Comparison comparison, Asks asks, Explanations.Result best) {

  private static final Pattern WORD = Pattern.compile("[\\p{L}]{2,}+");
  private static final int LONGEST_LABEL = 80;
  private static final int AROUND = 200;
  private static final int MOST = 5;

  /** What two asks of one token have in common: an account, a list, or words before the amount. */
  private record Alike(String symbol, Object in) {}

  /**
   * @param unpaid what the text asks for and no call does
   */
  void run(List<Ask> unpaid) {
    Map<Alike, Explained> paid = new HashMap<>();
    Set<Integer> lines = new HashSet<>();
    for (Explained each : best.explained()) {
      for (int claim : each.claims()) {
        Ask ask = asks.get(asks.of(claim));
        paid.putIfAbsent(new Alike(ask.symbol(), each.payee().account()), each);
        ask.claims().forEach(said -> alike(ask, said).forEach(key -> paid.putIfAbsent(key, each)));
        ask.claims().forEach(said -> lines.add(asks.said().line(said)));
      }
    }
    Set<Span> named = new HashSet<>(comparison.doubted(Doubt.Kind.NAMED));
    Set<BigDecimal> amounts =
        best.explained().stream()
            .map(each -> each.payee().amount().stripTrailingZeros())
            .collect(Collectors.toSet());
    unpaid.stream()
        .filter(ask -> !amounts.contains(ask.amount()))
        .flatMap(
            ask ->
                ask.claims().stream()
                    .filter(claim -> !named.contains(asks.said().payment(claim).span()))
                    .filter(claim -> !lines.contains(asks.said().line(claim)))
                    .flatMap(claim -> alike(ask, claim).stream().map(paid::get))
                    .filter(each -> each != null)
                    .limit(1)
                    .map(each -> Map.entry(ask.claims().getFirst(), each)))
        .limit(MOST)
        .forEach(each -> tell(each.getValue().payee(), each.getKey()));
  }

  private int start(int claim) {
    return asks.said().payment(claim).span().start();
  }

  private Set<Alike> alike(Ask ask, int claim) {
    Set<Alike> found = new HashSet<>();
    ask.recipient()
        .filter(comparison.named(near(claim))::contains)
        .ifPresent(account -> found.add(new Alike(ask.symbol(), account)));
    if (asks.said().block(claim) >= 0 && !asks.said().isTotal(claim)) {
      found.add(new Alike(ask.symbol(), asks.said().block(claim)));
    }
    Set<String> label = label(claim);
    if (!label.isEmpty()) {
      found.add(new Alike(ask.symbol(), label));
    }
    return found;
  }

  /** What stands around an amount in its line. */
  private String near(int claim) {
    String text = comparison.text();
    Span span = asks.said().payment(claim).span();
    String before = text.substring(Math.max(0, span.start() - AROUND), span.start());
    String after = text.substring(span.start(), Math.min(text.length(), span.end() + AROUND));
    int end = after.indexOf('\n', span.end() - span.start());
    return before.substring(before.lastIndexOf('\n') + 1)
        + (end < 0 ? after : after.substring(0, end));
  }

  /** The words of its line before an amount, in no order. */
  private Set<String> label(int claim) {
    int start = comparison.lines().start(asks.said().line(claim));
    int amount = start(claim);
    return amount - start > LONGEST_LABEL
        ? Set.of()
        : WORD.matcher(comparison.text().substring(start, Math.max(start, amount)))
            .results()
            .map(MatchResult::group)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private void tell(Payee payee, int other) {
    comparison
        .amber(FindingCode.AMOUNT_NOT_ASKED, other, payee.effects().getFirst())
        .say(
            "%s. The text asks for %s as well, in the same way, and no call does that: which of the"
                + " two it means is not known.",
            PaymentCheck.capital(payee.sentence(comparison)), comparison.quote(other));
  }
}
