package org.prytany.governance.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;

/**
 * Reads the last day's blocks again, slowly and without end: whatever an endpoint left out when
 * they were new, it may show now, and nobody else would look there.
 */
final class SecondLook {

  private static final Duration WINDOW = Duration.ofDays(1);

  /** A round begins at most so often. */
  private static final Duration ROUND = Duration.ofMinutes(10);

  /** Pause between two looks of a round. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** So many looks fit into half of the window. */
  private static final long LOOKS = WINDOW.toSeconds() / 2 / PAUSE.toSeconds();

  private static final int MOST_PARTS = 8;
  private static final long USUAL_SECONDS = 12;

  /** Where a chain's time says nothing, so many blocks are a day. */
  private static final long MOST_BLOCKS = 500_000;

  private final GovernorLogs logs;
  private final InstantSource clock;
  private final Map<String, Walk> walks = new ConcurrentHashMap<>();

  /**
   * @param next first block to read next
   * @param last where the round ends
   * @param notBefore of the next look
   * @param began when the round began
   * @param urgent whether something is known to be missing
   * @param rounds how many rounds were ended
   */
  private record Walk(
      long next, long last, Instant notBefore, Instant began, boolean urgent, long rounds) {}

  SecondLook(GovernorLogs logs, InstantSource clock) {
    this.logs = logs;
    this.clock = clock;
  }

  /** What is found in the next few blocks, if it is time for them. */
  List<ProposalContent> look(Dao dao, IntakeCursor cursor, BlockRef head) {
    Instant now = clock.instant();
    Walk walk = walks.computeIfAbsent(key(dao), none -> first(now));
    if (now.isBefore(walk.notBefore())) {
      return List.of();
    }
    if (walk.next() > walk.last()) {
      walk = new Walk(start(dao, cursor, head), head.number(), now, now, false, walk.rounds());
    }
    List<ProposalContent> found = new ArrayList<>();
    try {
      long parts = 1;
      for (long done = 0; done < parts && walk.next() <= walk.last(); done++) {
        Optional<GovernorLogs.Part> part = logs.part(dao, walk.next(), 0, head);
        if (part.isEmpty()) {
          break;
        }
        found.addAll(part.get().found());
        long end = part.get().end().number();
        long size = Math.max(1, end - walk.next() + 1);
        long needed = (walk.last() - end) / size / LOOKS + 1;
        parts = walk.urgent() ? MOST_PARTS : Math.min(MOST_PARTS, needed);
        walk = moved(walk, end + 1, now);
      }
    } catch (PrytanyException e) {
      // What is new must not wait for what was read once: the same blocks come up again.
      walk = moved(walk, walk.next(), now);
    }
    walks.put(key(dao), walk);
    return found;
  }

  /** Begins a round now, which reaches back to a block. */
  void from(Dao dao, long block, BlockRef head) {
    Instant now = clock.instant();
    long rounds = rounds(dao);
    walks.put(key(dao), new Walk(block, head.number(), now, now, true, rounds));
  }

  /** How many rounds were read to their end. */
  long rounds(Dao dao) {
    Walk walk = walks.get(key(dao));
    return walk == null ? 0 : walk.rounds();
  }

  private static Walk first(Instant now) {
    return new Walk(0, -1, now.plus(PAUSE), now, false, 0);
  }

  private static Walk moved(Walk walk, long next, Instant now) {
    boolean ended = next > walk.last();
    Instant round = walk.began().plus(ROUND);
    Instant pause = walk.urgent() ? now : now.plus(PAUSE);
    return new Walk(
        next,
        walk.last(),
        ended && round.isAfter(pause) ? round : pause,
        walk.began(),
        walk.urgent() && !ended,
        walk.rounds() + (ended ? 1 : 0));
  }

  private static long start(Dao dao, IntakeCursor cursor, BlockRef head) {
    long blocks = Math.min(MOST_BLOCKS, blocksIn(WINDOW, cursor.recent()));
    return Math.max(dao.fromBlock(), head.number() - blocks);
  }

  /** How many blocks a chain makes in a time, by the blocks that were read last. */
  static long blocksIn(Duration time, List<BlockRef> recent) {
    if (recent.size() < 2) {
      return time.toSeconds() / USUAL_SECONDS;
    }
    long blocks = recent.getLast().number() - recent.getFirst().number();
    long seconds = Math.max(1, recent.getLast().timestamp() - recent.getFirst().timestamp());
    return Math.min(MOST_BLOCKS, blocks * time.toSeconds() / seconds);
  }

  private static String key(Dao dao) {
    return dao.chainId() + ":" + dao.governor();
  }
}
