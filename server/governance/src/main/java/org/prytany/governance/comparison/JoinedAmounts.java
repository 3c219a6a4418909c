package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.comparison.Explanations.Explained;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/**
 * Amounts that a text asks for in one breath, "100,000 USDC + 15,000 ENS", and whose payee it does
 * not give an address of: they go to one account. A second account for one of them is a payee of
 * whom no reader knows.
 */
final class JoinedAmounts {

  private static final Pattern JOINED = Cues.pattern(JoinedAmounts.class, "joined");
  private static final int WORDS_BETWEEN = 40;
  private static final Pattern SHARED_OUT = Cues.pattern(JoinedAmounts.class, "shared-out");

  private final Comparison comparison;
  private final PaymentClaims claims;
  private final Map<Said, Set<Integer>> lines = new HashMap<>();
  private final Map<Together, Set<Integer>> together = new HashMap<>();

  private record Said(BigDecimal amount, String symbol) {}

  private record Together(Said one, Said other) {}

  JoinedAmounts(Comparison comparison, PaymentClaims claims) {
    this.comparison = comparison;
    this.claims = claims;
  }

  void run(List<Explained> explained) {
    // What each claim alone explains, in the order of the text.
    Map<Integer, List<Payee>> paid =
        new TreeMap<>(
            Comparator.comparingInt((Integer claim) -> claims.payment(claim).span().start())
                .thenComparingInt(claim -> claim));
    explained.stream()
        .filter(each -> each.claims().size() == 1)
        .forEach(
            each ->
                paid.computeIfAbsent(each.claims().getFirst(), c -> new ArrayList<>())
                    .add(each.payee()));
    Set<Integer> reported = new HashSet<>();
    int before = -1;
    Set<Address> first = Set.of();
    for (Map.Entry<Integer, List<Payee>> each : paid.entrySet()) {
      int claim = each.getKey();
      Set<Address> second = unnamed(each.getValue());
      boolean differ = !first.isEmpty() && !second.isEmpty() && !first.equals(second);
      int effect =
          each.getValue().stream().mapToInt(payee -> payee.effects().getFirst()).min().orElse(-1);
      if (differ && alwaysJoined(before, claim) && reported.add(effect)) {
        comparison
            .red(FindingCode.PAYEES_DIFFER, claim, effect)
            .as(
                Status.CONTRADICTED,
                "The text asks for %s and %s in one breath and names no account; the first goes to"
                    + " %s, and the second to %s.",
                comparison.quote(before),
                comparison.quote(claim),
                names(first),
                names(second));
      }
      before = claim;
      first = second;
    }
  }

  /** Who gets something; nobody if the text has an address of one of them. */
  private Set<Address> unnamed(List<Payee> payees) {
    return payees.stream()
        .map(Payee::account)
        .filter(to -> !to.equals(Address.ZERO))
        .filter(to -> comparison.reference(to) == Reference.NO_ADDRESSES)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String names(Set<Address> accounts) {
    return accounts.stream().map(comparison::name).collect(Collectors.joining(" and "));
  }

  /**
   * Two amounts of one token nearly always have two payees. And what a title joins, a list may give
   * to several: they have to stand together wherever one of them does.
   */
  private boolean alwaysJoined(int one, int other) {
    if (lines.isEmpty()) {
      read(claims.inOrder());
    }
    Said first = said(one);
    Said second = said(other);
    Set<Integer> both = together.getOrDefault(new Together(first, second), Set.of());
    return !first.symbol().equals(second.symbol())
        && both.containsAll(lines.getOrDefault(first, Set.of()))
        && both.containsAll(lines.getOrDefault(second, Set.of()));
  }

  /** Only neighbours are compared, so that long lists of amounts cost no more than their length. */
  private void read(List<Integer> ordered) {
    for (int i = 0; i < ordered.size(); i++) {
      int one = ordered.get(i);
      int line = claims.line(one);
      lines.computeIfAbsent(said(one), s -> new HashSet<>()).add(line);
      int last = claims.payment(one).span().end() + WORDS_BETWEEN;
      ordered.subList(i + 1, ordered.size()).stream()
          .takeWhile(other -> claims.payment(other).span().start() <= last)
          .filter(other -> joined(one, other))
          .forEach(
              other -> {
                // Between joined amounts is no end of a line.
                add(said(one), said(other), line);
                add(said(other), said(one), line);
              });
    }
  }

  private void add(Said one, Said other, int line) {
    together.computeIfAbsent(new Together(one, other), s -> new HashSet<>()).add(line);
  }

  private Said said(int claim) {
    Claim.Payment payment = claims.payment(claim);
    return new Said(payment.amount().stripTrailingZeros(), payment.symbol());
  }

  private boolean joined(int one, int other) {
    int from = claims.payment(one).span().end();
    int to = claims.payment(other).span().start();
    return from <= to
        && to - from <= WORDS_BETWEEN
        && JOINED.matcher(comparison.text().substring(from, to)).matches()
        && !SHARED_OUT.matcher(comparison.lineOf(one)).find();
  }
}
