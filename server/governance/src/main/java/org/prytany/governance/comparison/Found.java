package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Span;

/** What a comparison found so far: which claims and effects go together, and findings. */
final class Found {

  private static final int MOST_ALIKE = 5;

  private final List<Claim> claims;
  private final List<Change> effects;
  private final List<DecodedAction> actions;
  private final boolean[] claimMatched;
  private final List<Verdict.Match> matches = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Found(List<Claim> claims, List<Change> effects, List<DecodedAction> actions) {
    this.claims = claims;
    this.effects = effects;
    this.actions = actions;
    this.claimMatched = new boolean[claims.size()];
  }

  void match(int claim, int effect, Verdict.Status status, String why) {
    matches.add(new Verdict.Match(claim, effect, status, why));
    if (claim >= 0 && status == Verdict.Status.CONSISTENT) {
      claimMatched[claim] = true;
    }
  }

  boolean isMatched(int claim) {
    return claimMatched[claim];
  }

  /** What was matched so far, in the order in which it was found. */
  List<Verdict.Match> matches() {
    return List.copyOf(matches);
  }

  /** At a place in the text, of many alike, the first few say enough. */
  void find(Telling told, String why) {
    boolean known =
        told.span().isPresent()
            && of(told.code()).stream().filter(of -> of.severity() == told.severity()).count()
                >= MOST_ALIKE;
    if (!known) {
      Optional<Span> span =
          told.claim() >= 0 ? Optional.of(claims.get(told.claim()).span()) : told.span();
      int effect = told.effect();
      int action = effect >= 0 ? CallBehind.index(actions, effects.get(effect)) : told.call();
      findings.add(told.code().as(told.severity(), where(why, effect), span, action));
    }
  }

  /** What is said of an effect on another chain names that chain. */
  private String where(String why, int effect) {
    String chain = effect >= 0 ? effects.get(effect).chain() : "";
    return chain.isEmpty() || why.contains(chain) ? why : why + " That is on " + chain + ".";
  }

  private List<Finding> of(FindingCode code) {
    return findings.stream().filter(finding -> finding.code().equals(code.name())).toList();
  }

  boolean has(FindingCode code) {
    return !of(code).isEmpty();
  }

  /** Whether so many findings of a code are there that the next one would be left out. */
  boolean saidEnough(FindingCode code) {
    return of(code).size() >= 2 * MOST_ALIKE;
  }

  /** Whether a finding of that code already speaks of an account. */
  boolean has(FindingCode code, Address account) {
    return of(code).stream()
        .anyMatch(finding -> finding.text().toLowerCase(Locale.ROOT).contains(account.hex()));
  }

  /** Whether such a finding already covers a part of the text. */
  boolean has(FindingCode code, Span span) {
    return of(code).stream()
        .flatMap(finding -> finding.span().stream())
        .anyMatch(known -> known.start() < span.end() && span.start() < known.end());
  }

  /**
   * The verdict, once every check has run. Every effect and every claim about effects gets a status
   * that has none so far.
   */
  Verdict verdict(Comparison comparison) {
    completeStatuses(comparison);
    List<Finding> sorted = findings.stream().distinct().sorted(Finding.WORST_FIRST).toList();
    return new Verdict(
        comparison.content().contentHash(), comparison.simulated().effectsHash(), matches, sorted);
  }

  private void completeStatuses(Comparison comparison) {
    Set<Integer> withEffect =
        matches.stream().map(Verdict.Match::effect).collect(Collectors.toSet());
    Set<Integer> withClaim = matches.stream().map(Verdict.Match::claim).collect(Collectors.toSet());
    IntStream.range(0, effects.size())
        .filter(i -> !withEffect.contains(i))
        .forEach(
            i -> match(-1, i, Verdict.Status.CONSISTENT, "It takes nothing from the treasury."));
    IntStream.range(0, claims.size())
        .filter(c -> comparison.counts(c) && !withClaim.contains(c))
        .forEach(c -> complete(c, comparison.quote(c)));
  }

  private void complete(int c, String quote) {
    switch (claims.get(c)) {
      case Claim.Payment payment ->
          match(c, -1, Verdict.Status.CONSISTENT, "Says again: " + quote + ".");
      case Claim.Authority authority ->
          match(c, -1, Verdict.Status.NOT_EXECUTED, "No call is matched with " + quote + ".");
      case Claim.Parameter parameter ->
          match(c, -1, Verdict.Status.NOT_EXECUTED, "No call changes " + parameter.name() + ".");
      // These say when, how often and who, of what other claims ask for.
      case Claim.MentionedAddress _, Claim.Stream _, Claim.Term _, Claim.Day _ -> {}
    }
  }
}
