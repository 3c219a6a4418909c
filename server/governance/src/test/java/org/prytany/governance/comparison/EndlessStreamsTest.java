package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.spi.Address;

/**
 * A payment a second that nothing ends is red, whatever the text says of it: no sum that a text
 * names is what is paid.
 */
class EndlessStreamsTest {

  private static final String EACH_SECOND = "per second, until it is stopped";

  private static Calls stream(String text, String baseUnits, Address to) {
    return under(text).claimable(USDC, new BigInteger(baseUnits), to, EACH_SECOND);
  }

  private static void assertStopped(Calls calls) {
    assertThat(Calls.red(calls.compared(Calls.DAO, PlainReader.claims(calls.text()))))
        .as(calls.text())
        .contains("TOKEN_UNKNOWN");
  }

  private static void assertStopped(String text, String baseUnits) {
    assertStopped(stream(text.formatted(ALICE), baseUnits, ALICE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We stream 0.125 USDC per second to %s.",
        "We stream 0.125 USDC/second to %s.",
        "The stream to %s rises from 0.1 USDC per second to 0.125 USDC/sec.",
        "We pay 10,800 USDC a day to %s.",
        "We stream 0.125 USDC per second to %s until the DAO stops it.",
        "We stream 0.125 USDC per second to %s with no end date.",
      })
  void aRateThatTheTextStates(String text) {
    assertStopped(text, "125000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "We pay 4,500,000 USDC per year to %s.; 142694",
        "We pay 375,000 USDC per month to %s.; 142694",
        "We stream 0.125 USDC per second to %s.; 1250000",
        "We stream 0.125 USDC per second to %s.; 125001",
        "We stream 0.125 USDC per second to %s.; 124999",
        "We pay 10,800 USDC a day to %s.; 125001",
        "We pay 10,800 USDC a day to %s.; 124000",
        "We pay 10,800 USDC a day to %s.; 3000000",
        "We pay 10,800 USDC a week to %s.; 125000",
        "We pay 0.125 USDC to %s.; 125000",
        "We pay 0.125 USDC to %s every time, and look again a second later.; 125000",
        "We pay 0.125 USDC once, per second reading, to %s.; 125000",
        "We pay 10 USDC a day to %s.; 115",
        "We stream 0.125 DAI per second to %s.; 125000",
        "We pay 4,500 USDC a month to %s, one month.; 1736",
        "We pay 10,800 USDC a day to %s for 30 days.; 125000",
        "On Base, we stream 0.125 USDC per second to %s.; 125000",
      })
  void anotherRateTokenTimeOrChain(String text, String baseUnits) {
    assertStopped(text, baseUnits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We stream 0.125 USDC per second to %s until May.",
        "We stream 0.125 USDC per second to %s for 12 months.",
        "We stream 0.125 USDC per second to %s over one year.",
        "We stream 0.125 USDC per second to %s through December 2027.",
        "We stream 0.125 USDC per second to %s, 1,000,000 USDC at most.",
        "We stream 0.125 USDC per second to %s.\n\nThe stream ends on 1 June 2027.",
        "We stream 0.125 USDC per second to %s. It runs for one year.",
        "We stream 0.125 USDC per second to %s.\nDuration: 6 months",
        "A 6-month stream of 0.125 USDC per second to %s.",
        "| Account | Rate | Duration |\n|---|---|---|\n| %s | 0.125 USDC per second | 6 months |",
      })
  void aStreamThatTheTextBounds(String text) {
    assertStopped(text, "125000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The stream to %s falls from 0.125 USDC per second to 0.1 USDC per second.",
        "We do not stream 0.125 USDC per second to %s.",
        "The stream of 0.125 USDC per second to %s ended last year.",
        "We stream up to 0.125 USDC per second to %s.",
        "We stream 0.125 USDC per second to our auditor. Proposer: %s.",
        "We stream 0.125 USDC per second to the auditor. %s is the multisig that may cancel it.",
        "We stream 0.125 USDC per second to the auditor.\n\n%s is the multisig that holds the key.",
        "%s gets 1,000 DAI. The auditor gets 0.125 USDC per second.",
        "Today %s gets 0.125 USDC per second; we ask for nothing more.",
        "Bob's stream of 0.125 USDC per second goes on. %s is thanked.",
        "We lower the stream to %s, now 0.125 USDC per second, to 0.1 USDC per second.",
        "We lower the stream to %s (0.125 USDC per second) to 0.1 USDC per second.",
        "Instead of 0.125 USDC per second, %s gets 0.1 USDC per second.",
        "We stream to %s 0.1 USDC per second instead of 0.125 USDC per second.",
        "Should we stream 0.125 USDC per second to %s? No.",
        "If the audit is good, a later vote streams 0.125 USDC per second to %s.",
        "Streaming 0.125 USDC per second to %s would be too much.",
      })
  void theRateOfSomebodyElseOfAnotherTimeOrThatNobodyAsksFor(String text) {
    assertStopped(text, "125000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We stream 0.125 USDC per second to the audit firm.",
        "We stream 0.125 USDC per second to 0x1111111111111111111111111111111111111111.",
        "Wir zahlen an unser Team 0,125 USDC per second und danken allen, die dabei geholfen haben."
      })
  void anAccountThatTheTextDoesNotName(String text) {
    assertStopped(stream(text, "125000", BOB));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "We pay 4,500,000 USDC per year to %s.; 142694; 4500000",
        "We pay 10,800 USDC a day to %s.; 125000; 10800"
      })
  void besideTheWholeSumAnAllowanceOfItOrAnotherStream(String text, String rate, String sum) {
    String named = text.formatted(ALICE);
    assertStopped(stream(named, rate, ALICE).pay(USDC, sum, ALICE));
    assertStopped(stream(named, rate, ALICE).approve(USDC, new BigInteger(sum + "000000"), ALICE));
    assertStopped(
        stream(named, rate, ALICE).claimable(USDC, new BigInteger(rate), ALICE, EACH_SECOND));
    assertStopped(
        stream(named + " We thank " + BOB + ".", rate, ALICE)
            .claimable(USDC, new BigInteger(rate), BOB, EACH_SECOND));
  }

  @Test
  void whatEndsIsComparedAndAgrees() {
    String text = "We pay 10,800 USDC to " + ALICE + ".";

    assertThat(
            Calls.red(
                under(text)
                    .pay(USDC, "10800", ALICE)
                    .compared(Calls.DAO, PlainReader.claims(text))))
        .isEmpty();
    assertStopped(
        under(text)
            .claimable(
                USDC,
                new BigInteger("125000"),
                ALICE,
                "per second, 20 decimals, until it is stopped"));
  }
}
