package org.prytany.governance.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.governor.Announcements;
import org.prytany.governance.governor.Announcements.Announced;
import org.prytany.governance.governor.Announcements.Part;

/**
 * What a governor announced, read in turns. What is settled is remembered; the last blocks are read
 * each time. Whoever reads holds the lock.
 */
final class ReadAnnouncements {

  /** So many ranges of settled blocks are read in one turn, and as many of the last ones. */
  static final int MOST_PARTS = 25;

  /** After so long no further range is begun in a turn: others wait behind it. */
  static final Duration LONGEST_TURN = Duration.ofSeconds(20);

  /** What lies so many blocks behind is remembered. */
  static final long SETTLED = 128;

  /** After so many turns in a row that left no less to be read, nothing says that it will end. */
  static final int MOST_IN_VAIN = 5;

  private final Announcements announcements;
  private final InstantSource clock;
  private final Dao dao;
  private final Lock lock = new ReentrantLock();
  private final Blocks settled = new Blocks();
  private long left = Long.MAX_VALUE;
  private int vain;

  ReadAnnouncements(Announcements announcements, InstantSource clock, Dao dao) {
    this.announcements = announcements;
    this.clock = clock;
    this.dao = dao;
  }

  /** What was read from the DAO's first block on. */
  static final class Blocks {
    private List<Announced> found = new ArrayList<>();
    private List<Long> changes = new ArrayList<>();
    private boolean whole = true;
    private Optional<BlockRef> end = Optional.empty();

    /** In the chain's order. */
    List<Announced> found() {
      return found;
    }

    /** Blocks in which other code began to answer for the governor. */
    List<Long> changes() {
      return changes;
    }

    /** Whether each announcement could be read. */
    boolean whole() {
      return whole;
    }

    private void add(Part part) {
      found.addAll(part.found());
      changes.addAll(part.changes());
      whole &= part.whole();
      end = Optional.of(part.end());
    }

    private void forget() {
      found = new ArrayList<>();
      changes = new ArrayList<>();
      whole = true;
      end = Optional.empty();
    }

    private Blocks copy() {
      Blocks copy = new Blocks();
      copy.found = new ArrayList<>(found);
      copy.changes = new ArrayList<>(changes);
      copy.whole = whole;
      copy.end = end;
      return copy;
    }
  }

  Lock lock() {
    return lock;
  }

  /** The first block that is not settled and read. */
  long next() {
    return next(settled);
  }

  private long next(Blocks read) {
    return read.end.map(its -> its.number() + 1).orElse(dao.fromBlock());
  }

  /** Notes a turn that did not come to the end; whether reading stands still by now. */
  boolean standsStill(BlockRef at) {
    long now = at.number() - next();
    vain = now < left ? 0 : vain + 1;
    left = now;
    return vain >= MOST_IN_VAIN;
  }

  /** Notes a turn that came to the end. */
  void cameToTheEnd() {
    vain = 0;
    left = Long.MAX_VALUE;
  }

  /** Reads on in settled blocks; whether all of them are read. */
  boolean settle(BlockRef head, int most) {
    return readTo(settled, head.number() - SETTLED, most, end());
  }

  /**
   * All up to a block; empty while there is more to read, or the chain moved meanwhile.
   *
   * @param most ranges of settled blocks, and as many of the last ones
   */
  Optional<Blocks> upTo(BlockRef at, int most) {
    Instant end = end();
    if (!readTo(settled, at.number() - SETTLED, most, end)) {
      return Optional.empty();
    }
    Blocks all = settled.copy();
    boolean whole = readTo(all, at.number(), most, end);
    if (!whole && all.end.isEmpty() && isGone(settled)) {
      settled.forget();
    }
    return Optional.of(all)
        .filter(its -> whole)
        .filter(its -> its.end.filter(last -> last.hash().equals(at.hash())).isPresent());
  }

  private Instant end() {
    return clock.instant().plus(LONGEST_TURN);
  }

  private boolean readTo(Blocks read, long to, int most, Instant end) {
    for (int part = 0; part < most && next(read) <= to; part++) {
      if (!clock.instant().isBefore(end) || !goesOn(read, to)) {
        return false;
      }
    }
    return next(read) > to;
  }

  /**
   * Reads a part. That the block before it is still the chain's is asked afterwards: then both are
   * of one branch.
   */
  private boolean goesOn(Blocks read, long to) {
    Optional<Part> part = announcements.part(dao, next(read), to);
    if (part.isEmpty()) {
      return false;
    }
    if (read.end.isPresent()) {
      BlockRef before = read.end.orElseThrow();
      Optional<BlockRef> now = announcements.block(dao, before.number());
      if (now.filter(its -> its.hash().equals(before.hash())).isEmpty()) {
        // A node that has not come to the block contradicts nothing.
        if (now.isPresent()) {
          read.forget();
        }
        return false;
      }
    }
    read.add(part.orElseThrow());
    return true;
  }

  /** Whether the last block that was read is another one now. */
  private boolean isGone(Blocks read) {
    return read.end
        .filter(
            end ->
                announcements
                    .block(dao, end.number())
                    .filter(now -> !now.hash().equals(end.hash()))
                    .isPresent())
        .isPresent();
  }
}
