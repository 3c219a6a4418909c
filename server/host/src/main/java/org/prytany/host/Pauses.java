package org.prytany.host;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the host could not do with a WAR for no fault of the WAR's, and when it tries again. */
final class Pauses {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, Trouble> troubles = new HashMap<>();

  private record Trouble(long untilMillis, String reason) {}

  Pauses(InstantSource clock) {
    this.clock = clock;
  }

  void begin(String sha256, String reason) {
    troubles.put(sha256, new Trouble(clock.millis() + PAUSE.toMillis(), reason));
  }

  void end(String sha256) {
    troubles.remove(sha256);
  }

  /** Whether it is too early to try again. */
  boolean on(String sha256) {
    Trouble trouble = troubles.get(sha256);
    return trouble != null && clock.millis() < trouble.untilMillis();
  }

  /** What went wrong last, in words. */
  Optional<String> reason(String sha256) {
    return Optional.ofNullable(troubles.get(sha256)).map(Trouble::reason);
  }

  void keepOnly(Set<String> hashes) {
    troubles.keySet().retainAll(hashes);
  }
}
