package org.prytany.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  @Test
  void aClientIsRefusedAfterItsShareAndToldForHowLong() {
    TokenBuckets buckets = new TokenBuckets(3, clock);

    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isEqualTo(20);
    assertThat(buckets.take("b")).isZero();

    now.updateAndGet(at -> at.plus(Duration.ofSeconds(20)));
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  void aClockThatGoesBackGivesNothingAndTakesNothing() {
    TokenBuckets buckets = new TokenBuckets(1, clock);
    assertThat(buckets.take("a")).isZero();
    now.updateAndGet(at -> at.minusSeconds(3600));

    assertThat(buckets.take("a")).isPositive();
  }
}
