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
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;

/** What the calls themselves should make a reader look twice at, whatever the text says. */
final class ActionCheck {

  /**
   * kill, destroy, suicide, selfdestruct and the like, with and without an heir. The first four
   * bytes of the keccak-256 of each signature.
   */
  private static final Set<String> SELF_DESTRUCTS =
      Set.of(
          "0x41c0e1b5",
          "0xcbf0b0c0",
          "0x83197ef0",
          "0x00f55d9d",
          "0xc96cd46f",
          "0xdbc1f226",
          "0x679d38e0",
          "0x9cb8a26a",
          "0x3f5a0bdd",
          "0xcfc72007",
          "0x2b68b9c6",
          "0x092a5cce",
          "0xf5074f41");

  private static final int SELECTOR_DIGITS = 10;
  private static final String NO_SELECTOR = "0x00000000";

  private final Comparison comparison;

  ActionCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  void run() {
    duplicates();
    for (DecodedAction action : comparison.actions()) {
      each(action, action.index());
    }
    for (int i = 0; i < comparison.effects().size(); i++) {
      authority(i, comparison.effects().get(i));
    }
  }

  private void each(DecodedAction action, int index) {
    if (action.manner() == DecodedAction.Manner.DELEGATECALL) {
      delegated(action.target(), BatchContracts.isOpened(action), index);
    }
    if (action.selector().map(SELF_DESTRUCTS::contains).orElse(false)) {
      comparison.findInAction(
          Severity.RED,
          FindingCode.SELF_DESTRUCT,
          "Call "
              + (index + 1)
              + " tells "
              + comparison.name(action.target())
              + " to destroy itself; what it holds goes to whom its code names, and cannot be"
              + " brought back.",
          index);
    }
    trailing(action, index);
    comparison
        .lookAlike(action.target())
        .ifPresent(
            known ->
                comparison.findInAction(
                    Severity.RED,
                    FindingCode.LOOKALIKE_ADDRESS,
                    "Call "
                        + (index + 1)
                        + " goes to "
                        + action.target()
                        + ", which looks like "
                        + comparison.name(known)
                        + " and is another address.",
                    index));
    action.nested().forEach(nested -> each(nested, index));
  }

  private void delegated(Address code, boolean batch, int index) {
    comparison.findInAction(
        batch ? Severity.AMBER : Severity.RED,
        FindingCode.DELEGATECALL,
        "The code at "
            + comparison.name(code)
            + " runs with the caller's own money and rights"
            + (batch
                ? "; it is a well-known batch contract, and the calls it makes are shown."
                : ": it can do whatever its author wrote."),
        index);
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
      comparison.findInAction(
          Severity.AMBER,
          FindingCode.TRAILING_BYTES,
          "Call "
              + (index + 1)
              + ", "
              + action.function().orElse("")
              + ", has "
              + extra
              + " bytes behind its arguments. They mean nothing by the function's signature.",
          index);
    }
  }

  /** Power that changes hands is worth a look even where the text says so. */
  private void authority(int i, Change effect) {
    String contract = comparison.name(effect.contract());
    String account = effect.to().map(comparison::name).orElse("nobody");
    boolean stays = effect.to().map(comparison::isOwn).orElse(false);
    Severity severity = stays ? Severity.NOTE : Severity.AMBER;
    switch (effect) {
      case Change.Owner owner ->
          comparison.find(
              severity,
              FindingCode.OWNERSHIP_CHANGES,
              account + " becomes " + owner.title() + " of " + contract + ".",
              -1,
              i);
      case Change.Code code ->
          comparison.find(
              Severity.AMBER,
              FindingCode.CODE_REPLACED,
              "The code of "
                  + contract
                  + " is replaced by that at "
                  + account
                  + ": afterwards it may do anything that the new code says.",
              -1,
              i);
      case Change.Role role ->
          comparison.find(
              role.granted() && role.name().toLowerCase(Locale.ROOT).contains("admin")
                  ? severity
                  : Severity.NOTE,
              role.granted() ? FindingCode.ROLE_GRANTED : FindingCode.ROLE_REVOKED,
              account
                  + (role.granted() ? " gets the role " : " loses the role ")
                  + (role.name().isBlank() ? "?" : role.name())
                  + " of "
                  + contract
                  + ".",
              -1,
              i);
      case Change.Unexplained unexplained -> {
        if (mayLend(unexplained.reason()) && !comparison.found().has(FindingCode.DELEGATECALL)) {
          delegated(effect.contract(), false, -1);
        }
      }
      case Change.OfValue moved -> {}
      case Change.OfSetting set -> {}
      case Change.Ended ended -> {}
    }
  }

  /** A function that is known by its name only may say in it what it does. */
  private static boolean mayLend(Reason reason) {
    return reason instanceof Reason.Lent
        || reason.words().toLowerCase(Locale.ROOT).contains("delegatecall");
  }

  private void duplicates() {
    duplicates(comparison.actions(), -1);
  }

  /** Inner calls too: a batch may hold one twice. */
  private void duplicates(List<DecodedAction> actions, int around) {
    Map<String, Integer> seen = new HashMap<>();
    for (DecodedAction action : actions) {
      int index = around < 0 ? action.index() : around;
      String call = action.target() + ":" + action.valueWei() + ":" + action.calldata();
      Integer first = seen.putIfAbsent(call, action.index());
      if (first != null) {
        comparison.findInAction(
            Severity.AMBER,
            FindingCode.DUPLICATE_ACTION,
            (around < 0 ? "Call " : "Within call " + (around + 1) + ", call ")
                + (action.index() + 1)
                + " is the same as call "
                + (first + 1)
                + ".",
            index);
      }
      duplicates(action.nested(), index);
    }
  }
}
