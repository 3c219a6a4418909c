package org.prytany.reading.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.reading.Reading;
import org.prytany.spi.Claim;
import org.prytany.testkit.Growth;

/** How long, in whatever words, without a grammar. All texts were written for these tests. */
class PlainPeriodsTest {

  private static List<String> periods(String text) {
    return Reading.of(text).statements().stream()
        .filter(Claim.Term.class::isInstance)
        .map(Claim.Term.class::cast)
        .map(term -> term.count().toPlainString() + " " + term.unit())
        .toList();
  }

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
        "It takes six full months. | 6 MONTH",
        "It lasts a fortnight. | 2 WEEK",
        "It lasts two fortnights. | 4 WEEK",
        "It lasts for a year. | 1 YEAR",
        "It takes 3 to 6 months. | 3 MONTH, 6 MONTH",
        "It takes 3-6 months. | 3 MONTH, 6 MONTH",
        "It takes between one and two years. | 1 YEAR, 2 YEAR",
        "It takes a dozen weeks. | 12 WEEK",
        "It takes 90 days. | 90 DAY",
        "It takes 50,400 blocks. | 50400 BLOCK",
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
        "We ask for 10,000 USDC per month for eighteen months. | 180000",
        "We ask for 10,000 USDC per month for a year and a half. | 180000",
        "We ask for 5,000 USDC monthly over two and a half years. | 150000",
        "We ask for 5,000 USDC per month for six (6) months. | 30000",
      })
  void whatIsPaidAgainAndAgainMakesATotal(String text, String total) {
    assertThat(
            Reading.of(text).statements().stream()
                .filter(Claim.Payment.class::isInstance)
                .map(payment -> ((Claim.Payment) payment).amount().toPlainString()))
        .hasSize(2)
        .contains(total);
  }

  @Test
  void theWorkGrowsWithTheText() {
    for (String part :
        List.of("one ", "and a half ", "for a year ", "two hundred and ", "6 1/2 ", "six (6) ")) {
      String once = part.repeat(400) + " months";
      String fourTimes = part.repeat(1_600) + " months";
      PlainPeriods reader = new PlainPeriods();
      Growth.assertLinear(part, () -> reader.read(once), () -> reader.read(fourTimes));
    }
  }
}
