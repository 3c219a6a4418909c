package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.Optional;
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
    return effect(Effect.Kind.TRANSFER, contract, from, to, amount, "", "");
  }

  static Effect collectible(
      Address contract, Optional<Address> from, Optional<Address> to, BigInteger id) {
    return effect(Effect.Kind.TRANSFER, contract, from, to, BigInteger.ONE, "token id " + id, "");
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

  static Effect parameter(Address contract, String name, String value) {
    return effect(
        Effect.Kind.PARAMETER,
        contract,
        Optional.empty(),
        Optional.empty(),
        BigInteger.ZERO,
        name,
        value);
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
