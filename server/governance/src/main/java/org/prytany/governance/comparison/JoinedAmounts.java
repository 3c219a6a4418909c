package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
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
  private final Map<Said, Set<Integer>> lines = new HashMap<>();
  private final Map<Together, Set<Integer>> together = new HashMap<>();

  private record Said(BigDecimal amount, String symbol) {}

  private record Together(Said one, Said other) {}

  JoinedAmounts(Comparison comparison) {
    this.comparison = comparison;
  }

  /** A claim and what it alone explains. */
  private record Paid(int claim, Set<Integer> effects) {}

  /** Runs when every payment is matched. */
  void run() {
    List<Paid> paid = paid();
    Set<Integer> reported = new HashSet<>();
    for (int i = 1; i < paid.size(); i++) {
      Paid one = paid.get(i - 1);
      Paid other = paid.get(i);
      Set<Address> first = accounts(one);
      Set<Address> second = accounts(other);
      boolean differ = !first.isEmpty() && !second.isEmpty() && !first.equals(second);
      int effect = other.effects().iterator().next();
      if (differ && alwaysJoined(one.claim(), other.claim()) && reported.add(effect)) {
        report(one, other, first, second, effect);
      }
    }
  }

  /** The claims that explain payments, in the order of the text. */
  private List<Paid> paid() {
    Map<Integer, List<Integer>> claimsOf = new TreeMap<>();
    for (Verdict.Match match : comparison.found().matches()) {
      if (match.status() == Status.CONSISTENT
          && match.claim() >= 0
          && match.effect() >= 0
          && comparison.claims().get(match.claim()) instanceof Claim.Payment) {
        claimsOf.computeIfAbsent(match.effect(), e -> new ArrayList<>()).add(match.claim());
      }
    }
    Map<Integer, Set<Integer>> effectsOf = new TreeMap<>();
    claimsOf.forEach(
        (effect, claims) -> {
          if (claims.size() == 1) {
            effectsOf.computeIfAbsent(claims.getFirst(), c -> new TreeSet<>()).add(effect);
          }
        });
    return effectsOf.entrySet().stream()
        .map(entry -> new Paid(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(each -> claim(each.claim()).span().start()))
        .toList();
  }

  /**
   * Two amounts of one token nearly always have two payees. And what a title joins, a list may give
   * to several: they have to stand together wherever one of them does.
   */
  private boolean alwaysJoined(int one, int other) {
    if (lines.isEmpty()) {
      read();
    }
    Said first = said(one);
    Said second = said(other);
    return !first.symbol().equals(second.symbol())
        && linesOf(new Together(first, second)).containsAll(lines.getOrDefault(first, Set.of()))
        && linesOf(new Together(second, first)).containsAll(lines.getOrDefault(second, Set.of()));
  }

  private Set<Integer> linesOf(Together both) {
    return together.getOrDefault(both, Set.of());
  }

  /** Only neighbours are compared, so that long lists of amounts cost no more than their length. */
  private void read() {
    List<Integer> claims = new ArrayList<>();
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.claims().get(i) instanceof Claim.Payment && comparison.counts(i)) {
        claims.add(i);
      }
    }
    claims.sort(Comparator.comparingInt(i -> claim(i).span().start()));
    for (int i = 0; i < claims.size(); i++) {
      int one = claims.get(i);
      int line = comparison.lines().at(claim(one).span().start());
      lines.computeIfAbsent(said(one), s -> new HashSet<>()).add(line);
      int last = claim(one).span().end() + WORDS_BETWEEN;
      for (int j = i + 1; j < claims.size(); j++) {
        int other = claims.get(j);
        if (claim(other).span().start() > last) {
          break;
        }
        if (joined(one, other)) {
          // Between joined amounts is no end of a line.
          add(new Together(said(one), said(other)), line);
          add(new Together(said(other), said(one)), line);
        }
      }
    }
  }

  private void add(Together both, int line) {
    together.computeIfAbsent(both, s -> new HashSet<>()).add(line);
  }

  private Said said(int claim) {
    return new Said(claim(claim).amount().stripTrailingZeros(), claim(claim).symbol());
  }

  private boolean joined(int one, int other) {
    int from = claim(one).span().end();
    int to = claim(other).span().start();
    return from <= to
        && to - from <= WORDS_BETWEEN
        && JOINED.matcher(comparison.text().substring(from, to)).matches()
        && !SHARED_OUT.matcher(comparison.lineOf(one)).find();
  }

  private Claim.Payment claim(int claim) {
    return (Claim.Payment) comparison.claims().get(claim);
  }

  /** Who gets something by these effects; nobody if the text has an address of one of them. */
  private Set<Address> accounts(Paid paid) {
    Set<Address> accounts = new LinkedHashSet<>();
    for (int effect : paid.effects()) {
      comparison
          .effects()
          .get(effect)
          .to()
          .filter(to -> !to.equals(Address.ZERO))
          .filter(to -> comparison.reference(to) == Reference.NO_ADDRESSES)
          .ifPresent(accounts::add);
    }
    return accounts;
  }

  private void report(Paid one, Paid other, Set<Address> first, Set<Address> second, int effect) {
    comparison
        .red(FindingCode.PAYEES_DIFFER, other.claim(), effect)
        .as(
            Status.CONTRADICTED,
            "The text asks for %s and %s in one breath and names no account; the first goes to"
                + " %s, and the second to %s.",
            comparison.quote(one.claim()),
            comparison.quote(other.claim()),
            names(first),
            names(second));
  }

  private String names(Set<Address> accounts) {
    return accounts.stream().map(comparison::name).collect(Collectors.joining(" and "));
  }
}
