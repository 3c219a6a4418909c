package org.prytany.governance.digest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/**
 * The payments that a text asks for in one asset. A text repeats itself: title, summary and body
 * name the same amount. Repetitions in prose therefore count as one payment; lines of one list or
 * table count each for itself.
 */
final class PaymentClaims {

  private static final int LONGEST_RUN = 40;
  private static final Pattern TOTAL =
      Pattern.compile(
          "\\b(?:total|totals|totalling|totaling|sum|overall|altogether)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EACH =
      Pattern.compile("\\b(?:each|every|apiece|respectively|per)\\b", Pattern.CASE_INSENSITIVE);

  private final Comparison comparison;
  private final List<Integer> indexes;

  /**
   * Several claims that make one amount together.
   *
   * @param whole whether they are lines of one list: in prose, one of them may be what was spent
   *     before
   */
  record Sum(List<Integer> claims, boolean whole) {}

  private record Said(BigDecimal amount, Optional<Address> recipient) {}

  private record InLine(int line, BigDecimal amount) {}

  /**
   * @param indexes the claims of one asset
   */
  PaymentClaims(Comparison comparison, List<Integer> indexes) {
    this.comparison = comparison;
    this.indexes =
        indexes.stream()
            .sorted(Comparator.comparingInt((Integer i) -> payment(comparison, i).span().start()))
            .toList();
  }

  static Claim.Payment payment(Comparison comparison, int claim) {
    return (Claim.Payment) comparison.claims().get(claim);
  }

  boolean isEmpty() {
    return indexes.isEmpty();
  }

  List<Integer> all() {
    return indexes;
  }

  /** Claims that name this recipient, and claims that name none. */
  PaymentClaims naming(Address recipient) {
    return only(i -> payment(comparison, i).recipient().equals(Optional.of(recipient)));
  }

  PaymentClaims namingNobody() {
    return only(i -> payment(comparison, i).recipient().isEmpty());
  }

  PaymentClaims namingOthersThan(Address recipient) {
    return only(
        i ->
            payment(comparison, i).recipient().isPresent()
                && !payment(comparison, i).recipient().get().equals(recipient));
  }

  PaymentClaims without(Predicate<BigDecimal> amounts) {
    return only(i -> !amounts.test(payment(comparison, i).amount()));
  }

  PaymentClaims but(Set<Integer> left) {
    return only(i -> !left.contains(i));
  }

  PaymentClaims and(PaymentClaims more) {
    List<Integer> both = new ArrayList<>(indexes);
    both.addAll(more.indexes);
    return new PaymentClaims(comparison, both);
  }

  private PaymentClaims only(IntPredicate condition) {
    return new PaymentClaims(comparison, indexes.stream().filter(condition::test).toList());
  }

  /** A claim of exactly this amount. */
  OptionalInt exactly(BigDecimal amount) {
    return indexes.stream()
        .filter(i -> payment(comparison, i).amount().compareTo(amount) == 0)
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /** How many lines of one list or table name the amount; at least 1 if it is named at all. */
  int items(BigDecimal amount) {
    int most = exactly(amount).isPresent() ? 1 : 0;
    for (List<Integer> block : listBlocks()) {
      int inBlock =
          (int)
              block.stream()
                  .filter(i -> payment(comparison, i).amount().compareTo(amount) == 0)
                  .count();
      most = Math.max(most, inBlock);
    }
    return most;
  }

  /** Whether the text says that several get this amount: "5,000 USDC each". */
  boolean saysEach(BigDecimal amount) {
    return indexes.stream()
        .filter(i -> payment(comparison, i).amount().compareTo(amount) == 0)
        .anyMatch(i -> EACH.matcher(line(i)).find());
  }

  /** Claims that add up to the amount: neighbours in the text, or lines of one list. */
  Optional<Sum> addingUpTo(BigDecimal amount) {
    List<Integer> distinct = distinct(indexes);
    Optional<List<Integer>> run = run(distinct, amount);
    for (List<Integer> block : listBlocks()) {
      Optional<List<Integer>> listed = run(block, amount);
      if (listed.isPresent()) {
        return Optional.of(new Sum(listed.get(), true));
      }
    }
    return run.map(claims -> new Sum(claims, false));
  }

  private Optional<List<Integer>> run(List<Integer> claims, BigDecimal amount) {
    for (int from = 0; from < claims.size(); from++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int to = from; to < Math.min(claims.size(), from + LONGEST_RUN); to++) {
        sum = sum.add(payment(comparison, claims.get(to)).amount());
        if (to > from && sum.compareTo(amount) == 0) {
          return Optional.of(claims.subList(from, to + 1));
        }
        if (sum.compareTo(amount) > 0) {
          break;
        }
      }
    }
    return Optional.empty();
  }

  private List<Integer> distinct(List<Integer> claims) {
    List<Integer> kept = new ArrayList<>();
    Set<Said> seen = new HashSet<>();
    for (int claim : claims) {
      Claim.Payment payment = payment(comparison, claim);
      if (seen.add(new Said(payment.amount().stripTrailingZeros(), payment.recipient()))) {
        kept.add(claim);
      }
    }
    return kept;
  }

  /** Claims in lists and tables, one a line, lines that state a total left out. */
  private List<List<Integer>> listBlocks() {
    TextLines lines = comparison.lines();
    Map<Integer, List<Integer>> byBlock = new LinkedHashMap<>();
    Set<InLine> seenInLine = new HashSet<>();
    for (int claim : indexes) {
      int line = lines.at(payment(comparison, claim).span().start());
      BigDecimal amount = payment(comparison, claim).amount().stripTrailingZeros();
      boolean first = seenInLine.add(new InLine(line, amount));
      if (lines.block(line) >= 0 && first && !TOTAL.matcher(lines.line(line)).find()) {
        byBlock.computeIfAbsent(lines.block(line), b -> new ArrayList<>()).add(claim);
      }
    }
    return List.copyOf(byBlock.values());
  }

  private String line(int claim) {
    TextLines lines = comparison.lines();
    return lines.line(lines.at(payment(comparison, claim).span().start()));
  }
}
