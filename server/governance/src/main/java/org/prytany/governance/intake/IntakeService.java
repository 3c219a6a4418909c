package org.prytany.governance.intake;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
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

  /** More of them make a reorg's common ancestor finer, and each is a request. */
  private static final int MOST_REFS_PER_POLL = 8;

  /** A long history is read over many polls: the DAO's other work goes on between them. */
  private static final int MOST_PARTS_PER_POLL = 25;

  /** A node that serves logs is rarely further behind than this. */
  private static final Duration READ_AGAIN = Duration.ofMinutes(3);

  private final GovernorLogs logs;
  private final CursorRepository cursors;
  private final AuditLog audit;
  private final int depth;
  private final Quarantine quarantine;
  private final SecondLook secondLook;
  private final Census census;
  private final Confirmation confirmation;
  private final Admission admission;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
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
    Transitions transitions = new Transitions(proposals, events);
    this.audit = audit;
    this.depth = depth;
    this.quarantine = new Quarantine(ids, audit);
    this.secondLook = new SecondLook(logs, clock);
    this.census = new Census(logs, proposals, quarantine, secondLook, audit, clock);
    this.confirmation = new Confirmation(logs, proposals, transitions, quarantine, audit, clock);
    this.admission =
        new Admission(
            logs, proposals, transitions, duties, quarantine, confirmation, audit, events, clock);
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
    BlockRef head = logs.head(dao);
    cursor = notBeyond(dao, cursor, head);
    if (cursor.begun().isEmpty()) {
      cursors.compareAndSwap(cursor.begunAt(head));
      cursor = cursor(dao);
    }
    rollback.unread(dao, head, depth);
    Progress progress =
        new Progress(released(dao, cursor, head), rewound.isPresent(), cursor, true, false);
    for (int part = 0; part < MOST_PARTS_PER_POLL && progress.goesOn(head); part++) {
      progress = readOn(dao, progress, head);
    }
    IntakeCursor reached = progress.cursor();
    int fresh =
        progress.fresh() + admission.store(dao, secondLook.look(dao, reached, head), reached, head);
    if (reached.nextBlock() > head.number()) {
      confirmation.again(dao, head);
      census.take(dao, head);
    }
    tellDoubts(dao);
    tellUnreadable(dao);
    return new IntakeResult(fresh, progress.reorganised(), reached.nextBlock());
  }

  /**
   * The cursor, taken back where it lies far beyond the head: a head that was shown once and never
   * came would keep everything below it unread.
   */
  private IntakeCursor notBeyond(Dao dao, IntakeCursor cursor, BlockRef head) {
    if (cursor.nextBlock() <= head.number() + 1 + depth) {
      return cursor;
    }
    logs.verifyAnew(dao);
    audit.append(
        AuditLog.SERVER,
        "chain.head-never-came",
        dao.id(),
        Map.of(
            "readUpTo", Long.toString(cursor.nextBlock() - 1),
            "head", Long.toString(head.number())));
    IntakeCursor back =
        cursor.at(
            Math.max(dao.fromBlock(), head.number() - depth),
            cursor.recent().stream().filter(ref -> ref.number() < head.number() - depth).toList());
    cursors.compareAndSwap(back);
    return cursor(dao);
  }

  /** The chain's head when this DAO was first looked at; empty before. */
  public Optional<BlockRef> begun(Dao dao) {
    return cursors.find(dao.chainId(), dao.governor()).flatMap(IntakeCursor::begun);
  }

  /** All that can be read was read: what cannot is told, and stops nothing else. */
  private void tellUnreadable(Dao dao) {
    List<String> unreadable = logs.unreadable(dao);
    if (!unreadable.isEmpty()) {
      throw new PrytanyException(
          FailureCode.GOVERNOR_NOT_SERVED,
          "DAO '"
              + dao.id()
              + "': not all of its proposals can be read, since an announcement of its governor "
              + String.join("; another ", unreadable)
              + ". Votes on what cannot be read are people's. If the governor announces proposals"
              + " otherwise since then, start this server again.");
    }
  }

  /** All that is new was read: what the endpoints differ in is told, and stops nothing else. */
  private void tellDoubts(Dao dao) {
    List<String> doubts = logs.doubts(dao);
    for (String doubt : doubts) {
      if (told.add(dao.id() + ": " + doubt)) {
        audit.append(AuditLog.SERVER, "chain.endpoints-differ", dao.id(), Map.of("what", doubt));
      }
    }
    String prefix = dao.id() + ": ";
    told.removeIf(
        text -> text.startsWith(prefix) && !doubts.contains(text.substring(prefix.length())));
    if (!doubts.isEmpty()) {
      throw new PrytanyException(
          FailureCode.CHAIN_ANSWER_INVALID,
          "The RPC endpoints of DAO '"
              + dao.id()
              + "' do not agree: "
              + String.join("; ", doubts)
              + ". Find out which one is right, and take the other one out of rpc-url.");
    }
  }

  /**
   * How far a poll has come.
   *
   * @param first whether it has read nothing yet
   * @param halted whether it cannot go on now: the chain moved, somebody else reads, or there is no
   *     more to be had
   */
  private record Progress(
      int fresh, boolean reorganised, IntakeCursor cursor, boolean first, boolean halted) {

    boolean goesOn(BlockRef head) {
      return !halted && cursor.nextBlock() <= head.number();
    }

    Progress ended() {
      return new Progress(fresh, reorganised, cursor, first, true);
    }
  }

  /** Reads one part and moves the cursor behind it: what was read is read, whatever fails next. */
  private Progress readOn(Dao dao, Progress before, BlockRef head) {
    IntakeCursor cursor = before.cursor();
    Optional<GovernorLogs.Part> shown =
        logs.part(dao, cursor.nextBlock(), again(cursor, head), head);
    if (shown.isEmpty() && before.first()) {
      throw new PrytanyException(
          FailureCode.CHAIN_UNAVAILABLE,
          "The RPC endpoint of DAO '"
              + dao.id()
              + "' has block "
              + head.number()
              + ", but what it shows logs with has not come to block "
              + cursor.nextBlock()
              + ". It is read when it has.");
    }
    if (shown.isEmpty()) {
      return before.ended();
    }
    GovernorLogs.Part part = shown.get();
    Optional<List<BlockRef>> recent = recent(dao, cursor, part.end(), head);
    if (recent.isEmpty()) {
      // The chain moved between two answers: what was read may belong to neither branch.
      return new Progress(before.fresh(), true, cursor, false, true);
    }
    int fresh = before.fresh() + admission.store(dao, part.found(), cursor, head);
    IntakeCursor next = cursor.at(part.end().number() + 1, recent.orElseThrow());
    if (!cursors.compareAndSwap(next)) {
      return new Progress(fresh, before.reorganised(), cursor, false, true);
    }
    return new Progress(fresh, before.reorganised(), cursor(dao), false, false);
  }

  /**
   * How many blocks are read once more. Until a block is as deep as that, it is asked for again and
   * again, and a node that was behind when it was new does no harm.
   */
  private long again(IntakeCursor cursor, BlockRef head) {
    long blocks = Math.max(depth, SecondLook.blocksIn(READ_AGAIN, cursor.recent()));
    return Math.max(0, blocks - (head.number() - cursor.nextBlock()));
  }

  /**
   * Reads a block again whose proposal was refused: an endpoint that lied or mixed things up may
   * show the honest content now, and nobody else would ever look at that block again.
   */
  private int released(Dao dao, IntakeCursor cursor, BlockRef head) {
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
    return admission.store(dao, again, cursor, head);
  }

  private IntakeCursor cursor(Dao dao) {
    Optional<IntakeCursor> known = cursors.find(dao.chainId(), dao.governor());
    if (known.isPresent()) {
      return known.get();
    }
    cursors.insert(IntakeCursor.first(dao));
    return cursors.find(dao.chainId(), dao.governor()).orElseThrow();
  }

  /**
   * The cursor at the last common block, and everything above it rolled back; empty if no reorg.
   */
  private Optional<IntakeCursor> rewound(Dao dao, IntakeCursor cursor) {
    List<BlockRef> recent = cursor.recent();
    int common = recent.size() - 1;
    boolean contradicted = false;
    for (; common >= 0; common--) {
      BlockRef ref = recent.get(common);
      Optional<BlockRef> now = logs.block(dao, ref.number());
      if (now.filter(its -> its.hash().equals(ref.hash())).isPresent()) {
        break;
      }
      // A block that is not there may only not have come to this node: it contradicts nothing.
      contradicted |= now.isPresent();
    }
    if (!contradicted) {
      return Optional.empty();
    }
    // Nothing is taken back on the word of an endpoint that turned into another chain's.
    logs.verifyAnew(dao);
    long ancestor = common >= 0 ? recent.get(common).number() : dao.fromBlock() - 1;
    audit.append(
        AuditLog.SERVER,
        common >= 0 ? "chain.reorganised" : "chain.reorganised-deeply",
        dao.id(),
        Map.of(
            "commonBlock", Long.toString(ancestor),
            "readUpTo", Long.toString(cursor.nextBlock() - 1)));
    rollback.above(dao, ancestor);
    admission.forget(dao);
    return Optional.of(cursor.at(ancestor + 1, recent.subList(0, common + 1)));
  }

  /**
   * The blocks to remember after reading up to {@code end}; empty if they do not fit together. A
   * long way is remembered in steps: a coarser common ancestor only means reading a little more.
   */
  private Optional<List<BlockRef>> recent(
      Dao dao, IntakeCursor cursor, BlockRef end, BlockRef head) {
    List<BlockRef> refs = new ArrayList<>(cursor.recent());
    long deepest = head.number() - depth;
    long first = Math.max(cursor.nextBlock(), deepest);
    long step = Math.max(1, (end.number() - first) / MOST_REFS_PER_POLL);
    List<Long> numbers = new ArrayList<>();
    for (long number = first; number < end.number(); number += step) {
      numbers.add(number);
    }
    for (Optional<BlockRef> ref : logs.blocks(dao, numbers)) {
      if (ref.isEmpty() || !fits(refs, ref.get())) {
        return Optional.empty();
      }
      refs.add(ref.get());
    }
    boolean isHead = end.number() == head.number();
    if (!fits(refs, end) || (isHead && !end.hash().equals(head.hash()))) {
      return Optional.empty();
    }
    refs.add(end);
    refs.removeIf(ref -> ref.number() < deepest);
    return Optional.of(refs);
  }

  private static boolean fits(List<BlockRef> refs, BlockRef next) {
    if (refs.isEmpty()) {
      return true;
    }
    BlockRef last = refs.getLast();
    return last.number() + 1 != next.number() || next.parentHash().equals(last.hash());
  }

  /**
   * @param fresh number of proposals that are new or came back
   * @param reorganised whether the chain had been reorganised since the last poll
   * @param nextBlock first block not yet read
   */
  public record IntakeResult(int fresh, boolean reorganised, long nextBlock) {}
}
