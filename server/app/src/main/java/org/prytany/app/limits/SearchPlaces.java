package org.prytany.app.limits;

import java.time.Duration;

/**
 * Places for searches and earlier payments, which anybody may ask for and which read many
 * proposals: two are worked on at a time and some wait, so that strangers keep two processors busy
 * at most, and none of the places of digests.
 */
public final class SearchPlaces {

  private static final int AT_A_TIME = 2;
  private static final int WAITING = 20;

  private final Places places = new Places(AT_A_TIME, WAITING, Duration.ofSeconds(20));

  public Places places() {
    return places;
  }
}
