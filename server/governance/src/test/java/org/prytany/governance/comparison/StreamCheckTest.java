package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/** Streams: the amount, and from when to when it can be drawn. */
class StreamCheckTest {

  private static final String TWO_YEARS =
      "stream from 2024-04-08 00:00 UTC to 2026-04-08 00:00 UTC";
  private static final String ASKED = "Alice gets 60,000 USDC, streamed ";
  private static final Pattern PERIOD =
      Pattern.compile("(\\d+)[ -](day|month|year)s?", Pattern.CASE_INSENSITIVE);
  private static final Pattern DAY = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d");

  private static List<String> codes(Verdict verdict, Finding.Severity severity) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::code)
        .toList();
  }

  private static Verdict streamed(String text, String baseUnits, String terms) {
    return judged(text, under(text).claimable(USDC, new BigInteger(baseUnits), ALICE, terms));
  }

  /** With the periods and days that the digest plugin would claim. */
  private static Verdict judged(String text, Calls calls) {
    List<Claim> claims = new ArrayList<>(PlainReader.claims(text));
    Matcher period = PERIOD.matcher(text);
    while (period.find()) {
      claims.add(
          new Claim.Term(
              new BigDecimal(period.group(1)),
              Claim.Unit.valueOf(period.group(2).toUpperCase(Locale.ROOT)),
              new Span(period.start(), period.end())));
    }
    Matcher day = DAY.matcher(text);
    while (day.find()) {
      claims.add(new Claim.Day(LocalDate.parse(day.group()), new Span(day.start(), day.end())));
    }
    return calls.compared(Calls.DAO, claims);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "over 2 years.",
        "for 24 months.",
        "as a 2-year stream.",
        "over 730 days, with a report every 3 months.",
        "from 2024-04-08 until 2026-04-08.",
        "from 2024-04-08 over 2 years.",
        "to Alice starting 2024-04-08 and ending by 2026-04-08.",
        "with 2024-04-08 as its first day, for 2 years.",
      })
  void whatTheTextSaysIsConsistent(String when) {
    Verdict verdict = streamed(ASKED + when, "60000000000", TWO_YEARS);

    assertThat(verdict.blocked()).isFalse();
    assertThat(codes(verdict, Finding.Severity.AMBER)).doesNotContain("STREAM_TIMES_NOT_NAMED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "over 4 years.",
        "for 12 months.",
        "as a 1-year stream.",
        "from 2024-04-08 until 2028-04-08.",
        "from 2023-01-01 over 2 years.",
        "to Alice starting 2023-01-01 for 2 years.",
      })
  void otherTimesAreRed(String when) {
    assertThat(codes(streamed(ASKED + when, "60000000000", TWO_YEARS), Finding.Severity.RED))
        .contains("STREAM_TIMES_CONTRADICTED");
  }

  @Test
  void aDayThatIsOffByWeeksIsAmber() {
    Verdict verdict =
        streamed(ASKED + "from 2024-03-20 until 2026-04-08.", "60000000000", TWO_YEARS);

    assertThat(verdict.blocked()).isFalse();
    assertThat(codes(verdict, Finding.Severity.AMBER)).contains("STREAM_TIMES_CONTRADICTED");
  }

  @Test
  void timesThatTheTextDoesNotNameAreAmber() {
    Verdict verdict =
        streamed("Alice gets 60,000 USDC. The review takes 3 months.", "60000000000", TWO_YEARS);

    assertThat(verdict.blocked()).isFalse();
    assertThat(codes(verdict, Finding.Severity.AMBER)).contains("STREAM_TIMES_NOT_NAMED");
  }

  @Test
  void aListSaysItInItsLines() {
    String list = "- Amount: 60,000 USDC\n- Duration: 4 years\n- Report: every 3 months";

    assertThat(codes(streamed(list, "60000000000", TWO_YEARS), Finding.Severity.RED))
        .containsExactly("STREAM_TIMES_CONTRADICTED");
    assertThat(streamed(list.replace("4 years", "2 years"), "60000000000", TWO_YEARS).blocked())
        .isFalse();
  }

  /** 60,000 USDC in base units, less what two years' seconds do not divide. */
  @ParameterizedTest
  @CsvSource({
    "60000000000,false",
    "59982336000,false",
    "59936927999,true",
    "60000000001,true",
    "600000000000,true",
    "6000000000,true"
  })
  void aDepositIsRoundedDownToWholeUnitsASecond(String baseUnits, boolean blocked) {
    assertThat(streamed(ASKED + "over 2 years.", baseUnits, TWO_YEARS).blocked())
        .isEqualTo(blocked);
  }

  @Test
  void oneRequestPaysOneOfStreamsAndAllowances() {
    String text = ASKED + "over 2 years.";
    for (String terms : List.of("", TWO_YEARS, TWO_YEARS.replace("2024", "2025"))) {
      Calls calls =
          under(text)
              .claimable(USDC, new BigInteger("60000000000"), ALICE, TWO_YEARS)
              .claimable(USDC, new BigInteger("60000000000"), BOB, terms);
      assertThat(judged(text, calls).blocked()).as(terms).isTrue();
    }
    assertThat(
            judged(
                    text,
                    under(text)
                        .claimable(USDC, new BigInteger("60000000000"), ALICE, TWO_YEARS)
                        .pay(USDC, "60000", BOB))
                .blocked())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "per second, 20 decimals, until it is stopped",
        "stream from 2026-04-08 00:00 UTC to 2024-04-08 00:00 UTC",
        "stream from 1 to 115,792 seconds since 1970",
      })
  void termsThatAreNotUnderstoodAreRed(String terms) {
    Verdict verdict = streamed(ASKED + "over 2 years.", "60000000000", terms);

    assertThat(verdict.findings())
        .anyMatch(
            finding ->
                finding.severity() == Finding.Severity.RED && finding.text().contains(terms));
  }

  /** The same two years: at their start, a year later, and long after. */
  @ParameterizedTest
  @CsvSource({"1712534400,false", "1714500000,false", "1744070400,true", "1893456000,true"})
  void whatBeganLongBeforeIsRedUnlessTheTextSaysSo(long proposedAt, boolean blocked) {
    String plain = ASKED + "over 2 years.";
    String dated = ASKED + "from 2024-04-08 over 2 years.";
    for (String text : List.of(plain, dated)) {
      Calls calls =
          under(text)
              .claimable(USDC, new BigInteger("60000000000"), ALICE, TWO_YEARS)
              .proposed(proposedAt);
      Verdict verdict = judged(text, calls);

      assertThat(verdict.blocked()).as(text).isEqualTo(blocked && text.equals(plain));
      assertThat(codes(verdict, Finding.Severity.AMBER).contains("STREAM_BEGAN_BEFORE"))
          .isEqualTo(blocked && text.equals(dated));
    }
  }
}
