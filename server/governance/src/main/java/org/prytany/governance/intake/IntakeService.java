package org.prytany.governance.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.Transitions;

/**
 * Reads a governor's new proposals and notices when the chain was reorganised. Everything is done
 * before the cursor moves, so a crash makes it read the same blocks again and nothing is skipped.
 */
public final class IntakeService {

  /** Blocks remembered where nothing else is configured. */
  public static final int STANDARD_DEPTH = 96;

  private static final int MOST_REFS_PER_POLL = 32;

  private final GovernorLogs logs;
  private final CursorRepository cursors;
  private final ProposalRepository proposals;
  private final Transitions transitions;
  private final DutyRepository duties;
  private final AuditLog audit;
  private final ProposalEvents events;
  private final InstantSource clock;
  private final int depth;
  private final Quarantine quarantine;
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final ReorgRollback rollback;

  /**
   * @param depth how many blocks behind the head are remembered, at least 64: reorgs up to there
   *     are rewound exactly, deeper ones by reading everything again
   */
  public IntakeService(
      GovernorLogs logs,
      ProposalIds ids,
      CursorRepository cursors,
      ProposalRepository proposals,
      DutyRepository duties,
      AuditLog audit,
      ProposalEvents events,
      InstantSource clock,
      int depth) {
    if (depth < 64) {
      throw new IllegalArgumentException("intake has to remember at least 64 blocks, not " + depth);
    }
    this.logs = logs;
    this.cursors = cursors;
    this.proposals = proposals;
    this.transitions = new Transitions(proposals, events);
    this.duties = duties;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
    this.depth = depth;
    this.quarantine = new Quarantine(ids, audit);
    this.rollback = new ReorgRollback(logs, proposals, transitions, audit);
  }

  /**
   * Reads what is new. Safe to call from several nodes: the cursor moves by compare-and-swap.
   *
   * @throws org.prytany.governance.failure.PrytanyException as GovernorLogs says
   */
  public IntakeResult poll(Dao dao) {
    logs.verify(dao);
    IntakeCursor cursor = cursor(dao);
    Optional<IntakeCursor> rewound = rewound(dao, cursor);
    if (rewound.isPresent()) {
      if (!cursors.compareAndSwap(rewound.get())) {
        return new IntakeResult(0, true, cursor.nextBlock());
      }
      cursor = cursor(dao);
    }
    boolean reorganised = rewound.isPresent();
    BlockRef head = logs.head(dao);
    rollback.unread(dao, head, depth);
    int released = released(dao, head);
    if (head.number() < cursor.nextBlock()) {
      return new IntakeResult(released, reorganised, cursor.nextBlock());
    }
    List<ProposalContent> found =
        logs.proposals(dao, firstToRead(dao, cursor, head), head.number());
    Optional<List<BlockRef>> recent = recent(dao, cursor, head);
    if (recent.isEmpty()) {
      // The chain moved between two answers: what was read may belong to neither branch.
      return new IntakeResult(released, true, cursor.nextBlock());
    }
    int fresh = released;
    for (ProposalContent content : found) {
      if (content.block() < cursor.nextBlock() && isStored(content)) {
        continue;
      }
      if (quarantine.admits(dao, content) && store(dao, content)) {
        fresh++;
      }
    }
    long next = head.number() + 1;
    cursors.compareAndSwap(
        new IntakeCursor(
            dao.chainId(), dao.governor(), cursor.version(), next, recent.orElseThrow()));
    return new IntakeResult(fresh, reorganised, next);
  }

  /**
   * Reads a block again whose proposal was refused: an endpoint that lied or mixed things up may
   * show the honest content now, and nobody else would ever look at that block again.
   */
  private int released(Dao dao, BlockRef head) {
    int fresh = 0;
    Optional<Long> block = quarantine.nextToReadAgain(dao, head.number());
    if (block.isEmpty()) {
      return 0;
    }
    List<ProposalContent> again;
    try {
      again = logs.proposals(dao, block.get(), block.get());
    } catch (PrytanyException e) {
      // An old block may be out of the endpoint's reach: what is new must not wait for it.
      return 0;
    }
    for (ProposalContent content : again) {
      if (quarantine.admits(dao, content) && store(dao, content)) {
        fresh++;
      }
    }
    return fresh;
  }

  /**
   * The first poll of a process reads the last blocks once more: what was refused in them is
   * remembered in memory only.
   */
  private long firstToRead(Dao dao, IntakeCursor cursor, BlockRef head) {
    return begun.add(dao.chainId() + ":" + dao.governor())
        ? Math.min(cursor.nextBlock(), Math.max(dao.fromBlock(), head.number() - depth))
        : cursor.nextBlock();
  }

  private boolean isStored(ProposalContent content) {
    return proposals
        .find(content.key())
        .filter(known -> known.content().contentHash().equals(content.contentHash()))
        .isPresent();
  }

  private IntakeCursor cursor(Dao dao) {
    Optional<IntakeCursor> known = cursors.find(dao.chainId(), dao.governor());
    if (known.isPresent()) {
      return known.get();
    }
    cursors.insert(new IntakeCursor(dao.chainId(), dao.governor(), 1, dao.fromBlock(), List.of()));
    return cursors.find(dao.chainId(), dao.governor()).orElseThrow();
  }

  /**
   * The cursor at the last common block, and everything above it rolled back; empty if no reorg.
   */
  private Optional<IntakeCursor> rewound(Dao dao, IntakeCursor cursor) {
    List<BlockRef> recent = cursor.recent();
    int common = recent.size() - 1;
    while (common >= 0 && !stillThere(dao, recent.get(common))) {
      common--;
    }
    if (common == recent.size() - 1) {
      return Optional.empty();
    }
    long ancestor = common >= 0 ? recent.get(common).number() : dao.fromBlock() - 1;
    audit.append(
        AuditLog.SERVER,
        common >= 0 ? "chain.reorganised" : "chain.reorganised-deeply",
        dao.id(),
        Map.of(
            "commonBlock", Long.toString(ancestor),
            "readUpTo", Long.toString(cursor.nextBlock() - 1)));
    rollback.above(dao, ancestor);
    return Optional.of(
        new IntakeCursor(
            dao.chainId(),
            dao.governor(),
            cursor.version(),
            ancestor + 1,
            recent.subList(0, common + 1)));
  }

  private boolean stillThere(Dao dao, BlockRef ref) {
    return logs.block(dao, ref.number()).map(now -> now.hash().equals(ref.hash())).orElse(false);
  }

  /**
   * The blocks to remember after reading up to {@code head}; empty if they do not fit together. A
   * long way is remembered in steps: a coarser common ancestor only means reading a little more.
   */
  private Optional<List<BlockRef>> recent(Dao dao, IntakeCursor cursor, BlockRef head) {
    List<BlockRef> refs = new ArrayList<>(cursor.recent());
    long first = Math.max(cursor.nextBlock(), head.number() - depth);
    long step = Math.max(1, (head.number() - first) / MOST_REFS_PER_POLL);
    for (long number = first; number < head.number(); number += step) {
      Optional<BlockRef> ref = logs.block(dao, number);
      if (ref.isEmpty() || !fits(refs, ref.get())) {
        return Optional.empty();
      }
      refs.add(ref.get());
    }
    if (!fits(refs, head) || !stillThere(dao, head)) {
      return Optional.empty();
    }
    refs.add(head);
    refs.removeIf(ref -> ref.number() < head.number() - depth);
    return Optional.of(refs);
  }

  private static boolean fits(List<BlockRef> refs, BlockRef next) {
    if (refs.isEmpty()) {
      return true;
    }
    BlockRef last = refs.getLast();
    return last.number() + 1 != next.number() || next.parentHash().equals(last.hash());
  }

  /** Stores one proposal; true if it was not known, or comes back after a reorg. */
  private boolean store(Dao dao, ProposalContent content) {
    boolean inserted = proposals.insert(Proposal.fresh(content));
    boolean changed = inserted;
    if (inserted) {
      events.changed(content.key(), "proposal");
      record("proposal.created", content);
    } else {
      Proposal known = transitions.current(content.key());
      boolean moved =
          known.removedByReorg()
              || !known.content().blockHash().equals(content.blockHash())
              || !known.content().contentHash().equals(content.contentHash());
      if (moved && (displaced(dao, known) || !quarantine.belongs(dao, known.content()))) {
        transitions.apply(
            content.key(), "proposal", current -> Optional.of(moved(current, content)));
        record("proposal.created-again", content);
        changed = true;
      } else if (moved) {
        record("proposal.duplicate-id", content);
      }
    }
    Instant now = clock.instant();
    if (transitions.current(content.key()).verdict().isEmpty()) {
      duties.schedule(
          new Duty(
              content.key(),
              DutyKind.DIGEST,
              now,
              now.plus(Duration.ofDays(1)),
              Optional.empty(),
              now,
              0,
              ""));
    }
    return changed;
  }

  /** Whether the block that the stored proposal came from is gone. */
  private boolean displaced(Dao dao, Proposal known) {
    return known.removedByReorg()
        || !logs.block(dao, known.content().block())
            .map(ref -> ref.hash().equals(known.content().blockHash()))
            .orElse(false);
  }

  /**
   * The proposal as the new block has it. Some governors count their ids, so that another proposal
   * may come back under the same id, and an endpoint may have shown a false one before: then
   * nothing that was made of the old one holds. What people signed is theirs and stays: an approval
   * names the actions that it is for, and a rejection must be there when its content comes back. A
   * vote names nothing but the id, so that one which was signed for the old content would count for
   * the new one: it stays, to be taken back. Queueing and execution name all calls.
   */
  private static Proposal moved(Proposal current, ProposalContent content) {
    if (current.content().contentHash().equals(content.contentHash())) {
      return current.change().content(content).withoutChain().removedByReorg(false).build();
    }
    return Proposal.fresh(content)
        .change()
        .version(current.version())
        .statements(current.statements())
        .ballot(current.ballot().filter(IntakeService::mayBeOnTheChain))
        .build();
  }

  private static boolean mayBeOnTheChain(Act vote) {
    return !vote.settled()
        || vote.outcome().filter(ActOutcome.Confirmed.class::isInstance).isPresent();
  }

  private void record(String act, ProposalContent content) {
    audit.append(
        AuditLog.SERVER,
        act,
        content.key().text(),
        Map.of(
            "contentHash", content.contentHash(),
            "block", Long.toString(content.block()),
            "transaction", content.transactionHash()));
  }

  /**
   * @param fresh number of proposals that are new or came back
   * @param reorganised whether the chain had been reorganised since the last poll
   * @param nextBlock first block not yet read
   */
  public record IntakeResult(int fresh, boolean reorganised, long nextBlock) {}
}
