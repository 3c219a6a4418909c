package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.DAO;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.reading.WrittenPeriods;
import org.prytany.governance.reading.WrittenTimes;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.testkit.Growth;

/** The host sees for itself whether a text says the times that a plugin reads out of it. */
class TimesInTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two and a half years | 2.5 | YEAR",
        "a year and a half | 1.5 | YEAR",
        "one-and-a-half-month | 1.5 | MONTH",
        "half a year | 0.5 | YEAR",
        "6 1/2 weeks | 6.5 | WEEK",
        "2½ weeks | 2.5 | WEEK",
        "eighteen months | 18 | MONTH",
        "twenty-four-month | 24 | MONTH",
        "six (6) months | 6 | MONTH",
        "a fortnight | 2 | WEEK",
        "two fortnights | 4 | WEEK",
        "a year | 1 | YEAR",
        "a dozen weeks | 12 | WEEK",
        "three to six months | 3 | MONTH",
      })
  void aPeriodIsBorneOutByItsWordsAlone(String words, BigDecimal count, Claim.Unit unit) {
    assertThat(WrittenPeriods.say(words, count, unit)).as(words).isTrue();
    assertThat(WrittenPeriods.say(words, count.add(BigDecimal.TEN), unit)).as(words).isFalse();
    assertThat(WrittenPeriods.say(words, count.add(new BigDecimal("0.3")), unit)).isFalse();
    assertThat(WrittenPeriods.say(words, count, Claim.Unit.SECOND)).as(words).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the end of Q3 2026 | 2026-09-30",
        "end of the second quarter of 2026 | 2026-06-30",
        "end of H1 2026 | 2026-06-30",
        "end of February 2028 | 2028-02-29",
        "end of 2027 | 2027-12-31",
        "year-end 2027 | 2027-12-31",
        "first day of Q2 2026 | 2026-04-01",
        "fifteenth of March 2027 | 2027-03-15",
        "twenty-first of March 2027 | 2027-03-21",
        "13/03/2027 | 2027-03-13",
        "1 to 30 June 2026 | 2026-06-01",
      })
  void aDayIsBorneOutByItsWordsAlone(String words, LocalDate date) {
    assertThat(WrittenTimes.saysDay(words, date)).as(words).isTrue();
    assertThat(WrittenTimes.saysDay(words, date.plusYears(1))).as(words).isFalse();
    assertThat(WrittenTimes.saysDay(words, date.minusMonths(1))).as(words).isFalse();
    assertThat(WrittenTimes.saysDay(words, date.minusDays(2))).as(words).isFalse();
  }

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

  @Test
  void aSettingThatTheWordsDoNotSayIsLeftOut() {
    String text = "Set the voting period to two and a half days.";
    Claim claim = new Claim.Parameter("voting period", "4.5", new Span(0, text.length()));

    Verdict verdict = under(text).set("votingPeriod", "388800").compared(DAO, List.of(claim));

    assertThat(codes(verdict)).contains("CLAIM_NOT_IN_TEXT", "PARAMETER_CONTRADICTED");
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
    BigDecimal more = new BigDecimal(total).multiply(BigDecimal.valueOf(7));
    Claim invented = new Claim.Payment(more, "USDC", Optional.empty(), span);

    assertThat(under(text).pay(USDC, total, ALICE).compared(DAO, List.of(claim)).blocked())
        .isFalse();
    assertThat(
            codes(under(text).pay(USDC, more.toString(), ALICE).compared(DAO, List.of(invented))))
        .contains("CLAIM_NOT_IN_TEXT", "UNMENTIONED_TRANSFER");
  }

  private static List<String> codes(Verdict verdict) {
    return verdict.findings().stream()
        .map(Finding::code)
        .filter(code -> !code.equals("AMOUNT_IS_A_PRODUCT"))
        .toList();
  }
}
