package org.prytany.governance.comparison;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;

/** What the calls themselves should make a reader look twice at, whatever the text says. */
record ActionCheck(Comparison comparison) {

  private static final Set<String> SELF_DESTRUCTS = Cues.words(ActionCheck.class, "self-destructs");

  private static final int SELECTOR_DIGITS = 10;
  private static final String NO_SELECTOR = "0x00000000";

  void run() {
    duplicates(comparison.actions(), -1);
    for (DecodedAction action : comparison.actions()) {
      Called.all(action).forEach(call -> each(call, action.index()));
    }
    comparison.effects(Change.class).forEach(this::authority);
  }

  private void each(DecodedAction action, int index) {
    if (action.manner() == DecodedAction.Manner.DELEGATECALL) {
      delegated(action.target(), BatchContracts.isOpened(action), index);
    }
    if (action.selector().filter(SELF_DESTRUCTS::contains).isPresent()) {
      comparison
          .red(FindingCode.SELF_DESTRUCT)
          .inCall(index)
          .say(
              "Call %s tells %s to destroy itself; what it holds goes to whom its code names,"
                  + " and cannot be brought back.",
              index + 1, comparison.name(action.target()));
    }
    trailing(action, index);
    comparison
        .known()
        .alike(action.target())
        .ifPresent(
            known ->
                comparison
                    .red(FindingCode.LOOKALIKE_ADDRESS)
                    .inCall(index)
                    .say(
                        "Call %s goes to %s, which looks like %s and is another address.",
                        index + 1, action.target(), comparison.name(known)));
  }

  private void delegated(Address code, boolean batch, int index) {
    comparison
        .finding(batch ? Severity.AMBER : Severity.RED, FindingCode.DELEGATECALL)
        .inCall(index)
        .say(
            "The code at %s runs with the caller's own money and rights%s",
            comparison.name(code),
            batch
                ? "; it is a well-known batch contract, and the calls it makes are shown."
                : ": it can do whatever its author wrote.");
  }

  /**
   * Bytes behind the arguments do nothing by the standard, and may mean something to the target.
   */
  private void trailing(DecodedAction action, int index) {
    List<String> types = action.arguments().stream().map(Argument::type).toList();
    // A message has no selector.
    int from = action.calldata().startsWith(NO_SELECTOR) ? 2 : SELECTOR_DIGITS;
    if (action.function().isEmpty() || action.calldata().length() < from) {
      return;
    }
    String encoded = action.calldata().substring(from);
    int extra = encoded.length() / 2 - EncodedLength.of(types, encoded).orElse(encoded.length());
    if (extra > 0) {
      comparison
          .amber(FindingCode.TRAILING_BYTES)
          .inCall(index)
          .say(
              "Call %s, %s, has %s bytes behind its arguments. They mean nothing by the"
                  + " function's signature.",
              index + 1, action.function().orElse(""), extra);
    }
  }

  /** Power that changes hands is worth a look even where the text says so. */
  private void authority(int i, Change effect) {
    Severity severity =
        effect.to().filter(comparison::isOwn).isPresent() ? Severity.NOTE : Severity.AMBER;
    String sentence = AuthorityCheck.sentence(comparison, effect);
    switch (effect) {
      case Change.Owner _ ->
          comparison.finding(severity, FindingCode.OWNERSHIP_CHANGES, i).say("%s", sentence);
      case Change.Code code ->
          comparison
              .amber(FindingCode.CODE_REPLACED, i)
              .say(
                  "The code of %s is replaced by that at %s: afterwards it may do anything that the"
                      + " new code says.",
                  comparison.name(code.contract()), comparison.name(code.code()));
      case Change.Role role -> {
        boolean admin = role.name().toLowerCase(Locale.ROOT).contains("admin");
        comparison
            .finding(
                role.granted() && admin ? severity : Severity.NOTE,
                role.granted() ? FindingCode.ROLE_GRANTED : FindingCode.ROLE_REVOKED,
                i)
            .say("%s", sentence);
      }
      case Change.Unexplained unexplained -> {
        if (mayLend(unexplained.reason()) && !comparison.found().has(FindingCode.DELEGATECALL)) {
          delegated(effect.contract(), false, -1);
        }
      }
      case Change.OfValue _, Change.OfSetting _, Change.Ended _ -> {}
    }
  }

  /** A function that is known by its name only may say in it what it does. */
  private static boolean mayLend(Reason reason) {
    return reason instanceof Reason.Lent
        || reason.words().toLowerCase(Locale.ROOT).contains("delegatecall");
  }

  /** Inner calls too: a batch may hold one twice. */
  private void duplicates(List<DecodedAction> actions, int around) {
    Map<String, Integer> seen = new HashMap<>();
    for (DecodedAction action : actions) {
      int index = around < 0 ? action.index() : around;
      String call = action.target() + ":" + action.valueWei() + ":" + action.calldata();
      Integer first = seen.putIfAbsent(call, action.index());
      if (first != null) {
        comparison
            .amber(FindingCode.DUPLICATE_ACTION)
            .inCall(index)
            .say(
                "%s %s is the same as call %s.",
                around < 0 ? "Call" : "Within call " + (around + 1) + ", call",
                action.index() + 1,
                first + 1);
      }
      duplicates(action.nested(), index);
    }
  }
}
