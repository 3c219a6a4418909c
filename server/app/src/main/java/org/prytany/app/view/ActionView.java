package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/**
 * One call.
 *
 * @param manner "call", or "delegatecall" where the called code gets the caller's whole authority
 * @param knowledge where the function's meaning is known from; absent for an unknown one
 * @param chain the other chain on which it is made; absent on the proposal's own
 * @param publisher what the contract's publisher says that it does; nobody here has checked it
 */
public record ActionView(
    int index,
    String target,
    Optional<String> targetLabel,
    String valueWei,
    Optional<String> function,
    Optional<String> selector,
    String calldata,
    List<ArgumentView> arguments,
    String line,
    List<ActionView> nested,
    String manner,
    Optional<String> knowledge,
    Optional<String> chain,
    Optional<String> publisher) {

  /** A decoded argument. */
  public record ArgumentView(String name, String type, String value) {}
}
