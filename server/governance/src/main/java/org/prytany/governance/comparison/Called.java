package org.prytany.governance.comparison;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prytany.governance.effects.Change;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/** Accounts that a proposal calls, pays, hands over, or takes from. */
final class Called {

  private final List<DecodedAction> actions;
  private final Set<Address> all;

  /**
   * @param contracts that are called or changed
   */
  Called(Set<Address> contracts, List<Change> effects, List<DecodedAction> actions) {
    this.actions = actions;
    this.all = new HashSet<>(contracts);
    for (Change effect : effects) {
      effect.to().ifPresent(all::add);
      effect.from().ifPresent(all::add);
    }
    addArguments(actions, all);
  }

  private static void addArguments(List<DecodedAction> actions, Set<Address> called) {
    for (DecodedAction action : actions) {
      for (var argument : action.arguments()) {
        if (argument.value().matches("0x[0-9a-fA-F]{40}")) {
          called.add(new Address(argument.value()));
        }
      }
      addArguments(action.nested(), called);
    }
  }

  Set<Address> all() {
    return all;
  }

  /** Whether a contract is called with the account as an argument. */
  boolean isHandedTo(Address contract, Address account) {
    return isHandedTo(actions, contract, account);
  }

  private static boolean isHandedTo(
      List<DecodedAction> actions, Address contract, Address account) {
    return actions.stream()
        .anyMatch(
            action ->
                isHandedTo(action.nested(), contract, account)
                    || (action.target().equals(contract)
                        && action.arguments().stream()
                            .anyMatch(
                                argument -> argument.value().equalsIgnoreCase(account.hex()))));
  }
}
