package org.prytany.governance.findings;

import java.util.Comparator;
import java.util.Optional;
import org.prytany.spi.Span;

/**
 * Something that a reader should know before voting or paying.
 *
 * @param code stable, e.g. "AMOUNT_CONTRADICTED"
 * @param severity RED blocks automation
 * @param text plain English with the evidence in it
 * @param span the place in the text, if there is one
 * @param action index of the call, or -1
 */
public record Finding(
    String code, Severity severity, String text, Optional<Span> span, int action) {

  /** The worst first, and in the order of the calls. */
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity).reversed().thenComparingInt(Finding::action);

  /** How much it matters. */
  public enum Severity {
    NOTE,
    AMBER,
    RED
  }
}
