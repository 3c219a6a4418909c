package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.prytany.governance.findings.FindingCode;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/**
 * Whether the calls stand in another order than the text has them in. What remains in the end may
 * be the same; what happens in between need not be, so that a person should look.
 */
final class OrderCheck {

  private final Comparison comparison;
  private final Announced announced;

  private record Placed(int action, int at) {}

  OrderCheck(Comparison comparison) {
    this.comparison = comparison;
    this.announced = new Announced(comparison);
  }

  void run() {
    String text = comparison.text().toLowerCase(Locale.ROOT);
    Map<String, Integer> uses = new HashMap<>();
    for (DecodedAction action : comparison.actions()) {
      accounts(action).stream().distinct().forEach(account -> uses.merge(account, 1, Integer::sum));
    }
    List<Placed> placed = new ArrayList<>();
    for (DecodedAction action : comparison.actions()) {
      place(action, text, uses).ifPresent(at -> placed.add(new Placed(action.index(), at)));
    }
    for (int i = 1; i < placed.size(); i++) {
      Placed earlier = placed.get(i - 1);
      Placed later = placed.get(i);
      if (later.at() < earlier.at()) {
        comparison
            .amber(FindingCode.ORDER_DIFFERS)
            .inCall(later.action())
            .say(
                "Call %s comes after call %s; the text has them the other way round.",
                later.action() + 1, earlier.action() + 1);
        return;
      }
    }
  }

  /** Where the text has what only this call has: an account, or the name of a changed contract. */
  private OptionalInt place(DecodedAction action, String text, Map<String, Integer> uses) {
    for (String account : accounts(action)) {
      int at = text.indexOf(account);
      if (at >= 0 && uses.getOrDefault(account, 0) == 1) {
        return OptionalInt.of(at);
      }
    }
    return announced.line(action.target());
  }

  private static List<String> accounts(DecodedAction action) {
    List<String> accounts = Called.accounts(action).stream().map(Address::hex).toList();
    return accounts.isEmpty() ? List.of(action.target().hex()) : accounts;
  }
}
