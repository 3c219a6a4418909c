package org.prytany.chain.writes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurroundingsTest {

  @Test
  void onlyWhatIsReachedCounts() {
    assertThat(Surroundings.asked("0x3200", true)).containsExactly("who sends the transaction");
    // Data of a PUSH2, and bytes behind a STOP.
    assertThat(Surroundings.asked("0x61323200", true)).isEmpty();
    assertThat(Surroundings.asked("0x0032", true)).isEmpty();
    // A jump may lead behind a STOP.
    assertThat(Surroundings.asked("0x005b3a", true)).containsExactly("the price of gas");
    // Time is asked for by half of all tokens, and changes with every simulation.
    assertThat(Surroundings.asked("0x424300", true)).isEmpty();
  }

  @Test
  void sizesOfCodeCountWhereTheyAreNotKept() {
    assertThat(Surroundings.asked("0x3b00", true)).isEmpty();
    assertThat(Surroundings.asked("0x3b00", false)).containsExactly("other accounts' code");
  }

  @Test
  void gasMayBeHandedOnAndNotLookedAt() {
    assertThat(Surroundings.asked("0x5af100", true)).isEmpty();
    assertThat(Surroundings.asked("0x5af4", true)).isEmpty();
    assertThat(Surroundings.asked("0x5a57", true)).containsExactly("the gas that is left");
    assertThat(Surroundings.asked("0x5a", true)).containsExactly("the gas that is left");
  }

  @Test
  void codeThatLiesElsewhereIsNotRead() {
    assertThat(Surroundings.asked("0xef0100" + "11".repeat(20), true))
        .containsExactly("code that lies elsewhere");
  }

  @Test
  void aPushThatIsCutShortEnds() {
    assertThat(Surroundings.asked("0x7f32", true)).isEmpty();
  }
}
