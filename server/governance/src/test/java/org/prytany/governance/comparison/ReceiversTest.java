package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.under;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Verdict;

/** An amount, and a list behind it that makes as much: asked for twice, or told in parts. */
class ReceiversTest {

  private static final String LIST = "\n\n- hosting 60 USDC\n- travel 40 USDC\n";

  private static Verdict twice(String words) {
    return under(words + LIST)
        .pay(USDC, "100", address(0x31))
        .pay(USDC, "100", address(0x32))
        .compared();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Research gets 100 USDC. The operations team gets, in one payment:",
        "Research receives 100 USDC. Operations will receive:",
        "The audit guild is paid 100 USDC. The events guild is paid:"
      })
  void whatTwoGetByNameIsAskedForTwice(String words) {
    assertThat(twice(words).blocked()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We ask for 100 USDC. It is split as follows:",
        "Research gets 100 USDC. It gets:",
        "Research gets 100 USDC. The team gets:",
        "Research gets 100 USDC. Research gets:",
        "The research team gets 100 USDC. They will receive:",
        "Research gets 100 USDC. For that it pays:",
        "We ask for 100 USDC. The operations team gets:",
        "Research gets 100 USDC. Each month the team gets:",
        "Research gets 100 USDC:"
      })
  void aBreakdownIsNotASecondRequest(String words) {
    assertThat(twice(words).blocked()).as(words).isTrue();
  }
}
