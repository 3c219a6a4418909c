package org.prytany.governance.effects;

import java.math.BigInteger;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/**
 * One net change that executing a proposal makes, as the host reads it: what {@link Effect} says of
 * it in kinds and words is said in types here. {@link FlatEffects} is the only way from one to the
 * other.
 */
public sealed interface Change {

  /** The contract whose state changes; {@link Address#ZERO} for the native coin. */
  Address contract();

  /** Who loses; empty if none. */
  default Optional<Address> from() {
    return Optional.empty();
  }

  /** Who gains, or whose role is taken; empty if none. */
  default Optional<Address> to() {
    return Optional.empty();
  }

  /** Where it happens: "" for the proposal's own chain, else the name of another one. */
  String chain();

  /** Whether it changes something on another chain than the proposal's own. */
  default boolean isElsewhere() {
    return !chain().isEmpty();
  }

  /** Whether a bridge carries it from the proposal's own chain to another one. */
  default boolean isCarried() {
    return false;
  }

  /** Whether it moves value or authority, so that a text has to mention it. */
  default boolean movesValueOrAuthority() {
    return !(this instanceof Setting);
  }

  /** Value that moves, or that somebody may take; the amount is in base units. */
  sealed interface OfValue extends Change {
    Optional<Token> token();

    BigInteger amount();
  }

  /** A setting of a contract, or of who controls it. */
  sealed interface OfSetting extends Change {
    String name();

    /** The new value, as decimal or text. */
    String value();

    /** The value before; "" where the chain did not say. */
    String previous();
  }

  /**
   * Native coin, tokens or collectibles move.
   *
   * @param amount base units; pieces of a collectible
   * @param id which one of a collection moves; empty for what is counted only
   * @param isCarried whether it begins here and ends on the other chain
   */
  record Transfer(
      Address contract,
      Optional<Address> from,
      Optional<Address> to,
      Optional<Token> token,
      BigInteger amount,
      Optional<BigInteger> id,
      boolean isCarried,
      String chain)
      implements OfValue {

    /** On the proposal's own chain. */
    public Transfer(
        Address contract,
        Optional<Address> from,
        Optional<Address> to,
        Optional<Token> token,
        BigInteger amount,
        Optional<BigInteger> id) {
      this(contract, from, to, token, amount, id, false, "");
    }
  }

  /**
   * Somebody may take up to an amount, on some terms; with an amount of 0, no longer.
   *
   * @param from whose it is
   * @param to who may take it
   */
  record Allowance(
      Address contract,
      Optional<Address> from,
      Optional<Address> to,
      Optional<Token> token,
      BigInteger amount,
      Terms terms,
      String chain)
      implements OfValue {

    /** On the proposal's own chain. */
    public Allowance(
        Address contract,
        Optional<Address> from,
        Optional<Address> to,
        Optional<Token> token,
        BigInteger amount,
        Terms terms) {
      this(contract, from, to, token, amount, terms, "");
    }
  }

  /** An account gets a role, or loses it. */
  record Role(Address contract, String name, Address account, boolean granted, String chain)
      implements Change {

    /** On the proposal's own chain. */
    public Role(Address contract, String name, Address account, boolean granted) {
      this(contract, name, account, granted, "");
    }

    @Override
    public Optional<Address> to() {
      return Optional.of(account);
    }
  }

  /**
   * A contract, or a part of it, gets another owner.
   *
   * @param place what is owned; empty for the contract itself
   */
  record Owner(
      Address contract,
      Optional<Address> from,
      Optional<Address> to,
      Optional<String> place,
      String chain)
      implements Change {

    /** On the proposal's own chain. */
    public Owner(
        Address contract, Optional<Address> from, Optional<Address> to, Optional<String> place) {
      this(contract, from, to, place, "");
    }

    /** What the new owner is called. */
    public String title() {
      return place.orElse("owner");
    }
  }

  /** Other code is put in a place of a contract. */
  record Code(Address contract, Address code, Place place, String chain) implements Change {

    /** On the proposal's own chain. */
    public Code(Address contract, Address code, Place place) {
      this(contract, code, place, "");
    }

    @Override
    public Optional<Address> to() {
      return Optional.of(code);
    }
  }

  /** A named setting of a contract changes that moves neither value nor authority. */
  record Setting(Address contract, String name, String value, String previous, String chain)
      implements OfSetting {

    /** On the proposal's own chain. */
    public Setting(Address contract, String name, String value, String previous) {
      this(contract, name, value, previous, "");
    }
  }

  /** How an account is controlled changes, its members aside. */
  record Control(Address contract, String name, String value, String previous, String chain)
      implements OfSetting {

    /** On the proposal's own chain. */
    public Control(Address contract, String name, String value, String previous) {
      this(contract, name, value, previous, "");
    }
  }

  /**
   * A contract's code ends for good.
   *
   * @param to who gets its coin
   */
  record Ended(Address contract, Optional<Address> to, String chain) implements Change {

    /** On the proposal's own chain. */
    public Ended(Address contract, Optional<Address> to) {
      this(contract, to, "");
    }
  }

  /**
   * A call of which nobody here knows what it does.
   *
   * @param accounted whether all that it writes in the simulation is explained by other changes;
   *     never of a call on another chain, which nothing here simulates
   */
  record Unexplained(Address contract, Reason reason, boolean accounted, String chain)
      implements Change {

    /** A call of which it is not known what it writes, either. */
    public Unexplained(Address contract, Reason reason, String chain) {
      this(contract, reason, false, chain);
    }

    /** On the proposal's own chain. */
    public Unexplained(Address contract, Reason reason) {
      this(contract, reason, "");
    }

    @Override
    public Optional<Address> from() {
      return reason instanceof Reason.Unread unread ? unread.effect().from() : Optional.empty();
    }

    @Override
    public Optional<Address> to() {
      return reason instanceof Reason.Unread unread ? unread.effect().to() : Optional.empty();
    }
  }
}
