package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.digest.time.TimeGrammar;
import org.prytany.reading.Reading;
import org.prytany.reading.claims.ClaimExtractor;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Claim;

/** How long, and on which day, in whatever words. All texts were written for these tests. */
class TimesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It takes two and a half years. | 2.5 YEAR",
        "It takes a year and a half. | 1.5 YEAR",
        "It takes one year and a half. | 1.5 YEAR",
        "A one-and-a-half-month cliff. | 1.5 MONTH",
        "It takes half a year. | 0.5 YEAR",
        "It takes 6 1/2 weeks. | 6.5 WEEK",
        "It takes 2½ weeks. | 2.5 WEEK",
        "It runs for the next eighteen months. | 18 MONTH",
        "A twenty-four-month lock. | 24 MONTH",
        "A twenty four month lock. | 24 MONTH",
        "It takes one hundred and eighty days. | 180 DAY",
        "It takes six (6) months. | 6 MONTH",
        "It takes 24 (twenty-four) calendar months. | 24 MONTH",
        "It takes twelve calendar months. | 12 MONTH",
        "It lasts a fortnight. | 2 WEEK",
        "It lasts two fortnights. | 4 WEEK",
        "It lasts for a year. | 1 YEAR",
        "It takes 3 to 6 months. | 3 MONTH, 6 MONTH",
        "It takes between one and two years. | 1 YEAR, 2 YEAR",
        "It takes a dozen weeks. | 12 WEEK",
      })
  void aPeriodIsReadHoweverItIsWritten(String text, String expected) {
    assertThat(periods(text)).containsExactly(expected.split(", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It takes six (8) months.",
        "It is due twice a year.",
        "Half the members voted within a week's notice of a year ago.",
        "It is paid in several months.",
        "Three quarters of the members agreed.",
        "See the-talk-about-12-months-of-work for more.",
      })
  void noPeriodIsMadeUp(String text) {
    assertThat(periods(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It runs until the end of Q3 2026. | 2026-09-30",
        "It runs until the end of the second quarter of 2026. | 2026-06-30",
        "It runs until the end of H1 2026. | 2026-06-30",
        "It runs until the end of February 2028. | 2028-02-29",
        "It runs until the end of 2027. | 2027-12-31",
        "It runs until year-end 2027. | 2027-12-31",
        "It starts on the first day of Q2 2026. | 2026-04-01",
        "It starts on the 1st of April, 2027. | 2027-04-01",
        "It starts on the fifteenth of March 2027. | 2027-03-15",
        "It starts on March the 21st, 2027. | 2027-03-21",
        "It starts on 9-Mar-2027. | 2027-03-09",
        "It starts on 2027/03/09. | 2027-03-09",
        "It starts on 13/03/2027. | 2027-03-13",
        "It starts on 03/13/2027. | 2027-03-13",
        "It starts on 2027-03-09T14:00:00Z. | 2027-03-09",
        "From 1 January 2026 to 30 June 2026. | 2026-01-01, 2026-06-30",
        "From 1 to 30 June 2026. | 2026-06-01, 2026-06-30",
        "Between March 1 and April 15, 2026. | 2026-03-01, 2026-04-15",
        "From December 20 to January 5, 2026. | 2026-01-05",
      })
  void aDayIsReadHoweverItIsWritten(String text, String expected) {
    assertThat(days(text)).containsExactly(expected.split(", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "By mid-March 2026.",
        "In Q1 2026 and in March 2026.",
        "Next Monday, tomorrow, within the year.",
        "On 03/04/2026.",
        "On the thirty-first of June 2026.",
        "Towards the end of 2027, or the end of 2027/28.",
        "At the end of fiscal year 2027.",
        "The end of the quarter.",
      })
  void noDayIsGuessed(String text) {
    assertThat(days(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Set the voting period to two and a half days. | voting period | 2.5",
        "The voting delay will be set to three days. | voting delay | 3",
        "Raise the voting period from three days to one week. | voting period | 1",
        "Extend the timelock delay to a day and a half. | timelock delay | 1.5",
      })
  void aSettingMayBeSpelledOut(String text, String name, String value) {
    assertThat(claims(text, Claim.Parameter.class))
        .extracting(parameter -> parameter.name() + " | " + parameter.value())
        .containsExactly(name + " | " + value);
    assertThat(claims(text, Claim.Parameter.class).getFirst().span().of(text) + ".")
        .as("the place holds all the words that say the value")
        .isEqualTo(text);
  }

  @Test
  void aSettingInATableMayBeSpelledOut() {
    String text =
        "Two settings change.\n\n| Parameter | New value |\n|---|---|\n"
            + "| voting period | two and a half days |\n| voting delay | twelve (12) hours |\n";

    assertThat(claims(text, Claim.Parameter.class))
        .extracting(parameter -> parameter.name() + " " + parameter.value())
        .containsExactly("voting period 2.5", "voting delay 12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We ask for 10,000 USDC per month for eighteen months. | 180000",
        "We ask for 10,000 USDC per month for a year and a half. | 180000",
        "We ask for 5,000 USDC monthly over two and a half years. | 150000",
        "We ask for 5,000 USDC per month for six (6) months. | 30000",
        "We ask for two tranches of 25k USDC. | 50000",
        "We pay 3 equal instalments of 10,000 USDC. | 30000",
      })
  void whatIsPaidAgainAndAgainMakesATotal(String text, String total) {
    assertThat(claims(text, Claim.Payment.class))
        .extracting(payment -> payment.amount().toPlainString())
        .hasSize(2)
        .contains(total);
  }

  @Test
  void aRangeOfMonthsMakesNoTotal() {
    assertThat(claims("We ask for 5,000 USDC per month for 3 to 6 months.", Claim.Payment.class))
        .extracting(payment -> payment.amount().toPlainString())
        .containsExactly("5000");
  }

  @Test
  void anAbandonedReadingEndsAndKeepsTheFlag() {
    List<Unit> units = units("It takes two and a half years. ".repeat(50));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> new ClaimExtractor(TimeGrammar.shipped()).claims(units))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      // The flag must not reach the next test.
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void manyThreadsReadTheSameAsOne() throws Exception {
    List<String> texts =
        Stream.iterate(2, n -> n + 1)
            .limit(60)
            .map(
                n ->
                    "It runs for "
                        + n
                        + " ("
                        + n
                        + ") and a half, or "
                        + n
                        + " to 90 weeks, until the end of Q2 20"
                        + (n + 20)
                        + ", six (6) months.")
            .toList();
    List<String> alone = texts.stream().map(text -> claims(text, Claim.class).toString()).toList();
    assertThat(alone).doesNotHaveDuplicates();
    ExecutorService four = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> beside = new ArrayList<>();
      for (String text : texts) {
        beside.add(four.submit(() -> claims(text, Claim.class).toString()));
      }
      for (int i = 0; i < texts.size(); i++) {
        assertThat(beside.get(i).get()).isEqualTo(alone.get(i));
      }
    } finally {
      four.shutdownNow();
    }
  }

  private static List<String> periods(String text) {
    return claims(text, Claim.Term.class).stream()
        .map(term -> term.count().toPlainString() + " " + term.unit())
        .toList();
  }

  private static List<String> days(String text) {
    return claims(text, Claim.Day.class).stream().map(day -> day.date().toString()).toList();
  }

  private static List<Unit> units(String text) {
    return Reading.units(text);
  }

  private static <C extends Claim> List<C> claims(String text, Class<C> kind) {
    return new ClaimExtractor(TimeGrammar.shipped())
        .claims(units(text)).stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
