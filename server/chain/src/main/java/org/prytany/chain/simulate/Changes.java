package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** Makes effects; tokens get their names at the end. */
final class Changes {
  /** How the subject of an effect on a collectible starts. */
  static final String TOKEN_ID = "token id ";

  private Changes() {}

  /** The zero address stands for nobody: minted from, burnt to. */
  static Optional<Address> holder(Address address) {
    return address.equals(Address.ZERO) ? Optional.empty() : Optional.of(address);
  }

  static Effect transfer(
      Address contract, Optional<Address> from, Optional<Address> to, BigInteger amount) {
    return effect(Effect.Kind.TRANSFER, contract, from, to, amount, "", "");
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
    return effect(
            Effect.Kind.TRANSFER,
            contract,
            Optional.of(from),
            Optional.of(to),
            amount,
            here && !destination.isEmpty() ? Effect.CARRIED : "",
            "")
        .on(destination);
  }

  /** A collectible, or several of one id. */
  static Effect collectible(
      Address contract,
      Optional<Address> from,
      Optional<Address> to,
      BigInteger id,
      BigInteger amount) {
    return effect(Effect.Kind.TRANSFER, contract, from, to, amount, TOKEN_ID + id, "");
  }

  /** Whether an effect is about collectibles of one id, which are counted in pieces. */
  static boolean isCollectible(Effect effect) {
    return effect.subject().startsWith(TOKEN_ID);
  }

  static Effect allowance(Address contract, Address owner, Address spender, BigInteger amount) {
    return effect(
        Effect.Kind.ALLOWANCE, contract, Optional.of(owner), Optional.of(spender), amount, "", "");
  }

  static Effect role(Effect.Kind kind, Address contract, String role, Address account) {
    return effect(
        kind, contract, Optional.empty(), Optional.of(account), BigInteger.ZERO, role, "");
  }

  static Effect ownership(
      Address contract, Optional<Address> from, Optional<Address> to, String subject) {
    return effect(Effect.Kind.OWNERSHIP, contract, from, to, BigInteger.ZERO, subject, "");
  }

  static Effect upgrade(Address contract, Address code, String subject) {
    return effect(
        Effect.Kind.UPGRADE,
        contract,
        Optional.empty(),
        Optional.of(code),
        BigInteger.ZERO,
        subject,
        "");
  }

  static Effect parameter(Address contract, String name, String value, String previous) {
    return setting(Effect.Kind.PARAMETER, contract, name, value, previous);
  }

  /** How an account is controlled. */
  static Effect control(Address contract, String name, String value, String previous) {
    return setting(Effect.Kind.CONTROL, contract, name, value, previous);
  }

  static Effect setting(
      Effect.Kind kind, Address contract, String name, String value, String previous) {
    return new Effect(
        kind,
        contract,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        BigInteger.ZERO,
        name,
        value,
        previous);
  }

  static Effect destruction(Address contract, Optional<Address> beneficiary) {
    return effect(
        Effect.Kind.DESTRUCTION, contract, Optional.empty(), beneficiary, BigInteger.ZERO, "", "");
  }

  static Effect unknownCall(Address contract, String selector) {
    return effect(
        Effect.Kind.UNKNOWN_CALL,
        contract,
        Optional.empty(),
        Optional.empty(),
        BigInteger.ZERO,
        selector,
        "");
  }

  static Effect effect(
      Effect.Kind kind,
      Address contract,
      Optional<Address> from,
      Optional<Address> to,
      BigInteger amount,
      String subject,
      String value) {
    return new Effect(kind, contract, from, to, Optional.empty(), amount, subject, value);
  }
}
