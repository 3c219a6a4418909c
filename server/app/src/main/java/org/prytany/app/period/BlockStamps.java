package org.prytany.app.period;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;

/**
 * When blocks were made in which something happened, as the chain says. A block that is old enough
 * to stay is asked for once; where the chain does not answer, the times are reckoned instead, and
 * say so.
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

  private final GovernorLogs logs;
  private final Clock clock;
  private final Map<Key, Instant> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
          return size() > MOST_KEPT;
        }
      };
  private final Map<Long, Instant> failed = new HashMap<>();

  private record Key(long chainId, long block) {}

  public BlockStamps(GovernorLogs logs, Clock clock) {
    this.logs = logs;
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
    long head = 0;
    for (Proposal proposal : proposals) {
      BlockTimes reckoned = new BlockTimes(proposal, NONE);
      for (long block : blocks(proposal, reckoned)) {
        if (reckoned.mayLieIn(block, from, to)) {
          wanted.add(block);
        }
      }
      head = Math.max(head, proposal.chain().map(ChainView::at).map(BlockRef::number).orElse(0L));
    }
    Map<Long, Instant> times = new HashMap<>();
    List<Long> missing = new ArrayList<>();
    synchronized (this) {
      for (long block : wanted) {
        Instant at = known.get(new Key(dao.chainId(), block));
        if (at != null) {
          times.put(block, at);
        } else {
          missing.add(block);
        }
      }
    }
    // The newest are read about most.
    missing.subList(0, Math.max(0, missing.size() - MOST_ASKED)).clear();
    times.putAll(ask(dao, missing, head));
    return times;
  }

  private Map<Long, Instant> ask(Dao dao, List<Long> missing, long head) {
    if (missing.isEmpty() || isResting(dao)) {
      return Map.of();
    }
    Map<Long, Instant> times = new HashMap<>();
    try {
      List<Optional<BlockRef>> read = logs.blocks(dao, missing);
      for (Optional<BlockRef> block : read) {
        block.ifPresent(its -> times.put(its.number(), Instant.ofEpochSecond(its.timestamp())));
      }
    } catch (PrytanyException e) {
      synchronized (this) {
        failed.put(dao.chainId(), clock.instant());
      }
      return Map.of();
    }
    synchronized (this) {
      times.forEach(
          (block, at) -> {
            if (block + SETTLED <= head) {
              known.put(new Key(dao.chainId(), block), at);
            }
          });
    }
    return times;
  }

  private synchronized boolean isResting(Dao dao) {
    Instant last = failed.get(dao.chainId());
    return last != null && clock.instant().isBefore(last.plus(REST));
  }

  private static List<Long> blocks(Proposal proposal, BlockTimes times) {
    List<Long> blocks = new ArrayList<>();
    proposal.ballot().flatMap(BlockStamps::mined).ifPresent(blocks::add);
    proposal.queue().flatMap(BlockStamps::mined).ifPresent(blocks::add);
    proposal.execution().flatMap(BlockStamps::mined).ifPresent(blocks::add);
    proposal.receipt().map(ExecutionReceipt::block).ifPresent(blocks::add);
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
