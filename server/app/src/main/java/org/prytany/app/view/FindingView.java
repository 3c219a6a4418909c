package org.prytany.app.view;

import java.util.Optional;

/**
 * What a reader should know.
 *
 * @param next what a reader does about it; "" for a finding of another version of the server
 * @param action -1 when it concerns no single call
 */
public record FindingView(
    String code,
    String severity,
    String text,
    String next,
    Optional<Integer> start,
    Optional<Integer> end,
    int action) {

  /** The same with another next step, if there is one. */
  public FindingView withNext(Optional<String> other) {
    return new FindingView(code, severity, text, other.orElse(next), start, end, action);
  }
}
