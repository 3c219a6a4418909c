package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.comparison.Packing.Exclusion;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * Asks that say one thing in two ways, so that only one of them may be paid: a total and its parts,
 * a rate and what it makes over time, an amount and its value in dollars, a choice of tokens.
 */
final class SaidTwice {

  private static final int LONGEST_RUN = 40;
  private static final int WORDS_BETWEEN = 40;

  private static final Pattern OTHERWISE = Cues.pattern(SaidTwice.class, "otherwise");

  private static final Pattern SENTENCE_END = Pattern.compile("[.;!?](?=\\s)|\\n\\s*\\n|:\\s*\\n");
  private static final Pattern OPENS = Pattern.compile("[=:(\\[]");

  private final Comparison comparison;
  private final Asks asks;
  private final Receivers receivers;
  private final Set<Exclusion> found = new LinkedHashSet<>();

  SaidTwice(Comparison comparison, Asks asks) {
    this.comparison = comparison;
    this.asks = asks;
    this.receivers = new Receivers(comparison);
  }

  List<Exclusion> exclusions() {
    List<Integer> claims =
        asks.said().inOrder().stream().filter(claim -> asks.of(claim) >= 0).toList();
    inside(claims);
    otherwise(claims);
    lists(claims);
    runs(claims);
    return List.copyOf(found);
  }

  private void exclude(int one, int other) {
    if (one != other) {
      found.add(new Exclusion(Math.min(one, other), Math.max(one, other)));
    }
  }

  private Span span(int claim) {
    return asks.said().payment(claim).span();
  }

  /** What a rate makes over time, around the rate. */
  private void inside(List<Integer> claims) {
    for (int i = 0; i < claims.size(); i++) {
      for (int j = i + 1; j < claims.size(); j++) {
        if (span(claims.get(j)).start() >= span(claims.get(i)).end()) {
          break;
        }
        Ask one = ask(claims.get(i));
        Ask other = ask(claims.get(j));
        // One amount in the same words for two accounts is asked for twice.
        boolean another =
            one.amount().compareTo(other.amount()) == 0
                || toAnother(one.recipient(), List.of(claims.get(j)));
        if (asks.sameAsset(one, other) && !another) {
          exclude(asks.of(claims.get(i)), asks.of(claims.get(j)));
        }
      }
    }
  }

  private Ask ask(int claim) {
    return asks.get(asks.of(claim));
  }

  private void otherwise(List<Integer> claims) {
    for (int i = 1; i < claims.size(); i++) {
      int from = span(claims.get(i - 1)).end();
      int to = span(claims.get(i)).start();
      boolean other = !ask(claims.get(i - 1)).symbol().equals(ask(claims.get(i)).symbol());
      if (other
          && from <= to
          && to - from <= WORDS_BETWEEN
          && OTHERWISE.matcher(comparison.text().substring(from, to)).matches()) {
        exclude(asks.of(claims.get(i - 1)), asks.of(claims.get(i)));
      }
    }
  }

  /** A total, and all lines of a list that make it. */
  private void lists(List<Integer> claims) {
    for (List<Integer> block : asks.said().blocks(claims)) {
      block.stream()
          .collect(Collectors.groupingBy(c -> ask(c).symbol(), TreeMap::new, Collectors.toList()))
          .values()
          .stream()
          .filter(lines -> lines.size() > 1)
          .forEach(lines -> total(claims, lines));
    }
  }

  private void total(List<Integer> claims, List<Integer> lines) {
    BigDecimal sum = sum(lines);
    for (int claim : claims) {
      if (!lines.contains(claim)
          && ask(claim).amount().compareTo(sum) == 0
          && lines.stream().allMatch(line -> mayBePart(line, ask(claim)))
          && !receivers.differ(
              span(claim).start(), lines.stream().map(asks.said()::line).toList())) {
        lines.forEach(line -> exclude(asks.of(claim), asks.of(line)));
      }
    }
  }

  /** "$50,000 in WETH" is no part of a total in USDC. */
  private boolean mayBePart(int claim, Ask whole) {
    return asks.sameAsset(ask(claim), whole) && !asks.said().isInAnother(claim, whole.symbol());
  }

  private BigDecimal sum(List<Integer> claims) {
    return claims.stream().map(c -> ask(c).amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** An amount, and its neighbours in the text that make it. */
  private void runs(List<Integer> claims) {
    for (int at = 0; at < claims.size(); at++) {
      run(claims, at, 1);
      run(claims, at, -1);
    }
  }

  private void run(List<Integer> claims, int at, int step) {
    Ask whole = ask(claims.get(at));
    BigDecimal rest = whole.amount();
    List<Integer> parts = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (int i = at + step; i >= 0 && i < claims.size() && parts.size() < LONGEST_RUN; i += step) {
      int claim = claims.get(i);
      boolean again = asks.of(claim) == asks.of(claims.get(at));
      boolean other = !mayBePart(claim, whole);
      if (again || other || (asks.said().block(claim) < 0 && !seen.add(asks.of(claim)))) {
        continue;
      }
      rest = rest.subtract(ask(claim).amount());
      if (rest.signum() < 0) {
        return;
      }
      parts.add(claim);
      if (rest.signum() == 0) {
        if (parts.size() > 1 && isWhole(claims.get(at), parts)) {
          parts.forEach(part -> exclude(asks.of(claims.get(at)), asks.of(part)));
        }
        return;
      }
    }
  }

  /**
   * Whether an amount is what others make together. Amounts that are told off one after the other
   * may add up by chance: so may lines of one list that stand side by side, and payments to
   * different accounts. Without a word for a total, authors give the whole first and then its
   * parts.
   */
  private boolean isWhole(int whole, List<Integer> parts) {
    if (toAnother(ask(whole).recipient(), parts)) {
      return false;
    }
    if (asks.said().isTotal(whole)) {
      return true;
    }
    if (receivers.differ(span(whole).start(), parts.stream().map(asks.said()::line).toList())) {
      return false;
    }
    int block = asks.said().block(whole);
    if (block >= 0 && parts.stream().allMatch(part -> asks.said().block(part) == block)) {
      int indent = indent(whole);
      return parts.stream().allMatch(part -> indent(part) > indent);
    }
    boolean before = span(whole).start() < span(parts.getFirst()).start();
    Span first = before ? span(whole) : span(parts.getFirst());
    Span second = before ? span(parts.getFirst()) : span(whole);
    String between =
        comparison.text().substring(Math.min(first.end(), second.start()), second.start());
    return before
        ? SENTENCE_END.matcher(between).find() || OPENS.matcher(between).find()
        : between.contains("=");
  }

  private boolean toAnother(Optional<Address> recipient, List<Integer> parts) {
    return recipient.isPresent()
        && parts.stream()
            .map(part -> ask(part).recipient())
            .anyMatch(other -> other.isPresent() && !other.equals(recipient));
  }

  private int indent(int claim) {
    String line = comparison.lines().line(asks.said().line(claim));
    return line.length() - line.stripLeading().length();
  }
}
