package org.prytany.app.limits;

import java.time.Duration;
import java.util.function.Supplier;
import org.prytany.app.limits.Places.Taken;

/**
 * Places for searches and earlier payments, which anybody may ask for and which read many
 * proposals: two are worked on at a time and some wait, so that strangers keep two processors busy
 * at most, and none of the places of digests.
 */
public final class SearchPlaces {

  private static final int AT_A_TIME = 2;
  private static final int WAITING = 20;

  private final Places places = new Places(AT_A_TIME, WAITING, Duration.ofSeconds(20));

  /**
   * Works in a place.
   *
   * @throws org.prytany.app.problem.Busy if too many wait, or there was no place in time
   */
  public <T> T in(Supplier<T> work) {
    Taken place = places.take();
    try {
      return work.get();
    } finally {
      place.close();
    }
  }
}
