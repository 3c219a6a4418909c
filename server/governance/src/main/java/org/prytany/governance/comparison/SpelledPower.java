package org.prytany.governance.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.effects.Change;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/** Whether a text spells out the call by which an account gets a power, instead of telling it. */
record SpelledPower(Comparison comparison) {

  private static final Pattern CODE_NAME = Cues.pattern(SpelledPower.class, "code-name");

  private static final int LINES_BEFORE = 4;
  private static final int LINES_AFTER = 6;

  /**
   * Whether the text spells the call out that makes the effect: the function's name and, near it,
   * the account in full, in a line that takes nothing back.
   */
  boolean isSaid(Change effect) {
    if (effect.to().isEmpty()) {
      return false;
    }
    Address account = effect.to().get();
    List<DecodedAction> calls =
        comparison
            .calls()
            .filter(call -> call.function().isPresent())
            .filter(call -> Called.accounts(call).contains(account))
            .toList();
    Set<String> functions =
        calls.stream()
            .filter(call -> call.target().equals(effect.contract()))
            .map(SpelledPower::nameOf)
            .collect(Collectors.toSet());
    long contracts =
        calls.stream()
            .filter(call -> functions.contains(nameOf(call)))
            .map(DecodedAction::target)
            .distinct()
            .count();
    // It is not known which call makes the effect: "transfer" must not pass for another one. And
    // what is spelled out for one contract is not spelled out for all that have such a function.
    boolean oneContract = contracts == 1 || comparison.isNamed(effect.contract());
    List<String> lines = comparison.text().lines().toList();
    return !functions.isEmpty()
        && oneContract
        && functions.stream().allMatch(function -> isSpelledOut(function, account, lines));
  }

  private boolean isSpelledOut(String function, Address account, List<String> lines) {
    String quoted = Pattern.quote(function);
    Pattern word =
        CODE_NAME.matcher(function).matches()
            ? Pattern.compile("(?<![\\p{L}\\d_])" + quoted + "(?![\\p{L}\\d_])")
            : Pattern.compile("(?<=[.`])" + quoted + "(?![\\p{L}\\d_])|\\b" + quoted + "\\(");
    for (int i = 0; i < lines.size(); i++) {
      if (word.matcher(lines.get(i)).find()
          && !Announced.takesBack(lines.get(i))
          && isNear(lines, i, account)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNear(List<String> lines, int from, Address account) {
    int last = Math.min(lines.size(), from + LINES_AFTER + 1);
    return lines.subList(Math.max(0, from - LINES_BEFORE), last).stream()
        .anyMatch(
            line ->
                line.toLowerCase(Locale.ROOT).contains(account.hex())
                    && !Announced.takesBack(line));
  }

  private static String nameOf(DecodedAction action) {
    String signature = action.function().orElse("");
    return signature.substring(0, Math.max(0, signature.indexOf('(')));
  }
}
