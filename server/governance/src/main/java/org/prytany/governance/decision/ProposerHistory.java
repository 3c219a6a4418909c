package org.prytany.governance.decision;

import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.Announcements;
import org.prytany.governance.governor.Announcements.Announced;
import org.prytany.governance.governor.Announcements.Code;
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
  private static final System.Logger LOG = System.getLogger(ProposerHistory.class.getName());

  /** Of whom more proposals are there, nobody asks what became of them. */
  static final int MOST_PROPOSALS = 500;

  /** So many ranges of blocks are read where there is little time. */
  static final int MOST_HURRIED = 3;

  /** No governor counts further, and no hash is as small. */
  private static final int COUNTED_BITS = 64;

  private final Announcements announcements;
  private final InstantSource clock;
  private final Map<String, ReadAnnouncements> read = new ConcurrentHashMap<>();

  ProposerHistory(Announcements announcements, InstantSource clock) {
    this.announcements = announcements;
    this.clock = clock;
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
     * @param standsStill whether a few turns in a row left no less to be read
     */
    record NotYet(String why, boolean standsStill) implements Answer {}

    /**
     * Nothing here can tell.
     *
     * @param why plain English
     */
    record Unknown(String why) implements Answer {}

    /** Why it is not known; empty where it is. */
    default Optional<String> reason() {
      return switch (this) {
        case Known known -> Optional.empty();
        case NotYet notYet -> Optional.of(notYet.why());
        case Unknown unknown -> Optional.of(unknown.why());
      };
    }
  }

  /** Reads settled blocks for a turn, so that less is left to read when somebody asks. */
  void ahead(Dao dao, BlockRef head) {
    ReadAnnouncements its = of(dao);
    if (its.lock().tryLock()) {
      try {
        its.settle(head, ReadAnnouncements.MOST_PARTS);
      } catch (PrytanyException e) {
        // Whoever asks is told.
        LOG.log(Level.DEBUG, "Reading ahead stopped.", e);
      } finally {
        its.lock().unlock();
      }
    }
  }

  /**
   * @param at the block of the decision
   * @param hurried whether there is time only for what came last
   */
  Answer of(Dao dao, ProposalContent proposal, BlockRef at, boolean hurried) {
    ReadAnnouncements its = of(dao);
    if (!its.lock().tryLock()) {
      return new Answer.NotYet(
          "What was proposed before is being read for another proposal just now.", false);
    }
    try {
      Answer answer =
          its.upTo(at, hurried ? MOST_HURRIED : ReadAnnouncements.MOST_PARTS)
              .map(all -> told(dao, all, proposal, at))
              .orElseGet(() -> new Answer.NotYet(reading(its, at), its.standsStill(at)));
      if (!(answer instanceof Answer.NotYet)) {
        its.cameToTheEnd();
      }
      return answer;
    } catch (PrytanyException e) {
      String why = "What its proposer proposed before cannot be read now. " + e.getMessage();
      return e.code() == FailureCode.CHAIN_ANSWER_INVALID
          ? new Answer.Unknown(why)
          : new Answer.NotYet(why, its.standsStill(at));
    } finally {
      its.lock().unlock();
    }
  }

  private ReadAnnouncements of(Dao dao) {
    return read.computeIfAbsent(
        dao.id() + ":" + dao.chainId() + ":" + dao.governor() + ":" + dao.fromBlock(),
        any -> new ReadAnnouncements(announcements, clock, dao));
  }

  private static String reading(ReadAnnouncements its, BlockRef at) {
    return "What its proposer proposed before is being read: the next block is "
        + its.next()
        + " of "
        + at.number()
        + ".";
  }

  private Answer told(
      Dao dao, ReadAnnouncements.Blocks all, ProposalContent proposal, BlockRef at) {
    List<BigInteger> ids = all.found().stream().map(Announced::id).toList();
    int own = ids.indexOf(proposal.key().proposalId());
    Set<BigInteger> distinct = new HashSet<>(ids);
    if (!all.whole()) {
      return new Answer.Unknown("The governor has an announcement that cannot be read.");
    }
    if (own < 0 || distinct.size() < ids.size()) {
      return new Answer.Unknown("The chain shows this announcement not at all, or one twice.");
    }
    Address proposer = all.found().get(own).proposer();
    List<BigInteger> before =
        all.found().subList(0, own).stream()
            .filter(its -> its.proposer().equals(proposer))
            .map(Announced::id)
            .toList();
    if (!proposer.equals(proposal.proposer())) {
      return new Answer.Unknown("The chain names another account as its proposer.");
    }
    if (before.size() > MOST_PROPOSALS) {
      return new Answer.Unknown("The account has more than " + MOST_PROPOSALS + " earlier ones.");
    }
    Optional<Standing> standing = announcements.standing(dao, before, at);
    if (standing.isEmpty()) {
      return new Answer.NotYet("The chain is being reorganised.", false);
    }
    Map<BigInteger, ProposalState> states = standing.get().states();
    if (!states.keySet().containsAll(before)) {
      return new Answer.Unknown("The governor does not know a proposal that was announced.");
    }
    return missing(dao, all.changes(), distinct, standing.get())
        .<Answer>map(Answer.Unknown::new)
        .orElseGet(
            () ->
                new Answer.Known(
                    new Circumstances.History(
                        before.size(),
                        count(states, ProposalState.EXECUTED),
                        count(states, ProposalState.DEFEATED),
                        count(states, ProposalState.CANCELED))));
  }

  /** Why the governor may have announced more than was read; empty where it cannot have. */
  private Optional<String> missing(
      Dao dao, List<Long> changes, Set<BigInteger> ids, Standing standing) {
    BigInteger lowest = ids.stream().min(BigInteger::compareTo).orElseThrow();
    BigInteger highest = ids.stream().max(BigInteger::compareTo).orElseThrow();
    BigInteger read = BigInteger.valueOf(ids.size());
    if (standing.code() == Code.CHANGEABLE && !isFirst(dao, changes)) {
      return Optional.of(
          "The governor's code may have been another one before, which announced in another way.");
    }
    if (isCounted(lowest) != isCounted(highest)) {
      return Optional.of("Some of the governor's ids are counted, and some are not.");
    }
    boolean counts =
        isCounted(highest)
            ? highest.subtract(lowest).add(BigInteger.ONE).equals(read)
                && standing.counted().equals(Optional.of(highest))
            : standing.counted().map(read::equals).orElse(standing.code() == Code.UNCOUNTING);
    if (!counts) {
      return Optional.of(
          "The governor's own count of proposals does not show that all of them were read.");
    }
    return lowest.equals(BigInteger.ONE) || announcements.isAbsentBefore(dao, dao.fromBlock())
        ? Optional.empty()
        : Optional.of(
            "The governor may have announced proposals before from-block "
                + dao.fromBlock()
                + ", or the endpoint does not say whether it was there.");
  }

  /** Whether the code that answers for a governor is that with which it was made. */
  private boolean isFirst(Dao dao, List<Long> changes) {
    return changes.size() == 1 && announcements.isAbsentBefore(dao, changes.getFirst());
  }

  private static boolean isCounted(BigInteger id) {
    return id.bitLength() <= COUNTED_BITS;
  }

  private static int count(Map<BigInteger, ProposalState> states, ProposalState state) {
    return (int) states.values().stream().filter(state::equals).count();
  }
}
