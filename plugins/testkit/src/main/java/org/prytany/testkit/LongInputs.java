package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Texts of 1 KB to 4 MB, of one thing over and over, for whatever reads what strangers or operators
 * write: none of them ends a thread with a quarter of a megabyte of stack, and four times the text
 * is four times the work.
 */
public final class LongInputs {

  private static final int LEAST = 1_024;
  private static final int MOST = 4_194_304;
  private static final int ONCE = 32_768;

  private LongInputs() {}

  /**
   * Reads on little stack.
   *
   * @param reader its name, for the failure
   * @param units what is repeated
   * @param runs how many texts
   * @param refusal what the reader may throw
   * @param reading what reads
   */
  public static void assertRead(
      String reader,
      List<String> units,
      int runs,
      Class<? extends Exception> refusal,
      Consumer<String> reading)
      throws InterruptedException {
    Random random = new Random(reader.hashCode());
    for (int run = 0; run < runs; run++) {
      String unit = units.get(run % units.size());
      // Few are long: what ends a thread with little stack seldom needs a megabyte.
      double size = Math.pow(random.nextDouble(), 3);
      int length = (int) (LEAST * Math.pow((double) MOST / LEAST, size));
      String text = unit.repeat(length / unit.length());
      Throwable thrown = SmallStack.thrownBy(() -> reading.accept(text));
      assertThat(refusal.isInstance(thrown) ? null : thrown)
          .as("%s of '%s', %d characters", reader, unit, length)
          .isNull();
    }
  }

  /** As {@link Growth}, for each unit; what is refused counts, too. */
  public static void assertLinear(
      String reader,
      List<String> units,
      Class<? extends Exception> refusal,
      Consumer<String> reading) {
    for (String unit : units) {
      Growth.assertLinear(
          reader + " of '" + unit + "'",
          reading(unit, ONCE, refusal, reading),
          reading(unit, 4 * ONCE, refusal, reading));
    }
  }

  private static Runnable reading(
      String unit, int length, Class<? extends Exception> refusal, Consumer<String> reading) {
    String text = unit.repeat(length / unit.length());
    return () -> {
      try {
        reading.accept(text);
      } catch (RuntimeException e) {
        if (!refusal.isInstance(e)) {
          throw e;
        }
      }
    };
  }
}
