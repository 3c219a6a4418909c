package org.prytany.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How often strangers can have this server send a mail. */
class SubscriptionRatesTest {

  private final SubscriptionRates rates =
      new SubscriptionRates(5, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  @Test
  void oneClientMayAskTwiceAMinute() {
    assertThat(rates.ofClient("192.0.2.1")).isEmpty();
    assertThat(rates.ofClient("192.0.2.1")).isEmpty();
    assertThat(rates.ofClient("192.0.2.1"))
        .hasValueSatisfying(
            excess -> {
              assertThat(excess.seconds()).isPositive();
              assertThat(excess.why()).contains("Try again in " + excess.seconds() + " seconds");
            });
    assertThat(rates.ofClient("192.0.2.2")).as("somebody else").isEmpty();
  }

  @Test
  void allTogetherMayAskAsOftenAsTheOperatorSays() {
    for (int client = 0; client < 5; client++) {
      assertThat(rates.ofClient("192.0.2." + client)).isEmpty();
    }
    assertThat(rates.ofClient("192.0.2.99")).isPresent();
  }
}
