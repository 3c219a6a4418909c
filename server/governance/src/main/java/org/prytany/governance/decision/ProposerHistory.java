package org.prytany.governance.decision;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;
import org.prytany.spi.ProposalKey;

/**
 * What became of what an account proposed before, as it is stored now. Whose a proposal is stands
 * in the whole of it alone, so of those that are over it is remembered, and each is read once.
 */
final class ProposerHistory {

  /** How many of a governor's proposals before one are looked through, the newest of them. */
  static final int LOOKED_THROUGH = 500;

  private final ProposalRepository proposals;
  private final InstantSource clock;
  private final Map<ProposalKey, Address> proposers = new ConcurrentHashMap<>();

  ProposerHistory(ProposalRepository proposals, InstantSource clock) {
    this.proposals = proposals;
    this.clock = clock;
  }

  Circumstances.History of(Dao dao, Proposal proposal) {
    Address proposer = proposal.content().proposer();
    List<ProposalSummary> own =
        proposals.summaries(dao.chainId(), dao.governor()).stream()
            .filter(its -> !its.removedByReorg())
            .filter(its -> its.block() < proposal.content().block())
            .limit(LOOKED_THROUGH)
            .filter(its -> proposer(its).filter(proposer::equals).isPresent())
            .toList();
    return new Circumstances.History(
        own.size(),
        count(own, ProposalState.EXECUTED),
        count(own, ProposalState.DEFEATED),
        (int) own.stream().filter(its -> isRejected(dao, its.key())).count());
  }

  private Optional<Address> proposer(ProposalSummary its) {
    Optional<Address> known = Optional.ofNullable(proposers.get(its.key()));
    if (known.isPresent()) {
      return known;
    }
    Optional<Address> read = proposals.find(its.key()).map(found -> found.content().proposer());
    if (its.state().map(ProposalState::isFinal).orElse(false)) {
      read.ifPresent(proposer -> proposers.put(its.key(), proposer));
    }
    return read;
  }

  private static int count(List<ProposalSummary> own, ProposalState state) {
    return (int) own.stream().filter(its -> its.state().equals(Optional.of(state))).count();
  }

  private boolean isRejected(Dao dao, ProposalKey key) {
    return proposals
        .find(key)
        .filter(its -> !ApprovalState.of(dao, its, clock.instant()).rejections().isEmpty())
        .isPresent();
  }
}
