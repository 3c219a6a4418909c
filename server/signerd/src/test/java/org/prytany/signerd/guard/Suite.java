package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Supplier;
import org.prytany.governance.act.Act;
import org.prytany.governance.failure.PrytanyException;

/** Counts the cases of an attack, and prints them for docs/measurements.md. */
final class Suite {

  private final String name;
  private int cases;
  private int refused;
  private int harmless;

  Suite(String name) {
    this.name = name;
  }

  /** Whether the long form is asked for: -Dprytany.suites=long. */
  static boolean isLong() {
    return "long".equals(System.getProperty("prytany.suites"));
  }

  /** Nothing may be signed. */
  void nothing(String what, Supplier<Act.Submission> signing) {
    onlyThis(what, Optional.empty(), signing);
  }

  /** Nothing may be signed but what would be signed without the attack, byte for byte. */
  void onlyThis(String what, Optional<Act.Submission> honest, Supplier<Act.Submission> signing) {
    cases++;
    Act.Submission signed;
    try {
      signed = signing.get();
    } catch (PrytanyException | IllegalArgumentException e) {
      refused++;
      return;
    }
    assertThat(Optional.of(signed)).as(name + ": " + what).isEqualTo(honest);
    harmless++;
  }

  void done(int least) {
    System.out.println(
        "suite "
            + name
            + ": "
            + cases
            + " cases, "
            + refused
            + " refused, "
            + harmless
            + " without effect, 0 wrongly signed");
    assertThat(cases).isGreaterThanOrEqualTo(least);
  }
}
