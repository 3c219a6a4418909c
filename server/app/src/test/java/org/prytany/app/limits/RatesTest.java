package org.prytany.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.prytany.settings.Settings;
import org.prytany.spi.Address;

class RatesTest {

  private static final Address TREASURER =
      new Address("0x00000000000000000000000000000000000000aa");

  private final Rates rates =
      new Rates(
          new Settings.Limits(
              1_200, 120, 1, 1, 3, 1, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
          Clock.fixed(Instant.parse("2026-11-28T09:00:00Z"), ZoneOffset.UTC));

  @Test
  void aFloodFromTheAddressThatATreasurerComesFromLeavesTheTreasurerTheirOwnShare() {
    for (int i = 0; i < 100_000; i++) {
      rates.ofClient("127.0.0.1", i % 2 == 0);
    }

    assertThat(rates.ofClient("127.0.0.1", false)).isPresent();
    for (int i = 0; i < 120; i++) {
      assertThat(rates.ofPerson(TREASURER, false)).isEmpty();
    }
    assertThat(rates.ofPerson(TREASURER, false)).isPresent();
  }

  @Test
  void aRefusalSaysWhoWhatAndHowLong() {
    Rates.Excess excess = rates.ofClient("127.0.0.1", false).orElse(null);
    for (int i = 0; excess == null; i++) {
      excess = rates.ofClient("127.0.0.1", false).orElse(null);
      assertThat(i).isLessThan(1_000);
    }

    assertThat(excess.seconds()).isPositive();
    assertThat(excess.why())
        .contains("127.0.0.1", "120 requests other than reading", "sign in", "seconds");
  }

  @Test
  void aClientHasItsShareOfDraftsAndAllTogetherHaveTenShares() {
    for (int client = 0; client < 10; client++) {
      for (int i = 0; i < 3; i++) {
        assertThat(rates.ofDraft("client " + client)).isEmpty();
      }
      assertThat(rates.ofDraft("client " + client))
          .hasValueSatisfying(
              excess -> assertThat(excess.why()).contains("3 checks of drafts a minute"));
    }
    assertThat(rates.ofDraft("another"))
        .hasValueSatisfying(
            excess -> assertThat(excess.why()).contains("30 checks of drafts a minute"));
    assertThat(rates.ofClient("another", false)).isEmpty();
  }
}
