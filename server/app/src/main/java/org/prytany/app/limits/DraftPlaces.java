package org.prytany.app.limits;

import java.time.Duration;

/**
 * Places for checks of drafts, which anybody may ask for: one is checked at a time and a few wait,
 * so that strangers keep one processor busy at most, and none of the places of other digests.
 */
public final class DraftPlaces {

  private static final int WAITING = 3;

  private final Places places = new Places(1, WAITING, Duration.ofSeconds(20));

  public Places places() {
    return places;
  }
}
