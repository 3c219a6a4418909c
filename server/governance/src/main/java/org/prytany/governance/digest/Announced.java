package org.prytany.governance.digest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;

/**
 * What a text announces by the name of a contract, where it gives no address. New code may be
 * announced so ("Validators: 1.2.0 ⇒ 1.3.0") only where nobody can be misled about its address: the
 * text names no address that the calls do not have as well, and the contract is none that holds the
 * treasury or decides.
 */
final class Announced {

  private static final Pattern NEW_CODE =
      Pattern.compile(
          "\\bupgrad|\\bimplementation|\\bnew (?:code|version)|\\breplac\\w+ the code"
              + "|(?:\\d\\.\\d|\\bnew\\b|\\bn/a\\b)[`)\\]*\\s]{0,4}(?:→|⇒|-{1,2}>|={1,2}>)[`(\\[*v\\s]{0,4}\\d+\\.\\d",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern VERSIONS =
      Pattern.compile("\\d\\.\\d[^\\n]{0,12}(?:→|⇒|-{1,2}>|={1,2}>)[^\\n]{0,6}\\d+\\.\\d");
  private static final Pattern WORD_BREAK =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\\s_-]+");
  private static final Pattern TAKEN_BACK =
      Pattern.compile(
          "\\b(?:not|never|no longer|without|instead of|rather than|cannot|previously)\\b|n[’']t\\b",
          Pattern.CASE_INSENSITIVE);
  private static final int SHORTEST_NAME = 4;
  private static final int LINES_BEFORE = 4;
  private static final int LINES_AFTER = 6;

  private final Comparison comparison;

  Announced(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Whether a line of the text announces new code for the contract by its name. */
  boolean upgrade(Effect effect) {
    boolean own =
        effect.contract().equals(comparison.dao().treasury())
            || effect.contract().equals(comparison.dao().governor());
    Optional<Pattern> name = called(effect);
    if (own || name.isEmpty() || comparison.namesUncalled()) {
      return false;
    }
    return comparison
        .text()
        .lines()
        .anyMatch(line -> NEW_CODE.matcher(line).find() && name.get().matcher(line).find());
  }

  /** A place in a registry is called by its own name: "registry entry Validators". */
  private Optional<Pattern> called(Effect effect) {
    return effect.subject().isEmpty()
        ? name(comparison.dao().labels().get(effect.contract()))
        : name(effect.subject().substring(effect.subject().lastIndexOf(' ') + 1));
  }

  /** Where the only line starts that announces new code for a contract by its name. */
  OptionalInt line(Address contract) {
    Optional<Pattern> name = name(comparison.dao().labels().get(contract));
    OptionalInt found = OptionalInt.empty();
    int start = 0;
    for (String line : comparison.text().split("\n", -1)) {
      if (name.isPresent() && NEW_CODE.matcher(line).find() && name.get().matcher(line).find()) {
        if (found.isPresent()) {
          return OptionalInt.empty();
        }
        found = OptionalInt.of(start);
      }
      start += line.length() + 1;
    }
    return found;
  }

  /**
   * Whether a line that announces new code names no contract whose code is replaced: "Validators:
   * 1.2.0 ⇒ 1.3.0", and no call does it.
   */
  boolean isUnmet(Claim.Authority claim) {
    String words = claim.span().of(comparison.text());
    return VERSIONS.matcher(words).find()
        && comparison.effects().stream()
            .filter(effect -> effect.kind() == Effect.Kind.UPGRADE)
            .map(this::called)
            .noneMatch(name -> name.isEmpty() || name.get().matcher(words).find());
  }

  /**
   * Whether the text spells the call out that makes the effect: the function's name and, near it,
   * the account in full, in a line that takes nothing back.
   */
  boolean call(Effect effect) {
    if (effect.to().isEmpty()) {
      return false;
    }
    Address account = effect.to().get();
    List<String> lines = comparison.text().lines().toList();
    for (String function : functions(comparison.actions(), effect, account)) {
      Pattern word =
          Pattern.compile("(?<![\\p{L}\\d_])" + Pattern.quote(function) + "(?![\\p{L}\\d_])");
      for (int i = 0; i < lines.size(); i++) {
        if (word.matcher(lines.get(i)).find()
            && !TAKEN_BACK.matcher(lines.get(i)).find()
            && isNear(lines, i, account)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNear(List<String> lines, int from, Address account) {
    int last = Math.min(lines.size(), from + LINES_AFTER + 1);
    return lines.subList(Math.max(0, from - LINES_BEFORE), last).stream()
        .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(account.hex()));
  }

  private static Set<String> functions(
      List<DecodedAction> actions, Effect effect, Address account) {
    Set<String> names = new TreeSet<>();
    for (DecodedAction action : actions) {
      boolean makes =
          action.target().equals(effect.contract())
              && action.arguments().stream()
                  .anyMatch(argument -> argument.value().equalsIgnoreCase(account.hex()));
      if (makes && action.function().isPresent()) {
        String signature = action.function().get();
        names.add(signature.substring(0, signature.indexOf('(')));
      }
      names.addAll(functions(action.nested(), effect, account));
    }
    return names;
  }

  /**
   * Whether an unknown call is the one that an upgrade makes in the contract that it upgrades. Who
   * accepts new code accepts that it may do with its contract what it likes; that it is called at
   * once adds nothing to it.
   */
  boolean initializes(Effect effect) {
    boolean upgraded =
        comparison.effects().stream()
            .anyMatch(
                other ->
                    other.kind() == Effect.Kind.UPGRADE
                        && other.subject().isEmpty()
                        && other.contract().equals(effect.contract()));
    return upgraded && comparison.actions().stream().anyMatch(action -> isCalledBy(action, effect));
  }

  private static boolean isCalledBy(DecodedAction action, Effect effect) {
    boolean inside =
        action.target().equals(effect.contract())
            && action.nested().stream()
                .anyMatch(
                    nested ->
                        nested.target().equals(effect.contract())
                            && nested.valueWei().signum() == 0
                            && nested.manner() == DecodedAction.Manner.CALL
                            && nested.selector().equals(Optional.of(effect.subject())));
    return inside || action.nested().stream().anyMatch(nested -> isCalledBy(nested, effect));
  }

  /**
   * A pattern for a contract's name as texts write it: "GoldTokenProxy" is "gold token" as well.
   */
  private static Optional<Pattern> name(@org.jspecify.annotations.Nullable String label) {
    String plain = label == null ? "" : label.strip().replaceAll("[ _-]?[Pp]roxy$", "");
    if (plain.replaceAll("[^\\p{L}\\d]", "").length() < SHORTEST_NAME) {
      return Optional.empty();
    }
    StringBuilder pattern = new StringBuilder();
    for (String word : WORD_BREAK.split(plain, -1)) {
      pattern.append(pattern.isEmpty() ? "" : "[\\s_-]?").append(Pattern.quote(word));
    }
    return Optional.of(
        Pattern.compile(
            "(?<![\\p{L}\\d])" + pattern + "(?:[\\s_-]?proxy)?(?![\\p{L}\\d])",
            Pattern.CASE_INSENSITIVE));
  }
}
