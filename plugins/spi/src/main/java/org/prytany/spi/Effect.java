package org.prytany.spi;

import java.math.BigInteger;
import java.util.Optional;

/**
 * One net change that executing a proposal makes, free of gas, block and order.
 *
 * @param kind what changes; kinds may be added, so a {@code switch} over them needs a default
 * @param contract the contract whose state changes (token, role holder, owned contract); {@link
 *     Address#ZERO} for the native coin
 * @param from who loses: payer, token owner (allowance), or the previous owner; empty if none
 * @param to who gains: recipient, spender, role member, or new owner; empty if none
 * @param token the asset of a transfer or allowance
 * @param amount base units (wei for the native coin) of a transfer or allowance; 0 elsewhere
 * @param subject role name or id, parameter name, what is owned or replaced where it is a part of
 *     the contract, terms of an allowance that is no ERC-20 one, "token id" and number of a
 *     collectible, {@link #CARRIED}, or selector or signature of an unknown call; "" elsewhere
 * @param value new parameter value as decimal or text; {@link StateDifference#EXPLAINED} of an
 *     unknown call that changes nothing but what the other effects tell; "" elsewhere
 * @param previous the parameter's value before, as decimal or text; "" elsewhere and where the
 *     chain did not say
 * @param chain where it changes: "" for the proposal's own chain, else the name of another one, as
 *     in {@link DecodedAction#chain}. What a bridge carries ({@link #isCarried}) leaves {@code
 *     from} on the proposal's own chain, where {@code contract} is as well, and arrives there.
 */
public record Effect(
    Kind kind,
    Address contract,
    Optional<Address> from,
    Optional<Address> to,
    Optional<Token> token,
    BigInteger amount,
    String subject,
    String value,
    String previous,
    String chain) {

  /** A change on the proposal's own chain. */
  public Effect(
      Kind kind,
      Address contract,
      Optional<Address> from,
      Optional<Address> to,
      Optional<Token> token,
      BigInteger amount,
      String subject,
      String value,
      String previous) {
    this(kind, contract, from, to, token, amount, subject, value, previous, "");
  }

  /** A change whose previous value is not known, or that has none. */
  public Effect(
      Kind kind,
      Address contract,
      Optional<Address> from,
      Optional<Address> to,
      Optional<Token> token,
      BigInteger amount,
      String subject,
      String value) {
    this(kind, contract, from, to, token, amount, subject, value, "");
  }

  /** The subject of a transfer that begins on the proposal's own chain and ends on another one. */
  public static final String CARRIED = "carried to another chain";

  /** Whether a bridge carries it from the proposal's own chain to another one. */
  public boolean isCarried() {
    return kind == Kind.TRANSFER && isElsewhere() && subject.equals(CARRIED);
  }

  /** The same change on that chain. */
  public Effect on(String where) {
    return new Effect(kind, contract, from, to, token, amount, subject, value, previous, where);
  }

  /** Whether it changes something on another chain than the proposal's own. */
  public boolean isElsewhere() {
    return !chain.isEmpty();
  }

  /** What changes. */
  public enum Kind {
    /** Native coin or ERC-20 moves. */
    TRANSFER,
    /** A spender may take up to an amount; 2^256−1 is unlimited. */
    ALLOWANCE,
    /** A role is granted. */
    ROLE_GRANTED,
    /** A role is revoked. */
    ROLE_REVOKED,
    /** A contract gets another owner or admin. */
    OWNERSHIP,
    /** A contract's code behind a proxy is replaced. */
    UPGRADE,
    /** A named setting of a governance contract changes. */
    PARAMETER,
    /** A call that the host could not decode: whatever it does is unexplained. */
    UNKNOWN_CALL,
    /**
     * How an account is controlled changes, its members aside: the approvals that a Safe needs, its
     * guard, what a spending limit is. The subject names it.
     */
    CONTROL,
    /** A contract's code ends for good; what coin it has goes to an account. */
    DESTRUCTION;

    /** Whether this kind moves value or authority, so that a text has to mention it. */
    public boolean movesValueOrAuthority() {
      return this != PARAMETER;
    }
  }
}
