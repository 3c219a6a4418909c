package org.prytany.governance.proposal;

import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.ActStatus;
import org.prytany.spi.ProposalKey;

/**
 * What is asked of all proposals again and again, and is answered without reading any of them
 * whole.
 *
 * @param version of the stored proposal
 * @param contentHash of what was proposed
 * @param actionsHash of its calls
 * @param hasCalls whether it makes any
 * @param block in which it was proposed
 * @param state as last read; empty if never read
 * @param removedByReorg whether its block is no longer part of the chain
 * @param atRest whether nothing follows for it whoever acts here, unless it changes or digests are
 *     made with something else
 * @param digestedWith {@link Digested#madeWith()}; "" without a digest
 * @param minedAt the highest block that shows what became of an act of ours; 0 if none does
 * @param acts how far each act is that it has
 * @param reckoned what became of its duties
 */
public record ProposalSummary(
    ProposalKey key,
    long version,
    String contentHash,
    String actionsHash,
    boolean hasCalls,
    long block,
    Optional<ProposalState> state,
    boolean removedByReorg,
    boolean atRest,
    String digestedWith,
    long minedAt,
    Map<ActKind, ActStatus> acts,
    Map<Reckoned.What, Reckoned.Came> reckoned) {

  /** Newest block first, as lists show them. */
  public static final Comparator<ProposalSummary> NEWEST_FIRST =
      Comparator.comparingLong(ProposalSummary::block)
          .reversed()
          .thenComparing(summary -> summary.key().proposalId());

  public ProposalSummary {
    acts = Map.copyOf(acts);
    reckoned = Map.copyOf(reckoned);
  }

  public static ProposalSummary of(Proposal proposal) {
    Map<ActKind, ActStatus> acts = new EnumMap<>(ActKind.class);
    long mined = 0;
    for (ActKind kind : ActKind.values()) {
      Optional<Act> act = ActSlots.slot(proposal, kind);
      act.ifPresent(its -> acts.put(kind, its.status()));
      mined = Math.max(mined, act.flatMap(Act::outcome).map(ActOutcome::minedAt).orElse(0L));
    }
    return new ProposalSummary(
        proposal.key(),
        proposal.version(),
        proposal.content().contentHash(),
        proposal.content().actionsHash(),
        !proposal.content().targets().isEmpty(),
        proposal.content().block(),
        proposal.chain().map(ChainView::state),
        proposal.removedByReorg(),
        proposal.isAtRest(),
        proposal.digest().map(Digested::madeWith).orElse(""),
        mined,
        acts,
        proposal.reckoned().stream().collect(toMap(Reckoned::what, Reckoned::came)));
  }

  /** Whether it can still be executed. */
  public boolean isUnderWay() {
    return !removedByReorg && !state.map(ProposalState::isFinal).orElse(false);
  }
}
