package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.DAO;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.testkit.Growth;

/** The host sees for itself whether a text says the times that a plugin reads out of it. */
class TimesInTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "voting period | 2.5 | two and a half days | 216000",
        "voting period | 1.5 | a day and a half | 129600",
        "voting period | 2 | a fortnight | 1209600",
        "voting period | 3 | three days | 259200",
        "voting period | 3 | three (3) days | 259200",
        "voting period | 2 | 2 days and 12 hours | 216000",
        "voting period | 2 | two days and twelve hours | 216000",
        "voting period | 7200 | 7,200 blocks | 7200",
      })
  void aSettingInWordsIsComparedWithTheCall(
      String name, String value, String words, String seconds) {
    String text = "Set the " + name + " to " + words + ".";
    Claim claim = new Claim.Parameter(name, value, new Span(0, text.length() - 1));

    Verdict same = under(text).set("votingPeriod", seconds).compared(DAO, List.of(claim));
    Verdict other =
        under(text)
            .set("votingPeriod", new BigDecimal(seconds).multiply(BigDecimal.TEN).toString())
            .compared(DAO, List.of(claim));

    assertThat(codes(same)).isEmpty();
    assertThat(codes(other)).containsExactly("PARAMETER_CONTRADICTED");
    assertThat(other.blocked()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Raise the timelock delay from 2 to 7 days. | delay | 172800 | 604800",
        "Raise the timelock delay from two to seven days. | delay | 172800 | 604800",
        "Raise the timelock delay from 1 to 4 days. | delay | 86400 | 345600",
        "Raise the timelock delay from a day to 4 days. | delay | 86400 | 345600",
        "The timelock delay is 7 days, and not 2 to 3 days. | delay | 172800 | 604800",
        "The grace period is shortened from a week to 5 days. | gracePeriod | 604800 | 432000",
        "The timelock delay is half a day, not a day. | delay | 86400 | 43200",
        "The voting delay is two hundred thousand blocks. | votingDelay | 200 | 200000",
        "The voting delay is one hundred eighty thousand blocks. | votingDelay | 180 | 180000",
        "The timelock delay is thirty-six  hours. | delay | 21600 | 129600",
      })
  void whatASettingHadIsNotWhatItGets(String text, String name, String old, String value) {
    assertThat(codes(under(text).setFrom(name, "259200", old).compared(DAO, List.of())))
        .contains("PARAMETER_CONTRADICTED");
    assertThat(codes(under(text).setFrom(name, "259200", value).compared(DAO, List.of())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a day ", "two days ", "half a day or 3 to 6 weeks "})
  void periodsOfALineAreReadOnce(String period) {
    Growth.assertLinear(period, () -> settings(period, 2_000), () -> settings(period, 8_000));
  }

  private static void settings(String period, int times) {
    under("The timelock delay is " + period.repeat(times))
        .set("delay", "86400")
        .compared(DAO, List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10,000 USDC per month for eighteen months | 180000",
        "10,000 USDC per month for a year and a half | 180000",
        "10,000 USDC monthly over two and a half years | 300000",
        "10,000 USDC per month for a year | 120000",
        "two tranches of 25k USDC | 50000",
        "half a million USDC | 500000",
        "one and a half million USDC | 1500000",
        "a hundred thousand USDC | 100000",
      })
  void aTotalOfSpelledTimesIsBorneOut(String words, String total) {
    String text = "We ask for " + words + ".";
    Span span = new Span(11, text.length() - 1);
    Claim claim = new Claim.Payment(new BigDecimal(total), "USDC", Optional.empty(), span);

    assertThat(under(text).pay(USDC, total, ALICE).compared(DAO, List.of(claim)).blocked())
        .isFalse();
  }

  private static List<String> codes(Verdict verdict) {
    return verdict.findings().stream()
        .map(Finding::code)
        .filter(code -> !code.equals("AMOUNT_IS_A_PRODUCT"))
        .toList();
  }
}
