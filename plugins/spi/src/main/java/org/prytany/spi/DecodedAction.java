package org.prytany.spi;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * One call of a proposal as the host decoded it. An unknown call is never left out: its {@code
 * function} is empty and its calldata is there.
 *
 * @param index position in the proposal, from 0; position within the enclosing call for nested ones
 * @param target called contract or account
 * @param valueWei native coin sent along, in wei
 * @param calldata "0x" and the raw bytes in hexadecimal
 * @param function canonical signature, e.g. "transfer(address,uint256)"; empty when unknown
 * @param arguments decoded arguments in order; empty when unknown
 * @param line one plain English sentence for a reader, units included
 * @param nested calls inside this one (timelock batch, multicall, relay, Safe transaction)
 * @param manner whether the called code runs on its own state or on the caller's
 * @param knowledge where the function's meaning is known from, e.g. "bundled: OpenZeppelin 5" or
 *     "operator: registry.json"; empty when the function is unknown, but for "the proposal's own
 *     text: " and a signature where the author alone says what it is called
 * @param chain where the call is made: "" for the proposal's own chain, else the name of another
 *     one, e.g. "Arbitrum One", "chain 12345" or "an unknown chain, by way of 0x…"
 * @param publisher what the contract's publisher says that the call does, as a descriptor that the
 *     operator gave has it (ERC-7730); nobody here has checked it
 */
public record DecodedAction(
    int index,
    Address target,
    BigInteger valueWei,
    String calldata,
    Optional<String> function,
    List<Argument> arguments,
    String line,
    List<DecodedAction> nested,
    Manner manner,
    Optional<String> knowledge,
    String chain,
    Optional<String> publisher) {

  public DecodedAction {
    arguments = List.copyOf(arguments);
    nested = List.copyOf(nested);
  }

  /** A call on the proposal's own chain, of which no publisher says anything. */
  public DecodedAction(
      int index,
      Address target,
      BigInteger valueWei,
      String calldata,
      Optional<String> function,
      List<Argument> arguments,
      String line,
      List<DecodedAction> nested,
      Manner manner,
      Optional<String> knowledge) {
    this(
        index,
        target,
        valueWei,
        calldata,
        function,
        arguments,
        line,
        nested,
        manner,
        knowledge,
        "",
        Optional.empty());
  }

  /** An ordinary call of which it is not said where its meaning is known from. */
  public DecodedAction(
      int index,
      Address target,
      BigInteger valueWei,
      String calldata,
      Optional<String> function,
      List<Argument> arguments,
      String line,
      List<DecodedAction> nested) {
    this(
        index,
        target,
        valueWei,
        calldata,
        function,
        arguments,
        line,
        nested,
        Manner.CALL,
        Optional.empty());
  }

  /** How a call is made; manners may be added, so a {@code switch} over them needs a default. */
  public enum Manner {
    /** The called code runs on its own state. */
    CALL,
    /** The called code runs with the caller's state, coin and authority. */
    DELEGATECALL
  }

  /** Whether the call is made on another chain than the proposal's own. */
  public boolean isElsewhere() {
    return !chain.isEmpty();
  }

  /** The 4-byte selector as "0x" and 8 digits; empty for a plain transfer without calldata. */
  public Optional<String> selector() {
    return calldata.length() >= 10 ? Optional.of(calldata.substring(0, 10)) : Optional.empty();
  }
}
