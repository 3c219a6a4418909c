package org.prytany.chain.endpoints;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.prytany.chain.rpc.Pauses;

/** A clock that stands until somebody waits. */
final class TurnedClock implements Pauses, InstantSource {
  private long nanos = 1;

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized void pause(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochSecond(1_800_000_000L).plusNanos(nanos());
  }
}
