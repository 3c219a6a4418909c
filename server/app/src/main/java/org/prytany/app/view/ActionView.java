package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/** One call. */
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
    List<ActionView> nested) {

  /** A decoded argument. */
  public record ArgumentView(String name, String type, String value) {}
}
