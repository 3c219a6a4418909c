package org.prytany.governance.comparison;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Change;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/** Accounts that a proposal calls, pays, hands over, or takes from. */
final class Called {

  private final List<DecodedAction> actions;
  private final Set<Address> contracts = new HashSet<>();
  private final Set<Address> all;

  Called(Dao dao, Address proposer, List<Change> effects, List<DecodedAction> actions) {
    this.actions = actions;
    contracts.add(dao.governor());
    contracts.addAll(dao.holders());
    // Authors sign their texts.
    contracts.add(proposer);
    for (Change effect : effects) {
      contracts.add(effect.contract());
      if (effect instanceof Change.Code put) {
        // Code is put in place, and is nobody who could be paid.
        contracts.add(put.code());
      }
    }
    addTargets(actions);
    // Who is paid or gets power is never mere contracts, though it may also be called.
    for (Change effect : effects) {
      if (effect.to().isPresent()
          && !(effect instanceof Change.Code)
          && !effect.to().get().equals(dao.treasury())) {
        contracts.remove(effect.to().get());
      }
    }
    this.all = new HashSet<>(contracts);
    for (Change effect : effects) {
      effect.to().ifPresent(all::add);
      effect.from().ifPresent(all::add);
    }
    addArguments(actions, all);
  }

  /**
   * Who is called and changes is in the effects already; a call that changes nothing must not turn
   * a payee whom the text names into a mere contract.
   */
  private void addTargets(List<DecodedAction> actions) {
    for (DecodedAction action : actions) {
      if (!action.nested().isEmpty()) {
        contracts.add(action.target());
      }
      addTargets(action.nested());
    }
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

  /** Those that no reader takes for payees: what is called or changed, and who proposes. */
  Set<Address> contracts() {
    return contracts;
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
