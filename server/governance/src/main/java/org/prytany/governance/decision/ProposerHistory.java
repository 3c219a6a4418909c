package org.prytany.governance.decision;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.Announcements;
import org.prytany.governance.governor.Announcements.Announced;
import org.prytany.governance.governor.Announcements.Part;
import org.prytany.governance.governor.Announcements.Standing;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;

/**
 * What became of what an account proposed before, as the chain has it at one block. It is known
 * only where all that the governor announced was read without a gap up to that block, and each of
 * the account's proposals was asked about at it. No store takes part: what was read before is
 * remembered from the start of the server on, up to a block that is asked for again each time.
 */
final class ProposerHistory {

  /** So many ranges of blocks are read in one turn, two requests each. */
  static final int MOST_PARTS = 25;

  /** Of whom more proposals are there, nobody asks what became of them. */
  static final int MOST_PROPOSALS = 500;

  /** What lies so many blocks behind is remembered. */
  static final long SETTLED = 128;

  private final Announcements announcements;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  ProposerHistory(Announcements announcements) {
    this.announcements = announcements;
  }

  /** What came of looking. */
  sealed interface Answer {

    /** What a rule may be told. */
    default Optional<Circumstances.History> known() {
      return this instanceof Known its ? Optional.of(its.history()) : Optional.empty();
    }

    /** As the chain has it. */
    record Known(Circumstances.History history) implements Answer {}

    /**
     * To be asked again.
     *
     * @param why plain English
     */
    record NotYet(String why) implements Answer {}

    /** Nothing here can tell. */
    record Unknown() implements Answer {}
  }

  /** What a governor announced in blocks that are settled. */
  private static final class Remembered {
    private List<Announced> found = new ArrayList<>();
    private boolean whole = true;
    private Optional<BlockRef> end = Optional.empty();

    long next(Dao dao) {
      return end.map(its -> its.number() + 1).orElse(dao.fromBlock());
    }

    void add(Part part) {
      found.addAll(part.found());
      whole &= part.whole();
      end = Optional.of(part.end());
    }

    void forget() {
      found = new ArrayList<>();
      whole = true;
      end = Optional.empty();
    }

    Remembered copy() {
      Remembered copy = new Remembered();
      copy.found = new ArrayList<>(found);
      copy.whole = whole;
      copy.end = end;
      return copy;
    }
  }

  /**
   * @param at the block of the decision
   */
  Answer of(Dao dao, ProposalContent proposal, BlockRef at) {
    Remembered settled =
        remembered.computeIfAbsent(
            dao.id() + ":" + dao.chainId() + ":" + dao.governor(), any -> new Remembered());
    synchronized (settled) {
      try {
        return read(dao, settled, at)
            .<Answer>map(all -> told(dao, all, proposal, at))
            .orElseGet(() -> new Answer.NotYet(reading(dao, settled, at)));
      } catch (PrytanyException e) {
        return new Answer.NotYet(
            "What its proposer proposed before cannot be read now. " + e.getMessage());
      }
    }
  }

  private static String reading(Dao dao, Remembered settled, BlockRef at) {
    return "What its proposer proposed before is being read: the next block is "
        + settled.next(dao)
        + " of "
        + at.number()
        + ".";
  }

  /** All up to a block; empty while there is more to read, or the chain moved meanwhile. */
  private Optional<Remembered> read(Dao dao, Remembered settled, BlockRef at) {
    long deep = at.number() - SETTLED;
    for (int part = 0; part < MOST_PARTS && settled.next(dao) <= deep; part++) {
      if (!goesOn(dao, settled, deep)) {
        return Optional.empty();
      }
    }
    if (settled.next(dao) <= deep) {
      return Optional.empty();
    }
    Remembered all = settled.copy();
    for (int part = 0; part < MOST_PARTS && all.next(dao) <= at.number(); part++) {
      if (!goesOn(dao, all, at.number())) {
        if (all.end.isEmpty()) {
          settled.forget();
        }
        return Optional.empty();
      }
    }
    return Optional.of(all)
        .filter(its -> its.end.filter(end -> end.hash().equals(at.hash())).isPresent());
  }

  /**
   * Reads a part. That the block before it is still the chain's is asked afterwards: then both are
   * of one branch.
   */
  private boolean goesOn(Dao dao, Remembered read, long to) {
    Optional<Part> part = announcements.part(dao, read.next(dao), to);
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

  private Answer told(Dao dao, Remembered all, ProposalContent proposal, BlockRef at) {
    List<BigInteger> ids = all.found.stream().map(Announced::id).toList();
    int own = ids.indexOf(proposal.key().proposalId());
    Set<BigInteger> distinct = new HashSet<>(ids);
    if (!all.whole || own < 0 || distinct.size() < ids.size()) {
      return new Answer.Unknown();
    }
    Address proposer = all.found.get(own).proposer();
    List<BigInteger> before =
        all.found.subList(0, own).stream()
            .filter(its -> its.proposer().equals(proposer))
            .map(Announced::id)
            .toList();
    if (!proposer.equals(proposal.proposer()) || before.size() > MOST_PROPOSALS) {
      return new Answer.Unknown();
    }
    Optional<Standing> standing = announcements.standing(dao, before, at);
    if (standing.isEmpty()) {
      return new Answer.NotYet("The chain is being reorganised.");
    }
    Map<BigInteger, ProposalState> states = standing.get().states();
    return states.keySet().containsAll(before) && isWhole(dao, distinct, standing.get().counted())
        ? new Answer.Known(
            new Circumstances.History(
                before.size(),
                count(states, ProposalState.EXECUTED),
                count(states, ProposalState.DEFEATED),
                count(states, ProposalState.CANCELED)))
        : new Answer.Unknown();
  }

  /**
   * Whether the governor has no more proposals than were read, as far as it counts them, and none
   * before the first block that was read.
   */
  private boolean isWhole(Dao dao, Set<BigInteger> ids, Optional<BigInteger> counted) {
    BigInteger highest = ids.stream().max(BigInteger::compareTo).orElseThrow();
    BigInteger lowest = ids.stream().min(BigInteger::compareTo).orElseThrow();
    boolean idsAreCounted = counted.filter(count -> highest.compareTo(count) <= 0).isPresent();
    if (!idsAreCounted) {
      BigInteger read = BigInteger.valueOf(ids.size());
      return counted.filter(count -> count.compareTo(read) > 0).isEmpty()
          && announcements.beganWithin(dao);
    }
    boolean withoutGap =
        counted.equals(Optional.of(highest))
            && highest.subtract(lowest).equals(BigInteger.valueOf(ids.size() - 1L));
    return withoutGap && (lowest.equals(BigInteger.ONE) || announcements.beganWithin(dao));
  }

  private static int count(Map<BigInteger, ProposalState> states, ProposalState state) {
    return (int) states.values().stream().filter(state::equals).count();
  }
}
