package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/** Claims of payments: where they stand in a text, and in which token they are. */
final class PaymentClaims {

  private static final Pattern EACH = Cues.pattern(PaymentClaims.class, "each");
  private static final Pattern TOTAL = Cues.pattern(PaymentClaims.class, "total");

  private final Comparison comparison;
  private final Map<String, PaidIn> paidIn;
  private final Map<Integer, String> symbols = new HashMap<>();
  private final Map<Integer, Boolean> totals = new HashMap<>();
  private final Map<Integer, Boolean> shares = new HashMap<>();

  /**
   * @param places the chains that it names, none if it leaves them open
   */
  record Key(BigDecimal amount, String symbol, Set<String> places) {

    Key {
      places = Set.copyOf(places);
    }

    boolean isOpen() {
      return places.isEmpty();
    }
  }

  private record InLine(int line, BigDecimal amount, String symbol) {}

  PaymentClaims(Comparison comparison) {
    this.comparison = comparison;
    this.paidIn = paidIn(comparison);
  }

  Claim.Payment payment(int claim) {
    return (Claim.Payment) comparison.claims().get(claim);
  }

  int line(int claim) {
    return comparison.lineNumber(claim);
  }

  int block(int claim) {
    return comparison.lines().block(line(claim));
  }

  /** Whether the line of a claim gives what others make together. */
  boolean isTotal(int claim) {
    return totals.computeIfAbsent(
        line(claim), line -> TOTAL.matcher(comparison.lines().line(line)).find());
  }

  boolean saysEach(List<Integer> claims) {
    return claims.stream()
        .anyMatch(
            claim ->
                shares.computeIfAbsent(
                    line(claim), line -> EACH.matcher(comparison.lines().line(line)).find()));
  }

  /** Those that count, in the order of the text. */
  List<Integer> inOrder() {
    return comparison.claims(Claim.Payment.class).entrySet().stream()
        .sorted(
            Map.Entry.comparingByValue(
                Comparator.comparingInt((Claim.Payment payment) -> payment.span().start())
                    .thenComparingInt(payment -> payment.span().end())
                    .thenComparing(Claim.Payment::amount)
                    .thenComparing(payment -> payment.recipient().map(Address::hex).orElse(""))))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Some of them in the order of the text. */
  List<Integer> inOrder(Collection<Integer> claims) {
    return claims.stream()
        .sorted(Comparator.comparingInt(claim -> payment(claim).span().start()))
        .toList();
  }

  Key key(int claim) {
    return new Key(
        payment(claim).amount().stripTrailingZeros(), symbol(claim), comparison.places().of(claim));
  }

  /** The token that a claim gives; for "$25,000 in DAI", where that is paid, it is DAI. */
  private String symbol(int claim) {
    return symbols.computeIfAbsent(
        claim,
        c -> {
          String written = TokenNames.folded(payment(c).symbol());
          return paidIn.entrySet().stream()
              .filter(
                  in -> TokenNames.isMoney(written) && TokenNames.sameAsset(written, in.getKey()))
              .filter(in -> in.getValue().isOnly(comparison.text(), payment(c).span()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(written);
        });
  }

  /** Whether money is said to come in a token that moves and is not this one: no part of it. */
  boolean isInAnother(int claim, String symbol) {
    return !TokenNames.isMoney(symbol)
        && TokenNames.isMoney(symbol(claim))
        && paidIn.entrySet().stream()
            .filter(in -> !TokenNames.sameAsset(in.getKey(), symbol))
            .anyMatch(in -> in.getValue().isOnly(comparison.text(), payment(claim).span()));
  }

  /** The tokens that move, by the symbols that they give themselves. */
  private static Map<String, PaidIn> paidIn(Comparison comparison) {
    Map<String, PaidIn> paidIn = new TreeMap<>();
    comparison.effects(Change.OfValue.class).values().stream()
        .flatMap(moved -> moved.token().stream())
        .flatMap(token -> token.symbol().stream())
        .filter(symbol -> !symbol.isBlank())
        .forEach(symbol -> paidIn.put(TokenNames.folded(symbol), new PaidIn(symbol)));
    return paidIn;
  }

  BigDecimal amount(List<Integer> claims) {
    return payment(claims.getFirst()).amount().stripTrailingZeros();
  }

  /** The token's own symbol, where one of the claims gives it. */
  String symbol(List<Integer> claims) {
    return claims.stream()
        .map(this::symbol)
        .min(Comparator.comparing((String symbol) -> TokenNames.isMoney(symbol)))
        .orElseThrow();
  }

  /** Those of the claims that stand in the list that has most of them, one a line. */
  List<Integer> items(List<Integer> claims) {
    List<Integer> most = List.of();
    for (List<Integer> block : blocks(claims)) {
      most = block.size() > most.size() ? block : most;
    }
    return most;
  }

  /** Claims in lists and tables, one a line and amount, lines that state a total left out. */
  List<List<Integer>> blocks(List<Integer> claims) {
    Map<Integer, List<Integer>> byBlock = new LinkedHashMap<>();
    Set<InLine> seen = new HashSet<>();
    for (int claim : claims) {
      Key key = key(claim);
      boolean first = seen.add(new InLine(line(claim), key.amount(), key.symbol()));
      if (block(claim) >= 0 && first && !isTotal(claim)) {
        byBlock.computeIfAbsent(block(claim), b -> new ArrayList<>()).add(claim);
      }
    }
    return List.copyOf(byBlock.values());
  }
}
