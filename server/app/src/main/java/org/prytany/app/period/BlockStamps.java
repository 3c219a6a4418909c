package org.prytany.app.period;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;

/**
 * When blocks were made in which something happened, as the chain says. A block that is old enough
 * to stay is asked for once, a younger one at most once a moment, and one reader asks a chain at a
 * time. Where the chain does not answer, and for whoever comes while another one asks, the times
 * are reckoned instead, and say so.
 */
public final class BlockStamps {

  /** Knows none: every time is reckoned. */
  public static final Map<Long, Instant> NONE = Map.of();

  private static final int MOST_ASKED = 200;
  private static final int MOST_KEPT = 20_000;

  /** Blocks after which no reorganisation of a chain in use has been seen. */
  private static final long SETTLED = 256;

  /** How long a chain that did not answer is not asked again, so that no reader waits for it. */
  private static final Duration REST = Duration.ofMinutes(1);

  /** How long it counts what a chain said of a block that may still go. */
  private static final Duration YOUNG = Duration.ofSeconds(15);

  private final GovernorLogs logs;
  private final CursorRepository cursors;
  private final Clock clock;
  private final Map<Key, Stamp> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Stamp> eldest) {
          return size() > MOST_KEPT;
        }
      };
  private final Map<Long, Instant> failed = new HashMap<>();
  private final Set<Long> asking = new HashSet<>();

  private record Key(long chainId, long block) {}

  /**
   * What a chain said of a block.
   *
   * @param at when it was made; empty if there was no such block
   * @param until from then on it is asked for again
   */
  private record Stamp(Optional<Instant> at, Instant until) {}

  /**
   * @param cursors how far each chain was read, so that it is known which blocks stay
   */
  public BlockStamps(GovernorLogs logs, CursorRepository cursors, Clock clock) {
    this.logs = logs;
    this.cursors = cursors;
    this.clock = clock;
  }

  /**
   * Times by block number of what happened to these proposals.
   *
   * @param from what happened clearly before it is not asked for
   * @param to what happened clearly after it is not asked for
   */
  public Map<Long, Instant> of(Dao dao, List<Proposal> proposals, Instant from, Instant to) {
    SortedSet<Long> wanted = new TreeSet<>();
    for (Proposal proposal : proposals) {
      BlockTimes reckoned = new BlockTimes(proposal, NONE);
      for (long block : blocks(proposal, reckoned)) {
        if (reckoned.mayLieIn(block, from, to)) {
          wanted.add(block);
        }
      }
    }
    Map<Long, Instant> times = new HashMap<>();
    List<Long> missing = new ArrayList<>();
    Instant now = clock.instant();
    synchronized (this) {
      for (long block : wanted) {
        Stamp stamp = known.get(new Key(dao.chainId(), block));
        if (stamp != null && now.isBefore(stamp.until())) {
          stamp.at().ifPresent(at -> times.put(block, at));
        } else {
          missing.add(block);
        }
      }
    }
    // The newest are read about most.
    missing.subList(0, Math.max(0, missing.size() - MOST_ASKED)).clear();
    if (!missing.isEmpty() && mayAsk(dao, now)) {
      try {
        times.putAll(ask(dao, missing));
      } finally {
        synchronized (this) {
          asking.remove(dao.chainId());
        }
      }
    }
    return times;
  }

  /** Nobody waits for a chain that did not answer a moment ago, or behind somebody else. */
  private synchronized boolean mayAsk(Dao dao, Instant now) {
    Instant last = failed.get(dao.chainId());
    boolean resting = last != null && now.isBefore(last.plus(REST));
    return !resting && asking.add(dao.chainId());
  }

  private Map<Long, Instant> ask(Dao dao, List<Long> missing) {
    List<Optional<BlockRef>> read;
    try {
      read = logs.blocks(dao, missing);
    } catch (PrytanyException e) {
      synchronized (this) {
        failed.put(dao.chainId(), clock.instant());
      }
      return Map.of();
    }
    long settled = head(dao) - SETTLED;
    Instant soon = clock.instant().plus(YOUNG);
    Map<Long, Instant> times = new HashMap<>();
    synchronized (this) {
      for (int i = 0; i < read.size(); i++) {
        long block = missing.get(i);
        Optional<Instant> at = read.get(i).map(its -> Instant.ofEpochSecond(its.timestamp()));
        at.ifPresent(its -> times.put(block, its));
        boolean stays = at.isPresent() && block <= settled;
        known.put(new Key(dao.chainId(), block), new Stamp(at, stays ? Instant.MAX : soon));
      }
    }
    return times;
  }

  /** The last block that intake read: a proposal that is over is not looked at again. */
  private long head(Dao dao) {
    return cursors
        .find(dao.chainId(), dao.governor())
        .filter(cursor -> !cursor.recent().isEmpty())
        .map(cursor -> cursor.recent().getLast().number())
        .orElse(0L);
  }

  private static List<Long> blocks(Proposal proposal, BlockTimes times) {
    List<Long> blocks = new ArrayList<>();
    proposal.ballot().flatMap(BlockStamps::mined).ifPresent(blocks::add);
    proposal.queue().flatMap(BlockStamps::mined).ifPresent(blocks::add);
    proposal.execution().flatMap(BlockStamps::mined).ifPresent(blocks::add);
    proposal
        .receipt()
        .filter(receipt -> receipt.at().isEmpty())
        .map(ExecutionReceipt::block)
        .ifPresent(blocks::add);
    times.blockOf(proposal.content().voteEnd()).ifPresent(blocks::add);
    return blocks;
  }

  private static Optional<Long> mined(Act act) {
    return act.outcome()
        .filter(ActOutcome.Confirmed.class::isInstance)
        .map(ActOutcome.Confirmed.class::cast)
        .map(ActOutcome.Confirmed::block);
  }
}
