package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.chain.decode.Roles;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;

/**
 * What decoded calls mean to do, whether or not any event says so. A scheduled call counts as done:
 * nobody is asked again before it runs.
 */
final class DecodedEffects {
  private DecodedEffects() {}

  /**
   * @param sender who makes the call
   */
  static List<Effect> of(Address sender, DecodedAction action) {
    List<Effect> effects = new ArrayList<>();
    collect(sender, action, effects);
    return effects;
  }

  private static void collect(Address sender, DecodedAction action, List<Effect> effects) {
    if (action.valueWei().signum() > 0) {
      effects.add(
          Changes.transfer(
              Address.ZERO, Optional.of(sender), Optional.of(action.target()), action.valueWei()));
    }
    if (action.function().isEmpty()) {
      // No data is no call to understand; an incomplete call has the zero address as its target.
      if (!action.calldata().equals("0x") || action.target().equals(Address.ZERO)) {
        effects.add(Changes.unknownCall(action.target(), action.selector().orElse("")));
      }
      return;
    }
    Address target = action.target();
    String function = action.function().get();
    switch (function.substring(0, function.indexOf('('))) {
      case "transfer" ->
          effects.add(
              Changes.transfer(
                  target,
                  Optional.of(sender),
                  Changes.holder(account(action, 0)),
                  number(action, 1)));
      case "transferFrom" ->
          effects.add(
              Changes.transfer(
                  target,
                  Changes.holder(account(action, 0)),
                  Changes.holder(account(action, 1)),
                  number(action, 2)));
      case "mint" ->
          effects.add(
              Changes.transfer(
                  target, Optional.empty(), Changes.holder(account(action, 0)), number(action, 1)));
      case "approve", "increaseAllowance" ->
          effects.add(Changes.allowance(target, sender, account(action, 0), number(action, 1)));
      case "permit" ->
          effects.add(
              Changes.allowance(target, account(action, 0), account(action, 1), number(action, 2)));
      case "setVotingDelay" -> effects.add(parameter(action, "votingDelay"));
      case "setVotingPeriod" -> effects.add(parameter(action, "votingPeriod"));
      case "setProposalThreshold" -> effects.add(parameter(action, "proposalThreshold"));
      case "updateQuorumNumerator" -> effects.add(parameter(action, "quorumNumerator"));
      case "updateDelay" -> effects.add(parameter(action, "minDelay"));
      case "cancel" ->
          effects.add(Changes.parameter(target, "cancelledOperation", text(action, 0)));
      case "updateTimelock" -> effects.add(given(sender, action, "timelock"));
      case "grantRole" ->
          effects.add(
              Changes.role(
                  Effect.Kind.ROLE_GRANTED,
                  target,
                  Roles.name(text(action, 0)),
                  account(action, 1)));
      case "revokeRole", "renounceRole" ->
          effects.add(
              Changes.role(
                  Effect.Kind.ROLE_REVOKED,
                  target,
                  Roles.name(text(action, 0)),
                  account(action, 1)));
      case "transferOwnership" -> effects.add(given(sender, action, ""));
      case "renounceOwnership" ->
          effects.add(Changes.ownership(target, Optional.of(sender), Optional.empty(), ""));
      case "acceptOwnership" ->
          effects.add(Changes.ownership(target, Optional.empty(), Optional.of(sender), ""));
      case "changeAdmin" -> effects.add(ownership(action, 0, target, "proxy admin"));
      case "changeProxyAdmin" ->
          effects.add(ownership(action, 1, account(action, 0), "proxy admin"));
      case "upgradeTo", "upgradeToAndCall" ->
          effects.add(Changes.upgrade(target, account(action, 0), ""));
      case "upgrade", "upgradeAndCall" ->
          effects.add(Changes.upgrade(account(action, 0), account(action, 1), ""));
      case "execTransaction" -> {
        if (!text(action, 3).equals("0")) {
          effects.add(Changes.unknownCall(account(action, 0), "delegatecall"));
        }
      }
      case "relay", "schedule", "scheduleBatch", "execute", "executeBatch", "multicall" -> {}
      // A table line without a meaning here must not pass as harmless.
      default -> effects.add(Changes.unknownCall(target, action.selector().orElse("")));
    }
    Address inner =
        function.startsWith("multicall(") || function.startsWith("upgradeToAndCall(")
            ? sender
            : target;
    action.nested().forEach(nested -> collect(inner, nested, effects));
  }

  private static Effect parameter(DecodedAction action, String name) {
    return Changes.parameter(action.target(), name, number(action, 0).toString());
  }

  // Only who has it may give it away, so the sender is the one who loses it.
  private static Effect given(Address sender, DecodedAction action, String subject) {
    return Changes.ownership(
        action.target(), Optional.of(sender), Changes.holder(account(action, 0)), subject);
  }

  private static Effect ownership(
      DecodedAction action, int newOwner, Address contract, String subject) {
    return Changes.ownership(
        contract, Optional.empty(), Changes.holder(account(action, newOwner)), subject);
  }

  private static String text(DecodedAction action, int argument) {
    return action.arguments().get(argument).value();
  }

  private static Address account(DecodedAction action, int argument) {
    return new Address(text(action, argument));
  }

  private static BigInteger number(DecodedAction action, int argument) {
    return new BigInteger(text(action, argument));
  }
}
