package org.prytany.host.staging;

import java.util.List;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Report;

/**
 * An upload that was looked at.
 *
 * @param declared what its manifest says
 * @param refusals why it does not wait, with what to do; empty if it waits
 */
public record Staged(Report report, Declared declared, List<String> refusals) {

  public Staged {
    refusals = List.copyOf(refusals);
  }

  /** Whether it waits for a signature. */
  public boolean waits() {
    return refusals.isEmpty();
  }
}
