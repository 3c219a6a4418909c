package org.prytany.chain.rpc;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How each endpoint's head goes on. One that stands while others go on is not waited for, nor is
 * one that comes to the very blocks that another one showed, and always more than a minute later.
 * One that claims to be far ahead makes nobody stand and nobody late: nobody comes to its blocks.
 */
final class Heads {
  private static final long STANDS_AFTER = Duration.ofMinutes(3).toNanos();
  private static final long LATE = Duration.ofMinutes(1).toNanos();

  /** One that was late once may have had a bad moment. */
  private static final long STEADILY = Duration.ofMinutes(2).toNanos();

  private static final long REMEMBERED = Duration.ofMinutes(15).toNanos();
  private static final int MOST = 1_024;

  private final Map<Integer, Head> heads = new HashMap<>();

  /** Why an endpoint's head is not waited for. */
  enum Pace {
    GOES_ON(""),
    STANDS("stands"),
    STAYS_BEHIND("stays behind by more than a minute");

    private final String words;

    Pace(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** What one endpoint showed. */
  private static final class Head {
    private final Map<String, Long> shownAt = new LinkedHashMap<>();
    private long number = -1;
    private long movedAt;
    private long askedAt;
    private boolean asked;
    private OptionalLong lateSince = OptionalLong.empty();
    private long lateAt;
  }

  /**
   * Notes an endpoint's head.
   *
   * @return whether it is waited for
   */
  synchronized Pace note(int endpoint, long number, String hash, long now) {
    Head head = heads.computeIfAbsent(endpoint, unused -> new Head());
    if (head.number != number) {
      head.number = number;
      head.movedAt = now;
    }
    if (head.shownAt.putIfAbsent(hash, now) == null && head.asked) {
      compare(head, hash, now);
    }
    head.asked = true;
    head.askedAt = now;
    forget(head, now);
    if (now - head.movedAt > STANDS_AFTER) {
      return Pace.STANDS;
    }
    boolean steadily =
        head.lateSince.isPresent()
            && head.lateAt - head.lateSince.getAsLong() >= STEADILY
            && now - head.lateAt < REMEMBERED;
    return steadily ? Pace.STAYS_BEHIND : Pace.GOES_ON;
  }

  /** When it was asked last, it had not come to this block: how long had others had it then? */
  private void compare(Head head, String hash, long now) {
    OptionalLong first =
        heads.values().stream()
            .filter(other -> other != head && other.shownAt.containsKey(hash))
            .mapToLong(other -> other.shownAt.get(hash))
            .min();
    if (first.isEmpty()) {
      return;
    }
    if (head.askedAt - first.getAsLong() <= LATE) {
      head.lateSince = OptionalLong.empty();
      return;
    }
    head.lateSince = OptionalLong.of(head.lateSince.orElse(now));
    head.lateAt = now;
  }

  private static void forget(Head head, long now) {
    Iterator<Long> oldest = head.shownAt.values().iterator();
    while (oldest.hasNext()) {
      long shownAt = oldest.next();
      if (head.shownAt.size() <= MOST && now - shownAt <= REMEMBERED) {
        return;
      }
      oldest.remove();
    }
  }
}
