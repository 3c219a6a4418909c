package org.prytany.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShareTest {

  @Test
  void theIntervalIsWilsons() {
    // 8 of 10: 0.4902 to 0.9433, as published tables have it.
    Share share = new Share(8, 10);

    assertThat(share.value()).isEqualTo(0.8);
    assertThat(share.low()).isCloseTo(0.4902, within(0.0005));
    assertThat(share.high()).isCloseTo(0.9433, within(0.0005));
  }

  @Test
  void nothingKnownIsEverythingPossible() {
    assertThat(new Share(0, 0).low()).isZero();
    assertThat(new Share(0, 0).high()).isEqualTo(1);
    assertThat(new Share(0, 0)).hasToString("none");
  }

  @Test
  void allOfManyIsStillNoCertainty() {
    assertThat(new Share(50, 50).low()).isBetween(0.92, 0.94);
    assertThat(new Share(50, 50).high()).isCloseTo(1, within(1e-9));
  }
}
