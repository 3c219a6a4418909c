package org.prytany.host;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.prytany.bridge.PluginRegistry;
import org.prytany.bridge.PluginRegistry.Snapshot;
import org.prytany.judging.Visible;

/** Tells whether a WAR that was told to start has failed to. */
final class StartWatch {

  // An application whose start failed stays installed.
  private static final Set<String> NOT_RUNNING = Set.of("INSTALLED", "STOPPED");

  /** UTF-16 units of why a plugin could not start. */
  private static final int LONGEST_REASON = 1_000;

  /** What is said of a start that does not end, where an earlier version can run. */
  static final String TOO_SLOW =
      "it has been starting for longer than it may: its constructor, @PostConstruct or start() does"
          + " not return";

  /** So many times the timeout. */
  private static final int STUCK_AFTER = 5;

  private static final String DID_NOT_START =
      "it did not start: see its errors in process/logs/messages.log of the server's plugins-state";
  private static final String NO_PLUGIN =
      "it started, and holds no plugin: no bean of WEB-INF/classes implements a kind of"
          + " org.prytany.spi";

  private final Duration timeout;
  private final InstantSource clock;
  private final Function<String, Optional<String>> serverState;

  /**
   * @param timeout how long the server may know nothing of an application
   * @param serverState what the server says of an application
   */
  StartWatch(
      Duration timeout, InstantSource clock, Function<String, Optional<String>> serverState) {
    this.timeout = timeout;
    this.clock = clock;
    this.serverState = serverState;
  }

  /** Whether the server has been starting it for far longer than a start takes. */
  boolean isStuck(Running one) {
    return one.slow && clock.millis() - one.sinceMillis >= STUCK_AFTER * timeout.toMillis();
  }

  /** Why a start has failed; empty while it goes on. */
  Optional<String> failure(Running one, Snapshot offers) {
    for (PluginRegistry.StartFailure failure : offers.failures()) {
      if (failure.origin().application().equals(one.application)) {
        return Optional.of("it could not start: " + Visible.text(failure.reason(), LONGEST_REASON));
      }
    }
    Optional<String> away = turnedAway(one, offers);
    if (away.isPresent()) {
      return away;
    }
    Optional<String> state = serverState.apply(one.application);
    boolean patient = clock.millis() - one.sinceMillis < timeout.toMillis();
    if (state.equals(Optional.of("STARTING"))) {
      one.seenStarting = true;
      one.slow = !patient;
      return Optional.empty();
    }
    if (state.filter(NOT_RUNNING::contains).isPresent() && (one.seenStarting || !patient)) {
      return Optional.of(DID_NOT_START);
    }
    if (state.equals(Optional.of("STARTED")) && ++one.looksStarted > 2) {
      return Optional.of(NO_PLUGIN);
    }
    return patient ? Optional.empty() : Optional.of(DID_NOT_START);
  }

  /** Why an offer of it was not taken: what it offered besides is then not taken either. */
  static Optional<String> turnedAway(Running one, Snapshot offers) {
    return offers.turnedAway().stream()
        .filter(away -> away.application().equals(one.application))
        .map(away -> "its offer was turned away: " + away.reason())
        .findFirst();
  }
}
