package org.prytany.governance.comparison;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.effects.Change;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;

/** Which call most likely makes an effect: where a reader has to look. */
final class CallBehind {

  private CallBehind() {}

  /** The call's index; -1 if none can be told. */
  static int index(List<DecodedAction> actions, Change effect) {
    int best = -1;
    int bestPoints = 0;
    for (DecodedAction action : actions) {
      int points = Called.all(action).mapToInt(call -> points(call, effect)).max().orElse(0);
      if (points > bestPoints) {
        best = action.index();
        bestPoints = points;
      }
    }
    return best;
  }

  private static int points(DecodedAction action, Change effect) {
    // A call to the right contract alone says little; it still is where a reader has to look.
    int points = action.target().equals(effect.contract()) ? 2 : 0;
    boolean plainPayment =
        effect instanceof Change.Transfer
            && effect.contract().equals(Address.ZERO)
            && effect.to().equals(Optional.of(action.target()))
            && action.valueWei().signum() > 0;
    points += plainPayment ? 4 : 0;
    Set<String> wanted = new HashSet<>();
    effect.to().ifPresent(to -> wanted.add(to.hex()));
    if (effect instanceof Change.OfValue moved && moved.amount().signum() > 0) {
      wanted.add(moved.amount().toString());
    }
    if (effect instanceof Change.OfSetting set && !set.value().isEmpty()) {
      wanted.add(set.value());
    }
    for (Argument argument : action.arguments()) {
      points += wanted.contains(argument.value().toLowerCase(Locale.ROOT)) ? 2 : 0;
    }
    return points;
  }
}
