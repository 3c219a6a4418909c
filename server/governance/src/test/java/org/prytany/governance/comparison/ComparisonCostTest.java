package org.prytany.governance.comparison;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
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
    List<Claim> claims = PlainReader.claims(text.toString());
    return () -> {
      Verdict verdict = calls.compared(Calls.DAO, claims);
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
  void sentences() {
    grows("sentences", i -> "We ask for " + usdc(i), false);
  }
}
