package org.prytany.governance.line;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.Reckoned;
import org.prytany.governance.proposal.Reckoned.Came;
import org.prytany.governance.proposal.Reckoned.What;
import org.prytany.governance.proposal.Transitions;
import org.prytany.spi.Address;

/**
 * Says of each vote and each payout whether it was met, missed or dropped, and why, once it can be
 * said. It is stored with the proposal by compare-and-swap: neither a restart nor another server
 * counts it again, and what a reorg opened again is reckoned anew.
 */
public final class Reckoning {

  private static final String NOTHING_KNOWN =
      "Nothing is stored about why: this server did not run, or reached neither the chain nor its"
          + " store, while there was time.";

  private final Transitions transitions;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Pace pace;

  /** What last kept each DAO's duties from being looked at; forgotten with the process. */
  private final Map<String, String> troubles = new ConcurrentHashMap<>();

  public Reckoning(Transitions transitions, AuditLog audit, InstantSource clock, Pace pace) {
    this.transitions = transitions;
    this.audit = audit;
    this.clock = clock;
    this.pace = pace;
  }

  void note(long chainId, Address governor, String trouble) {
    troubles.put(name(chainId, governor), "Last trouble, at " + clock.instant() + ": " + trouble);
  }

  private static String name(long chainId, Address governor) {
    return chainId + ":" + governor;
  }

  /** The part of a duty that is counted; empty for what nobody outside waits for. */
  static Optional<What> what(DutyKind kind) {
    return switch (kind) {
      case DECIDE, VOTE -> Optional.of(What.VOTE);
      case QUEUE, EXECUTE -> Optional.of(What.PAYOUT);
      case DIGEST, RECEIPT -> Optional.empty();
    };
  }

  /**
   * Stores what can be said now.
   *
   * @param begun the chain's head when this DAO was first looked at; what was over by then was
   *     never due here
   * @param open duties that are open, by id: they know what stood in the way last
   * @return the proposal as it now stands
   */
  Proposal reckon(Dao dao, Proposal proposal, Optional<BlockRef> begun, Map<String, Duty> open) {
    if (proposal.removedByReorg() || proposal.chain().isEmpty() || begun.isEmpty()) {
      return proposal;
    }
    Map<DutyKind, String> problems = new EnumMap<>(DutyKind.class);
    for (DutyKind kind : DutyKind.values()) {
      Optional.ofNullable(open.get(kind + ":" + proposal.key().text()))
          .map(duty -> DutyWorker.withoutLate(duty.lastProblem()))
          .filter(problem -> !problem.isEmpty())
          .ifPresent(problem -> problems.put(kind, problem));
    }
    var counting =
        new Counting(
            dao,
            begun.get(),
            pace,
            clock.instant(),
            problems,
            troubles.getOrDefault(name(dao.chainId(), dao.governor()), NOTHING_KNOWN));
    List<Reckoned> wanted = counting.of(proposal);
    if (wanted.equals(proposal.reckoned())) {
      return proposal;
    }
    for (Reckoned fresh : wanted) {
      if (fresh.came() == Came.MISSED && !proposal.reckoned().contains(fresh)) {
        audit.append(
            AuditLog.SERVER,
            fresh.what().name().toLowerCase(Locale.ROOT) + ".missed",
            proposal.key().text(),
            Map.of(
                "reason", fresh.reason(),
                "state", proposal.chain().orElseThrow().state().name(),
                "contentHash", proposal.content().contentHash()));
      }
    }
    return transitions.apply(
        proposal.key(),
        "reckoned",
        current -> {
          List<Reckoned> now =
              current.removedByReorg() || current.chain().isEmpty()
                  ? current.reckoned()
                  : counting.of(current);
          return now.equals(current.reckoned())
              ? Optional.empty()
              : Optional.of(current.change().reckoned(now).build());
        });
  }
}
