package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.PrytanyException;

class PeriodBoundsTest {

  private static final Instant NOW = Instant.parse("2026-11-25T16:00:00Z");

  @Test
  void theLastAndTheNextSevenDaysAreMeantWhereNothingIsSaid() {
    assertThat(PeriodBounds.of("", "", NOW))
        .isEqualTo(
            new PeriodBounds(
                Instant.parse("2026-11-18T16:00:00Z"), Instant.parse("2026-12-02T16:00:00Z")));
  }

  @Test
  void theLastDayIsWithinThePeriod() {
    assertThat(PeriodBounds.of("2026-11-01", "2026-11-30", NOW))
        .isEqualTo(
            new PeriodBounds(
                Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z")));
  }

  @Test
  void nonsenseIsRefusedWithWhatToWriteInstead() {
    assertThatThrownBy(() -> PeriodBounds.of("yesterday", "", NOW))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("'from'")
        .hasMessageContaining("2026-11-30");
    assertThatThrownBy(() -> PeriodBounds.of("2026-11-30", "2026-11-01", NOW))
        .hasMessageContaining("ends before it begins");
    assertThatThrownBy(() -> PeriodBounds.of("2020-01-01", "2026-11-01", NOW))
        .hasMessageContaining("400 days");
  }
}
