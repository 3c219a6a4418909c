package org.prytany.governance.comparison;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Change;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;

/** Accounts that a proposal calls, pays, hands over, or takes from. */
final class Called {

  private static final Pattern ACCOUNT = Pattern.compile("0x[0-9a-fA-F]{40}");

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
    // Who is called and changes is in the effects already; a call that changes nothing must not
    // turn a payee whom the text names into a mere contract.
    all(actions).filter(call -> !call.nested().isEmpty()).forEach(c -> contracts.add(c.target()));
    // Who is paid or gets power is never mere contracts, though it may also be called.
    effects.stream()
        .filter(effect -> !(effect instanceof Change.Code))
        .flatMap(effect -> effect.to().stream())
        .filter(to -> !to.equals(dao.treasury()))
        .forEach(contracts::remove);
    this.all = new HashSet<>(contracts);
    for (Change effect : effects) {
      effect.to().ifPresent(all::add);
      effect.from().ifPresent(all::add);
    }
    all(actions).flatMap(call -> accounts(call).stream()).forEach(all::add);
  }

  /** A call and those that it makes, on whatever level. */
  static Stream<DecodedAction> all(DecodedAction call) {
    return Stream.concat(Stream.of(call), all(call.nested()));
  }

  /** Calls and those that they make. */
  static Stream<DecodedAction> all(List<DecodedAction> calls) {
    return calls.stream().flatMap(Called::all);
  }

  /** The accounts among the arguments of a call, in their order. */
  static List<Address> accounts(DecodedAction call) {
    return call.arguments().stream()
        .map(Argument::value)
        .filter(value -> ACCOUNT.matcher(value).matches())
        .map(Address::new)
        .toList();
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
    return all(actions)
        .anyMatch(call -> call.target().equals(contract) && accounts(call).contains(account));
  }
}
