package org.prytany.signerd.guard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.prytany.governance.chain.BlockRef;

/**
 * Whether the same has been said of a nonce for so long, and so often, that no reorg takes it back.
 * Neither one answer nor a clock decides that: it takes the time of this process's own clock that
 * nobody sets, the same time between blocks of the chain, and separate looks in between, at each of
 * which the chain had grown and still had the block of the first one. What is said otherwise
 * meanwhile begins anew, and so does everything when the process starts.
 */
final class Depth {

  /** Longer than any chain that is served takes to be final. */
  static final Duration DEEP = Duration.ofHours(1);

  /** At least so many looks, the first one counted. */
  static final int LOOKS = 12;

  /** At least so far apart: who asks often has not asked for long. */
  static final Duration APART = Duration.ofMinutes(3);

  /** For so long after it was seen first, everything is looked at whenever it matters. */
  static final Duration WATCHED = DEEP.multipliedBy(2);

  private final LongSupplier nanos;
  private final Map<Place, Run> runs = new ConcurrentHashMap<>();

  /** When each was looked at last. */
  private final Map<Place, Long> asked = new ConcurrentHashMap<>();

  /** A nonce of an account. */
  record Place(Purse purse, long nonce) {}

  /** What the endpoints answer in one moment. */
  interface Sight {

    /** The newest block. */
    BlockRef head();

    /** Whether a block is in the chain still. */
    boolean has(BlockRef block);

    /** What a second endpoint says to it. */
    Second second();
  }

  /** What a second endpoint says to what the first one said. */
  enum Second {
    /** The same; or there is none. */
    AGREES,
    /** Something else. */
    CONTRADICTS,
    /** Nothing: that is no yes, and no contradiction. */
    SILENT
  }

  private record Run(String story, BlockRef first, long since, BlockRef last, long at, int looks) {}

  Depth(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * One more look.
   *
   * @param story what is said of the nonce, in words that are the same if it is the same
   * @return whether that is deep
   */
  boolean deep(Place place, String story, Sight sight) {
    long now = nanos.getAsLong();
    asked.put(place, now);
    Run run = runs.get(place);
    if (run == null || !run.story().equals(story)) {
      begin(place, story, sight, now);
      return false;
    }
    BlockRef head = sight.head();
    boolean another =
        now - run.at() >= APART.toNanos()
            && head.number() > run.last().number()
            && head.timestamp() > run.last().timestamp();
    int looks = run.looks() + (another ? 1 : 0);
    boolean enough =
        looks >= LOOKS
            && now - run.since() >= DEEP.toNanos()
            && head.timestamp() - run.first().timestamp() >= DEEP.toSeconds();
    if (!another && !enough) {
      return false;
    }
    if (!sight.has(run.first())) {
      begin(place, story, sight, now);
      return false;
    }
    Second second = sight.second();
    if (second == Second.CONTRADICTS) {
      runs.remove(place);
    }
    if (second != Second.AGREES) {
      return false;
    }
    if (another) {
      runs.put(place, new Run(story, run.first(), run.since(), head, now, looks));
    }
    return enough;
  }

  private void begin(Place place, String story, Sight sight, long now) {
    if (sight.second() == Second.AGREES) {
      BlockRef head = sight.head();
      runs.put(place, new Run(story, head, now, head, now, 1));
    } else {
      runs.remove(place);
    }
  }

  /**
   * Whether a look at a nonce can be of any use now. What has held for long and is not deep all the
   * same waits for the chain to grow or for a second endpoint: it is looked at rarely. What is deep
   * is held against the endpoint for as long again: it may have lied until now.
   */
  boolean due(Place place, boolean isDeep) {
    long now = nanos.getAsLong();
    Run run = runs.get(place);
    if (run == null) {
      return true;
    }
    if (now - run.since() < WATCHED.toNanos()) {
      return true;
    }
    return !isDeep && now - asked.getOrDefault(place, run.at()) >= APART.toNanos();
  }

  /** Forgets the nonces of a chain that nobody asks about any more. */
  void keep(long chainId, Set<Place> places) {
    for (Map<Place, ?> kept : List.of(runs, asked)) {
      kept.keySet()
          .removeIf(place -> place.purse().chainId() == chainId && !places.contains(place));
    }
  }

  /** Nothing is said of a nonce (any more). */
  void forget(Place place) {
    runs.remove(place);
    asked.remove(place);
  }
}
