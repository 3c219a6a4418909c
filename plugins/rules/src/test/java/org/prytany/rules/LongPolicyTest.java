package org.prytany.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.prytany.testkit.LongInputs;
import org.prytany.testkit.SmallStack;

/** A policy's file of any length is read, or refused with the line that is wrong. */
class LongPolicyTest {

  private static final List<String> PLACES =
      List.of(
          "%s",
          "version: 1\nrules:\n%s",
          "version: 1\nrules:\n  - name: a\n    when: %s\n    then: for\n    reason: b\n",
          "version: 1\nrules:\n  - name: a\n    when: 'true'\n    then: for\n    reason: %s\n");

  private static final List<String> UNITS =
      List.of(
          "[",
          "{",
          "- ",
          "a: ",
          "? ",
          "\"",
          "&a ",
          "*a ",
          "!!x ",
          "(",
          "!",
          "-",
          "1+",
          "a.",
          "a && ",
          "[1,",
          "\n  - name: b",
          "| \n",
          "# c\n",
          "true ? 1 : ");

  @Test
  void onLittleStack() throws InterruptedException {
    for (String place : PLACES) {
      LongInputs.assertRead(place, UNITS, UNITS.size(), PolicyException.class, reading(place));
    }
  }

  /** The longest that is read at all: 20,000 characters. */
  @Test
  void theLongestConditionOnLittleStack() throws InterruptedException {
    Policy.read("policy.yaml", PLACES.getLast().replace("%s", "b"));
    for (String unit :
        List.of("(", "!", "-", "1+", "a.", "true && ", "[1,", "true ? 1 : ", "f(", "a[")) {
      String condition = "'" + unit.repeat(19_000 / unit.length()) + "true'";
      Throwable thrown = SmallStack.thrownBy(() -> reading(PLACES.get(2)).accept(condition));
      assertThat(thrown instanceof PolicyException ? null : thrown).as(unit).isNull();
    }
  }

  @Test
  void inTimeThatGrowsWithIt() {
    LongInputs.assertLinear(
        "a policy", List.of("[", "- ", "# c\n"), PolicyException.class, reading(PLACES.getFirst()));
  }

  private static Consumer<String> reading(String place) {
    return text -> Policy.read("policy.yaml", place.replace("%s", text));
  }
}
