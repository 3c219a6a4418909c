package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/**
 * One call.
 *
 * @param manner "call", or "delegatecall" where the called code gets the caller's whole authority
 * @param knowledge where the function's meaning is known from; absent for an unknown one
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
    Optional<String> knowledge) {

  /** A decoded argument. */
  public record ArgumentView(String name, String type, String value) {}
}
