package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.Quoted;
import org.prytany.reading.claims.Doubt;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.number.WrittenNumbers;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * Says where a payment that the words of a text fit is not asked for by them: the text only names
 * the amount, takes its request back, or goes on in a language that is not read.
 */
record DoubtCheck(Comparison comparison, Asks asks, Explanations.Result best) {

  private static final int LONGEST_LIST = 4_000;

  private static final Pattern SEVERAL = Cues.pattern(DoubtCheck.class, "several");

  void run() {
    oneOfSeveral();
    toWhomItIsDenied();
    if (!comparison.effects().isEmpty()) {
      takenBack();
      unread();
    }
  }

  private Set<Span> named() {
    return new HashSet<>(comparison.doubted(Doubt.Kind.NAMED));
  }

  /** Whether any of the places that name an amount asks for it. */
  private boolean isAsked(int claim, Set<Span> named) {
    return asks.get(asks.of(claim)).claims().stream()
        .anyMatch(said -> !named.contains(asks.said().payment(said).span()));
  }

  /** What is for several accounts together, or for each, is asked for none of them alone. */
  private void oneOfSeveral() {
    Set<Address> gaining = gaining();
    for (Explanations.Explained each : best.explained()) {
      if (each.kind() == Explanations.Kind.EXACT) {
        int claim = each.claims().getFirst();
        Set<Address> several = several(claim);
        boolean one = several.contains(each.payee().account());
        several.removeAll(gaining);
        if (one && !several.isEmpty()) {
          comparison
              .amber(FindingCode.AMOUNT_NOT_ASKED, claim, each.payee().effects().getFirst())
              .say(
                  "%s. The text has %s for several accounts, and %s gets nothing. Read: %s.",
                  PaymentCheck.capital(each.payee().sentence(comparison)),
                  comparison.quote(claim),
                  comparison.name(several.iterator().next()),
                  Quoted.of(comparison.lineOf(claim)));
        }
      }
    }
  }

  /** An amount that names nobody asks for none who is only told of as one that gets nothing. */
  private void toWhomItIsDenied() {
    Direction direction = new Direction(comparison);
    Set<Span> named = named();
    for (Explanations.Explained each : best.explained()) {
      int claim = each.claims().getFirst();
      if (isAsked(claim, named)
          && asks.get(asks.of(claim)).recipient().isEmpty()
          && direction.isDenied(each.payee().account())) {
        comparison
            .amber(FindingCode.AMOUNT_NOT_ASKED, claim, each.payee().effects().getFirst())
            .say(
                "%s. Wherever the text names that account it says what it is not, was or might be.",
                PaymentCheck.capital(each.payee().sentence(comparison)));
      }
    }
  }

  /** The accounts that a text names right behind an amount, where it names more than one. */
  private Set<Address> several(int claim) {
    String text = comparison.text();
    int from = asks.said().payment(claim).span().end();
    Matcher list =
        SEVERAL.matcher(text.substring(from, Math.min(text.length(), from + LONGEST_LIST)));
    return list.lookingAt() ? new LinkedHashSet<>(comparison.named(list.group())) : new HashSet<>();
  }

  private void takenBack() {
    for (Span span : comparison.doubted(Doubt.Kind.TAKEN_BACK)) {
      comparison
          .finding(Severity.AMBER, FindingCode.REQUEST_TAKEN_BACK, span)
          .say(
              "The text takes back what it asks for, and the calls do something all the same: %s.",
              Quoted.of(span.of(comparison.text())));
    }
  }

  /** A part that nobody here reads may deny what the rest says, or ask for what it does not. */
  private void unread() {
    List<Span> parts = comparison.doubted(Doubt.Kind.UNREAD);
    Optional<Span> first =
        Stream.concat(parts.stream(), comparison.doubted(Doubt.Kind.NOT_ENGLISH).stream())
            .findFirst();
    if (first.isEmpty()) {
      return;
    }
    Set<Address> gaining = gaining();
    Set<BigDecimal> paid = paid();
    boolean explained =
        best.left().isEmpty() && areReadElsewhere(gaining)
            || parts.stream().noneMatch(part -> concerns(part, gaining, paid));
    comparison
        .finding(
            explained ? Severity.AMBER : Severity.RED, FindingCode.LANGUAGE_NOT_READ, first.get())
        .say(
            "A part of the text is in a language that is not read here, so that nobody knows"
                + " whether it takes back what the rest says: %s.",
            Quoted.of(first.get().of(comparison.text())));
  }

  private boolean concerns(Span part, Set<Address> gaining, Set<BigDecimal> paid) {
    String words = part.of(comparison.text());
    return !Collections.disjoint(comparison.named(words), gaining)
        || WrittenNumbers.in(words).stream()
            .map(BigDecimal::stripTrailingZeros)
            .anyMatch(paid::contains);
  }

  /** Whether every account that gains stands in a part of the text that is read, or in none. */
  private boolean areReadElsewhere(Set<Address> gaining) {
    StringBuilder read = new StringBuilder(comparison.text());
    for (Span part : comparison.doubted(Doubt.Kind.UNREAD)) {
      for (int at = part.start(); at < part.end(); at++) {
        read.setCharAt(at, ' ');
      }
    }
    Set<Address> unreadAlone = new HashSet<>(comparison.named(comparison.text()));
    unreadAlone.removeAll(comparison.named(read.toString()));
    return Collections.disjoint(unreadAlone, gaining);
  }

  private Set<Address> gaining() {
    return comparison.effects().stream()
        .filter(Change::movesValueOrAuthority)
        .map(Change::to)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  /** What is paid to anybody, each amount in one form. */
  private Set<BigDecimal> paid() {
    return Stream.of(
            best.explained().stream().map(Explanations.Explained::payee).toList(), best.left())
        .flatMap(Collection::stream)
        .map(payee -> payee.amount().stripTrailingZeros())
        .collect(Collectors.toSet());
  }
}
