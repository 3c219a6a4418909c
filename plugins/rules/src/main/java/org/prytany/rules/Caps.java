package org.prytany.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What bounds the money that leaves when a condition is true: comparisons with an upper limit that
 * it cannot be true without. Only what is certain counts: an alternative without a limit has none.
 *
 * @param everything whether the share of any one asset is limited, or no payment is made
 * @param each whether each payment by itself is limited
 * @param capped tokens of which the sum is limited
 * @param allowed the only tokens that are paid; empty where any may be
 * @param powerless whether nothing hands out power, an allowance among it
 * @param words the comparisons as they are written
 */
record Caps(
    boolean everything,
    boolean each,
    Set<String> capped,
    Optional<Set<String>> allowed,
    boolean powerless,
    List<String> words) {

  static final Caps NONE = new Caps(false, false, Set.of(), Optional.empty(), false, List.of());
  static final Caps POWERLESS = new Caps(false, false, Set.of(), Optional.empty(), true, List.of());

  static Caps everything(String words) {
    return new Caps(true, false, Set.of(), Optional.empty(), false, List.of(words));
  }

  static Caps sum(String token, String words) {
    return new Caps(false, false, Set.of(token), Optional.empty(), false, List.of(words));
  }

  static Caps each(String words) {
    return new Caps(false, true, Set.of(), Optional.empty(), false, List.of(words));
  }

  static Caps only(String token) {
    return new Caps(false, false, Set.of(), Optional.of(Set.of(token)), false, List.of());
  }

  /** Whether all payments together have a limit. */
  boolean boundPayments() {
    return everything || allowed.map(capped::containsAll).orElse(false);
  }

  /** Whether nothing that leaves, and nothing that others may take, is without a limit. */
  boolean bounds() {
    return boundPayments() && powerless;
  }

  /** The limits of a condition. */
  static Caps of(CelAbstractSyntaxTree condition) {
    return new CapFinder(condition.getSource()).in(condition.getExpr(), false);
  }

  /** What bounds the money of proposals that a rule passed over. */
  static Caps passed(String rule, CelAbstractSyntaxTree condition) {
    Caps caps = new CapFinder(condition.getSource()).in(condition.getExpr(), true);
    return caps.worded(
        caps.words.stream().map(word -> "not " + word + " (rule '" + rule + "' before)").toList());
  }

  /** The limits of each rule: its own, and what those before it leave to it. */
  static List<Caps> inOrder(List<Rule> rules) {
    List<Caps> all = new ArrayList<>();
    Caps before = NONE;
    for (Rule rule : rules) {
      all.add(rule.caps().and(before));
      // While the text is withheld such a rule is passed over, whatever its condition says.
      if (!rule.written().usesText()) {
        before = before.and(rule.capsPassed());
      }
    }
    return all;
  }

  /** Where both hold. */
  Caps and(Caps other) {
    Set<String> sums = new HashSet<>(capped);
    sums.addAll(other.capped);
    Optional<Set<String>> tokens = allowed.isPresent() ? allowed : other.allowed;
    if (allowed.isPresent() && other.allowed.isPresent()) {
      Set<String> both = new HashSet<>(allowed.get());
      both.retainAll(other.allowed.get());
      tokens = Optional.of(both);
    }
    List<String> all = new ArrayList<>(words);
    all.addAll(other.words);
    return new Caps(
        everything || other.everything,
        each || other.each,
        sums,
        tokens,
        powerless || other.powerless,
        List.copyOf(all));
  }

  /** Where one of two holds: what both are bound by. */
  Caps or(Caps other) {
    Set<String> sums = new HashSet<>(capped);
    sums.retainAll(other.capped);
    Optional<Set<String>> tokens = Optional.empty();
    if (allowed.isPresent() && other.allowed.isPresent()) {
      Set<String> any = new HashSet<>(allowed.get());
      any.addAll(other.allowed.get());
      tokens = Optional.of(any);
    }
    boolean worded = !words.isEmpty() && !other.words.isEmpty();
    return new Caps(
        boundPayments() && other.boundPayments(),
        each && other.each,
        sums,
        tokens,
        powerless && other.powerless,
        worded
            ? List.of(String.join(" && ", words) + " || " + String.join(" && ", other.words))
            : List.of());
  }

  private Caps worded(List<String> otherwise) {
    return new Caps(everything, each, capped, allowed, powerless, otherwise);
  }
}
