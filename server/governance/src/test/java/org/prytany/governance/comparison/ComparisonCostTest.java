package org.prytany.governance.comparison;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.testkit.Growth;

/** What a comparison costs does not grow faster than text, claims and calls together. */
class ComparisonCostTest {

  private static final int FEW = 250;
  private static final int FILLING = 250;

  private static Address account(int i) {
    return new Address("0x" + "%08x".formatted(0x1000_0000 + i * 7919).repeat(5));
  }

  private static void grows(String name, IntFunction<String> line, boolean named) {
    Runnable once = comparison(FEW, line, named);
    Runnable fourTimes = comparison(4 * FEW, line, named);
    Growth.assertLinear(name, once, fourTimes);
  }

  /** As many lines as payments, about 300 characters each. */
  private static Runnable comparison(int count, IntFunction<String> line, boolean named) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(line.apply(i));
      text.append(named ? " to " + account(i).hex() : "");
      text.append(" for work that is told of here. ".repeat(FILLING / 32)).append('\n');
    }
    Calls calls = Calls.under(text.toString());
    for (int i = 0; i < count; i++) {
      calls.pay(Calls.USDC, Integer.toString(amount(i)), account(i));
    }
    TextCheck check = new TextCheck(ClaimCheck.standard());
    return () -> {
      Verdict verdict = check.compare(Calls.DAO, calls.content(), calls.report(), List.of());
      if (verdict.blocked()) {
        throw new AssertionError(verdict.findings().getFirst().text());
      }
    };
  }

  private static int amount(int i) {
    return 1_000 + 37 * i;
  }

  private static String usdc(int i) {
    return Grouped.of(java.math.BigDecimal.valueOf(amount(i))) + " USDC";
  }

  @Test
  void linesOfAListThatNameTheirPayees() {
    grows("named lines", i -> "- " + usdc(i), true);
  }

  @Test
  void linesOfAListThatNameNobody() {
    grows("nameless lines", i -> "- work " + i + ": " + usdc(i), false);
  }

  @Test
  void accountsThatStandBelowTheirAmounts() {
    grows(
        "accounts below",
        i -> "We pay " + usdc(i) + ".\n\nThe account is " + account(i).hex() + ".\n\n",
        false);
  }

  @Test
  void sentences() {
    grows("sentences", i -> "We ask for " + usdc(i) + ". The fee is the last of it", false);
  }

  /** One line in ten is of a language that is not read, and names an amount of the calls. */
  @Test
  void partsThatAreNotRead() {
    String unread =
        "La asociación que presenta esta propuesta trabaja desde hace años con las comunidades de"
            + " la costa, y los fondos se usan para pagar los talleres de cada semana a los vecinos"
            + " que quieran aprender; se pagan ";
    grows(
        "parts that are not read",
        i -> (i % 10 == 0 ? unread + usdc(i) + ".\n\n" : "") + "We ask for " + usdc(i),
        true);
  }

  /** Java's word boundary and its normalizer walk back over all marks that a letter has. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0301\u0316",
        "\u0301\u200d\u0316",
        "\u0301*\u0316",
        "\u0301<b>\u0316",
        "\u0301\uff9e",
        "&#769;&#790;"
      })
  void marksPiledOnALetter(String marks) {
    Growth.assertLinear("marks", piled(marks, 8_000), piled(marks, 32_000));
  }

  /** Beginnings of lines, of lists and of sentences, and nothing behind them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\n ",
        "\r\n",
        "\n\n- ",
        "-\n",
        "#\n",
        "</p>",
        "<br>",
        "a:\n",
        "Base\n",
        "on Base\n",
        "?\n",
        " ",
        "- ",
        "| ",
        "0 ",
        "/",
        "delay ",
        "the fee is paid 1 ",
        "our wallet is now ",
        "If the ",
        "Timelock\n",
        "☐ a\n",
        "- [ ] a\n- [x] 1\n",
        "<del>",
        "</s>",
        "\n|a"
      })
  void longRuns(String unit) {
    Growth.assertLinear("a run of '" + unit + "'", piled(unit, 8_000), piled(unit, 32_000));
  }

  /** Each of many short rows below one long header, with a contract of the calls in it. */
  @ParameterizedTest
  @ValueSource(strings = {"|Included", "|a", "|Status"})
  void aLongHeaderOfShortRows(String heading) {
    Growth.assertLinear("a long header", headed(heading, 4_000), headed(heading, 16_000));
  }

  /** One amount for everybody: each line says again what every payment is explained by. */
  @Test
  void aPayrollOfEqualParts() {
    Growth.assertLinear("equal parts", payroll(250), payroll(1_000));
  }

  /** Sentences of a header stand over every row, and are looked at once for all of them. */
  @Test
  void aHeaderOfManySentences() {
    Growth.assertLinear(
        "a header of sentences", sentencesOverRows(1_000), sentencesOverRows(4_000));
  }

  private static Runnable sentencesOverRows(int count) {
    return written("| " + "a. ".repeat(count) + "|\n|---|\n" + "|b|\n".repeat(2 * count));
  }

  private static Runnable payroll(int count) {
    StringBuilder text = new StringBuilder("We pay:\n\n");
    IntStream.range(0, count)
        .forEach(i -> text.append("- 100 USDC to ").append(account(i).hex()).append('\n'));
    Calls calls = Calls.under(text.toString());
    IntStream.range(0, count).forEach(i -> calls.pay(Calls.USDC, "100", account(i)));
    TextCheck check = new TextCheck(ClaimCheck.standard());
    return () -> check.compare(Calls.DAO, calls.content(), calls.report(), List.of()).blocked();
  }

  private static Runnable headed(String heading, int length) {
    String header = "|" + account(1).hex() + heading.repeat(length / 2 / heading.length());
    return written(header + "\n" + "|no\n".repeat(length / 8));
  }

  private static Runnable piled(String marks, int length) {
    return written("a" + marks.repeat(length / marks.length()));
  }

  private static Runnable written(String behind) {
    Calls calls =
        Calls.under("We pay 25,000 USDC to " + account(1).hex() + ".\n\n" + behind + "\n")
            .pay(Calls.USDC, "25000", account(1));
    TextCheck check = new TextCheck(ClaimCheck.standard());
    return () -> check.compare(Calls.DAO, calls.content(), calls.report(), List.of()).blocked();
  }
}
