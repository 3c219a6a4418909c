package org.prytany.governance.comparison;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.spi.Address;
import org.prytany.spi.StateDifference;
import org.prytany.spi.StateDifference.Unread;

/**
 * Calls that are not understood: whether the text says everything of them, or everything that they
 * change now is among the other effects and in the text. Runs when the other effects are compared.
 */
final class UnknownCallCheck {
  private static final int MOST_ACCOUNTS = 5;

  private final Comparison comparison;
  private final SpelledCalls spelledCalls;

  UnknownCallCheck(Comparison comparison) {
    this.comparison = comparison;
    this.spelledCalls = new SpelledCalls(comparison);
  }

  void run() {
    boolean inText = areOthersInText();
    comparison.effects(Change.Unexplained.class).forEach((i, call) -> check(i, call, inText));
  }

  private void check(int i, Change.Unexplained effect, boolean inText) {
    Reason reason = effect.reason();
    if (reason instanceof Reason.Lent
        && BatchContracts.areOpened(comparison.calls(), effect.contract())) {
      // That is a finding of its own, and what it calls stands among the effects.
      comparison.match(
          -1, i, Status.CONSISTENT, "A well-known batch contract makes the calls that are shown.");
      return;
    }
    if (new FirstCall(comparison).is(effect)) {
      comparison
          .amber(FindingCode.NEW_CODE_IS_CALLED, i)
          .as(
              Status.CONSISTENT,
              "The new code of %s is called once while it is put in place (%s). What it then does"
                  + " is up to that code.",
              comparison.name(effect.contract()),
              reason.words());
      return;
    }
    Optional<String> spelled = spelledCalls.function(effect);
    if (spelled.isPresent()) {
      String text =
          ("The text spells out the call of %s at %s. What that function does is not known"
                  + " here: have its code read.")
              .formatted(spelled.get(), comparison.name(effect.contract()));
      comparison.amber(FindingCode.CALL_SPELLED_OUT, i).as(Status.CONSISTENT, text);
      return;
    }
    boolean explained = effect.accounted();
    if (explained && inText) {
      String text =
          ("A call to %s is not known here. As things stand it changes nothing but what the"
                  + " other effects say, and the text has those%s.")
              .formatted(called(effect), isAlone() ? "; it changes nothing at all now" : "");
      comparison.amber(FindingCode.CALL_CHANGES_EXPLAINED, i).as(Status.CONSISTENT, text);
      return;
    }
    comparison
        .red(FindingCode.UNEXPLAINED_CALL, i)
        .as(
            Status.UNMENTIONED,
            "A call to %s%s%s",
            called(effect),
            reason instanceof Reason.NamedOnly
                ? " is known by its name only: what it does here is not known."
                : " could not be decoded: what it does is not known.",
            explained
                ? " It changes nothing but what the other effects say, and the text does not have"
                    + " all of those."
                : written());
  }

  private String called(Change.Unexplained effect) {
    String words = effect.reason().words();
    return comparison.name(effect.contract()) + (words.isEmpty() ? "" : " (" + words + ")");
  }

  private boolean isAlone() {
    return comparison.effects(Change.Unexplained.class).size() == comparison.effects().size();
  }

  /** What was written that nobody here can read, or why that is not known. */
  private String written() {
    StateDifference difference = comparison.simulated().difference();
    if (difference.unread().isEmpty()) {
      return difference.why().isEmpty() ? "" : " " + difference.why();
    }
    List<Unread> unread = difference.unread();
    int more = unread.size() - MOST_ACCOUNTS;
    return " Nobody here can read all that the calls do: "
        + unread.stream().limit(MOST_ACCOUNTS).map(this::written).collect(Collectors.joining("; "))
        + (more > 0 ? "; and so with " + more + " more accounts" : "")
        + ".";
  }

  private String written(Unread unread) {
    String values =
        unread.values() == 0
            ? ""
            : unread.values() == 1 ? "1 value is written" : unread.values() + " values are written";
    String further = String.join(", ", unread.further());
    return "of "
        + comparison.name(unread.account())
        + ", "
        + values
        + (values.isEmpty() || further.isEmpty() ? "" : ", ")
        + further;
  }

  /** Whether the text bears out every effect that is known; what the DAO gets needs no words. */
  private boolean areOthersInText() {
    Map<Integer, List<Status>> statuses =
        comparison.found().matches().stream()
            .collect(
                Collectors.groupingBy(
                    Verdict.Match::effect,
                    Collectors.mapping(Verdict.Match::status, Collectors.toList())));
    return comparison.simulated().succeeded()
        && comparison.effects(Change.class).entrySet().stream()
            .filter(each -> !(each.getValue() instanceof Change.Unexplained))
            .allMatch(
                each ->
                    isBorneOut(each.getValue(), statuses.getOrDefault(each.getKey(), List.of())));
  }

  private boolean isBorneOut(Change effect, List<Status> statuses) {
    return statuses.isEmpty()
        ? isIncome(effect)
        : statuses.stream().allMatch(status -> status == Status.CONSISTENT);
  }

  private boolean isIncome(Change effect) {
    Address treasury = comparison.dao().treasury();
    return effect instanceof Change.Transfer
        && effect.to().equals(Optional.of(treasury))
        && !effect.from().equals(effect.to());
  }
}
