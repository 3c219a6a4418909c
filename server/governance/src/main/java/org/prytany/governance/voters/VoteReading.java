package org.prytany.governance.voters;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.intake.IntakeCursor;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;

/**
 * Reads votes behind intake, one range a turn, and only in blocks that are too deep to be
 * reorganised. What was read is stored before the cursor moves, so a crash makes it read the same
 * blocks again, and a log is stored once whoever reads it. Where the chain is another one than it
 * was, a new era begins, and votes of eras before are shown to nobody.
 */
public final class VoteReading {

  /** All is read: while people vote, a block is deep enough only after minutes anyway. */
  private static final Duration WHILE_OPEN = Duration.ofMinutes(5);

  private static final Duration WHILE_NOTHING_IS = Duration.ofMinutes(30);

  private final VoteLogs votes;
  private final GovernorLogs logs;
  private final CursorRepository intake;
  private final ProposalRepository proposals;
  private final VoteRepository kept;
  private final InstantSource clock;
  private final Depth depth;
  private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

  /** How many blocks behind the newest one a chain's blocks are settled. */
  public interface Depth {
    long of(long chainId);
  }

  public VoteReading(
      VoteLogs votes,
      GovernorLogs logs,
      CursorRepository intake,
      ProposalRepository proposals,
      VoteRepository kept,
      InstantSource clock,
      Depth depth) {
    this.votes = votes;
    this.logs = logs;
    this.intake = intake;
    this.proposals = proposals;
    this.kept = kept;
    this.clock = clock;
    this.depth = depth;
  }

  /**
   * Reads one range, if it is time for that. Safe to call from several nodes.
   *
   * @return the number of votes that were not known before
   * @throws org.prytany.governance.failure.PrytanyException as GovernorLogs and VoteLogs say
   */
  public int turn(Dao dao) {
    if (clock.instant().isBefore(notBefore.getOrDefault(dao.id(), Instant.MIN))) {
      return 0;
    }
    Optional<IntakeCursor> read = intake.find(dao.chainId(), dao.governor());
    List<ProposalSummary> all = proposals.summaries(dao.chainId(), dao.governor());
    Optional<Long> first = all.stream().map(ProposalSummary::block).min(Comparator.naturalOrder());
    if (read.isEmpty() || first.isEmpty()) {
      return 0;
    }
    long head = logs.head(dao).number();
    long settled = head - depth.of(dao.chainId());
    if (read.get().nextBlock() <= settled) {
      // Proposals come first.
      return 0;
    }
    VoteCursor cursor = cursor(dao, first.get(), head);
    if (cursor.next() > settled) {
      rest(dao, all);
      return 0;
    }
    return votes
        .part(dao, cursor.next(), settled)
        .map(part -> keep(dao, cursor, part, settled, all))
        .orElse(0);
  }

  private int keep(
      Dao dao, VoteCursor cursor, VoteLogs.Part part, long settled, List<ProposalSummary> all) {
    int fresh = 0;
    for (VoteLog vote : part.found()) {
      fresh += kept.insert(vote, cursor.era()) ? 1 : 0;
    }
    if (!kept.compareAndSwap(cursor.at(part.end()))) {
      forgetWhatIsGone(dao);
    }
    if (part.end().number() >= settled) {
      rest(dao, all);
    }
    return fresh;
  }

  /** Another node may have found meanwhile that what was read here is of a branch that is gone. */
  private void forgetWhatIsGone(Dao dao) {
    kept.cursor(dao.chainId(), dao.governor())
        .ifPresent(now -> kept.forget(dao.chainId(), dao.governor(), now.era()));
  }

  private VoteCursor cursor(Dao dao, long first, long head) {
    Optional<VoteCursor> known = kept.cursor(dao.chainId(), dao.governor());
    if (known.isEmpty()) {
      kept.insert(VoteCursor.first(dao.chainId(), dao.governor(), first));
    } else if (isGone(dao, known.get(), head)) {
      // Nothing is dropped on the word of an endpoint that turned into another chain's.
      logs.verifyAnew(dao);
      // The era first: whoever still reads the other branch stores what nobody is shown.
      kept.compareAndSwap(known.get().anew(first));
      forgetWhatIsGone(dao);
    } else if (first < known.get().from()) {
      // A proposal was found late: there may have been votes on it.
      kept.compareAndSwap(known.get().again(first));
    }
    return kept.cursor(dao.chainId(), dao.governor()).orElseThrow();
  }

  /**
   * Whether the chain has another block where reading ended: it was reorganised deeper than anybody
   * expected, or is a development chain that began anew. How deep is not known, so nothing holds.
   */
  private boolean isGone(Dao dao, VoteCursor cursor, long head) {
    if (depth.of(dao.chainId()) == 0 && cursor.end().filter(it -> it.number() > head).isPresent()) {
      return true;
    }
    return cursor
        .end()
        .flatMap(end -> logs.block(dao, end.number()).map(now -> !now.hash().equals(end.hash())))
        .orElse(false);
  }

  private void rest(Dao dao, List<ProposalSummary> all) {
    if (depth.of(dao.chainId()) == 0) {
      // What settles at once is read at once.
      return;
    }
    boolean open =
        all.stream().anyMatch(its -> its.state().equals(Optional.of(ProposalState.ACTIVE)));
    notBefore.put(dao.id(), clock.instant().plus(open ? WHILE_OPEN : WHILE_NOTHING_IS));
  }

  /** The last block that was read; empty before. */
  public Optional<BlockRef> readTo(Dao dao) {
    return kept.cursor(dao.chainId(), dao.governor()).flatMap(VoteCursor::end);
  }
}
