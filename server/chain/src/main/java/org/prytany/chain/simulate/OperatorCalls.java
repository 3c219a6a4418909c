package org.prytany.chain.simulate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.governance.effects.Reason;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * Calls that only the operator's files name. Such a file says what a call is called, not what it
 * does: the call stays unknown, unless it sets one value and the contract itself answers with that
 * value afterwards.
 */
final class OperatorCalls {
  private static final Pattern SETTER = Pattern.compile("set([A-Z]\\w*)\\([a-z0-9]+\\)");

  private OperatorCalls() {}

  /** An unknown call by its signature; with the value that it sets, if it is a setter. */
  static Effect effect(Address contract, KnownFunction function, List<AbiValue> values) {
    boolean setter = SETTER.matcher(function.signature()).matches();
    Effect call = Changes.unknownCall(contract, new Reason.NamedOnly(function.signature()));
    return setter ? Changes.with(call, values.getFirst().shown()) : call;
  }

  /** The name of what an unknown call sets: "foo" for setFoo(uint256). */
  static Optional<String> setting(Effect effect) {
    Matcher setter = SETTER.matcher(effect.subject());
    if (effect.kind() != Effect.Kind.UNKNOWN_CALL || !setter.matches()) {
      return Optional.empty();
    }
    String name = setter.group(1);
    return Optional.of(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
  }

  /**
   * What the call does, now that the contract was asked before and after it. An account in a place
   * of a contract has power there as far as anyone knows, so it counts as an owner.
   */
  static Effect settled(Effect effect, Optional<String> before, Optional<String> after) {
    Optional<String> name = setting(effect);
    // On another chain nobody asked the contract.
    if (name.isPresent()
        && !effect.isElsewhere()
        && before.isPresent()
        && after.equals(Optional.of(effect.value()))
        && !effect.value().isEmpty()) {
      if (effect.value().matches("0x[0-9a-f]{40}")) {
        return Changes.ownership(
            effect.contract(),
            before.map(Address::new).flatMap(Changes::holder),
            Changes.holder(new Address(effect.value())),
            name.get());
      }
      return Changes.parameter(effect.contract(), name.get(), effect.value(), before.get());
    }
    return name.isPresent() ? Changes.with(effect, "") : effect;
  }
}
