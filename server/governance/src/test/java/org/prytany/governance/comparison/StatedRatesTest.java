package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;

/** Payments a second without an end, and texts that state their rate, or nearly. */
class StatedRatesTest {

  private static final String EACH_SECOND = "per second, until it is stopped";

  private static Verdict judged(String text, String baseUnits, Address to) {
    return under(text)
        .claimable(USDC, new BigInteger(baseUnits), to, EACH_SECOND)
        .compared(Calls.DAO, PlainReader.claims(text));
  }

  private static List<String> codes(Verdict verdict, Finding.Severity severity) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::code)
        .toList();
  }

  private static List<String> red(String text, String baseUnits) {
    return codes(judged(text, baseUnits, ALICE), Finding.Severity.RED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "We stream 0.125 USDC per second to %s.; 125000",
        "We stream 0.125 USDC/second to %s.; 125000",
        "The stream to %s rises from 0.1 USDC per second to 0.125 USDC/sec.; 125000",
        "We pay 10,800 USDC a day to %s.; 125000",
        "We pay 4,500,000 USDC per year to %s.; 142694",
        "We pay 375,000 USDC per month to %s.; 142694"
      })
  void aRateThatTheTextStatesIsAmberForItHasNoEnd(String text, String baseUnits) {
    Verdict verdict = judged(text.formatted(ALICE), baseUnits, ALICE);

    assertThat(codes(verdict, Finding.Severity.RED)).isEmpty();
    assertThat(verdict.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo("STREAM_TIMES_NOT_NAMED");
              assertThat(finding.text()).contains("each second until somebody stops");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // More, less, or for another time than the text says.
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
        // So few base units that rounding would be a part that matters.
        "We pay 10 USDC a day to %s.; 115",
        // In another token.
        "We stream 0.125 DAI per second to %s.; 125000",
        // The old rate, a denied one, and one of another vote.
        "The stream to %s falls from 0.125 USDC per second to 0.1 USDC per second.; 125000",
        "We do not stream 0.125 USDC per second to %s.; 125000",
        "The stream of 0.125 USDC per second to %s ended last year.; 125000",
        "We stream 0.125 USDC per second to %s until May.; 125000",
        // On another chain.
        "On Base, we stream 0.125 USDC per second to %s.; 125000"
      })
  void anotherRateTokenTimeOrChainIsRed(String text, String baseUnits) {
    assertThat(red(text.formatted(ALICE), baseUnits)).as(text).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We stream 0.125 USDC per second to the audit firm.",
        "We stream 0.125 USDC per second to 0x1111111111111111111111111111111111111111.",
        "Wir zahlen an unser Team 0,125 USDC per second und danken allen, die dabei geholfen haben."
      })
  void anAccountThatTheTextDoesNotNameIsRed(String text) {
    assertThat(codes(judged(text, "125000", BOB), Finding.Severity.RED)).isNotEmpty();
  }

  @Test
  void oneStatementExplainsOneStream() {
    String text = "We stream 0.125 USDC per second to " + ALICE + " and thank " + BOB + ".";
    Verdict both =
        under(text)
            .claimable(USDC, new BigInteger("125000"), ALICE, EACH_SECOND)
            .claimable(USDC, new BigInteger("125000"), BOB, EACH_SECOND)
            .compared(Calls.DAO, PlainReader.claims(text));

    assertThat(codes(both, Finding.Severity.RED)).isNotEmpty();
  }

  @Test
  void aRateInUnitsThatNobodyReadsIsRed() {
    String text = "We stream 0.125 USDC per second to " + ALICE + ".";
    Verdict verdict =
        under(text)
            .claimable(
                USDC,
                new BigInteger("125000"),
                ALICE,
                "per second, 20 decimals, until it is stopped")
            .compared(Calls.DAO, PlainReader.claims(text));

    assertThat(codes(verdict, Finding.Severity.RED)).isNotEmpty();
  }
}
