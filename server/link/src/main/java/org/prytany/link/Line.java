package org.prytany.link;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Lets one through at a time: what is urgent first, else in the order in which they came. */
final class Line {

  private final Queue<Place> waiting =
      new PriorityQueue<>(Comparator.comparing(Place::later).thenComparing(Place::number));
  private long number;
  private boolean taken;

  /**
   * @param later whether what is urgent goes before it
   */
  private record Place(boolean later, long number) {}

  /**
   * Waits for its turn; {@link #leave} ends it.
   *
   * @param patience how long
   * @return whether it came
   */
  synchronized boolean enter(boolean urgent, Duration patience) throws InterruptedException {
    Place place = new Place(!urgent, number++);
    long end = System.nanoTime() + patience.toNanos();
    waiting.add(place);
    try {
      while (taken || !place.equals(waiting.peek())) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        // Rounded up: a wait of 0 is one without end.
        wait(left / 1_000_000 + 1);
      }
      taken = true;
      return true;
    } finally {
      waiting.remove(place);
      notifyAll();
    }
  }

  synchronized void leave() {
    taken = false;
    notifyAll();
  }
}
