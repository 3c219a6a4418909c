package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.Optional;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.effects.Terms;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** Makes effects; tokens get their names at the end. */
final class Changes {

  private Changes() {}

  /** The zero address stands for nobody: minted from, burnt to. */
  static Optional<Address> holder(Address address) {
    return address.equals(Address.ZERO) ? Optional.empty() : Optional.of(address);
  }

  static Effect transfer(
      Address contract, Optional<Address> from, Optional<Address> to, BigInteger amount) {
    return transfer(contract, from, to, amount, Optional.empty());
  }

  /**
   * What a bridge carries to another chain.
   *
   * @param from on the chain of the call that sends it
   * @param here whether that is the proposal's own chain; only there its name is known
   */
  static Effect carried(
      Address contract,
      Address from,
      Address to,
      BigInteger amount,
      boolean here,
      String destination) {
    return FlatEffects.written(
        new Change.Transfer(
            contract,
            Optional.of(from),
            Optional.of(to),
            Optional.empty(),
            amount,
            Optional.empty(),
            here && !destination.isEmpty(),
            destination));
  }

  /** A collectible, or several of one id. */
  static Effect collectible(
      Address contract,
      Optional<Address> from,
      Optional<Address> to,
      BigInteger id,
      BigInteger amount) {
    return transfer(contract, from, to, amount, Optional.of(id));
  }

  private static Effect transfer(
      Address contract,
      Optional<Address> from,
      Optional<Address> to,
      BigInteger amount,
      Optional<BigInteger> id) {
    return FlatEffects.written(
        new Change.Transfer(contract, from, to, Optional.empty(), amount, id));
  }

  /** Whether an effect is about coin or tokens that are counted, and on no terms of its own. */
  static boolean isPlain(Effect effect) {
    return Terms.of(effect.subject()) instanceof Terms.Ordinary;
  }

  /** Whether an effect is about collectibles of one id, which are counted in pieces. */
  static boolean isCollectible(Effect effect) {
    return Terms.of(effect.subject()) instanceof Terms.OneCollectible;
  }

  static Effect allowance(Address contract, Address owner, Address spender, BigInteger amount) {
    return allowance(contract, owner, spender, amount, new Terms.Ordinary());
  }

  static Effect allowance(
      Address contract, Address owner, Address spender, BigInteger amount, Terms terms) {
    return FlatEffects.written(
        new Change.Allowance(
            contract, Optional.of(owner), Optional.of(spender), Optional.empty(), amount, terms));
  }

  static Effect role(Address contract, String role, Address account, boolean granted) {
    return FlatEffects.written(new Change.Role(contract, role, account, granted));
  }

  static Effect ownership(
      Address contract, Optional<Address> from, Optional<Address> to, String place) {
    return FlatEffects.written(
        new Change.Owner(contract, from, to, Optional.of(place).filter(some -> !some.isEmpty())));
  }

  static Effect upgrade(Address contract, Address code, Place place) {
    return FlatEffects.written(new Change.Code(contract, code, place));
  }

  static Effect parameter(Address contract, String name, String value, String previous) {
    return FlatEffects.written(new Change.Setting(contract, name, value, previous));
  }

  /** How an account is controlled. */
  static Effect control(Address contract, String name, String value, String previous) {
    return FlatEffects.written(new Change.Control(contract, name, value, previous));
  }

  /** The same setting with other values. */
  static Effect setting(Effect effect, String value, String previous) {
    return effect.kind() == Effect.Kind.CONTROL
        ? control(effect.contract(), effect.subject(), value, previous)
        : parameter(effect.contract(), effect.subject(), value, previous);
  }

  static Effect destruction(Address contract, Optional<Address> beneficiary) {
    return FlatEffects.written(new Change.Ended(contract, beneficiary));
  }

  static Effect unknownCall(Address contract, Reason reason) {
    return FlatEffects.written(new Change.Unexplained(contract, reason));
  }

  /** The effect with another value, which only those see that settle it. */
  static Effect with(Effect effect, String value) {
    return new Effect(
        effect.kind(),
        effect.contract(),
        effect.from(),
        effect.to(),
        effect.token(),
        effect.amount(),
        effect.subject(),
        value,
        effect.previous(),
        effect.chain());
  }
}
