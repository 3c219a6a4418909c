package org.prytany.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.spi.Claim;
import org.prytany.testkit.Growth;
import org.prytany.testkit.HostileTexts;

/**
 * The host reads strangers' texts itself: any text is read, and twice the text is twice the work.
 */
class ReadingCostTest {

  /** Long enough that what is done once for a text, however long, is little. */
  private static final int LENGTH = 100_000;

  static Stream<Arguments> units() {
    return HostileTexts.units().entrySet().stream()
        .map(unit -> Arguments.of(unit.getKey(), unit.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("units")
  void twiceTheTextIsTwiceTheWork(String name, String unit) {
    Growth.assertLinear(name, reading(unit, LENGTH / 2), reading(unit, 2 * LENGTH));
  }

  private static Runnable reading(String unit, int length) {
    String text = unit.repeat(length / unit.length());
    return () -> Reading.of(text);
  }

  @Test
  void anyTextIsReadWithEverySpanInsideIt() {
    for (String text : HostileTexts.all()) {
      for (Claim statement : Reading.of(text).statements()) {
        assertThat(statement.span().end()).isBetween(statement.span().start(), text.length());
      }
    }
  }
}
