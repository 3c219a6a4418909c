package org.prytany.governance.execution;

import java.util.Optional;
import java.util.Set;
import org.prytany.governance.act.Mandate;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.tally.GovernorReader;
import org.prytany.governance.tally.GovernorReader.LifecycleEvent;

/**
 * What queueing and execution share: they are read back whoever did them, and they stop when the
 * proposal's content, its place on the chain or the executing account is another one.
 */
public abstract class TimelockMandate implements Mandate {

  private static final Set<ProposalState> PAST_QUEUE =
      Set.of(ProposalState.QUEUED, ProposalState.EXECUTED, ProposalState.EXPIRED);

  private final GovernorReader reader;
  protected final Dao dao;
  protected final Proposal proposal;
  private final LifecycleEvent.Kind kind;

  /**
   * @param kind QUEUED or EXECUTED
   */
  protected TimelockMandate(
      GovernorReader reader, Dao dao, Proposal proposal, LifecycleEvent.Kind kind) {
    this.reader = reader;
    this.dao = dao;
    this.proposal = proposal;
    this.kind = kind;
  }

  @Override
  public Optional<Found> find() {
    ProposalState state = reader.view(dao, proposal.content()).state();
    boolean reached =
        kind == LifecycleEvent.Kind.QUEUED
            ? PAST_QUEUE.contains(state)
            : state == ProposalState.EXECUTED;
    if (!reached) {
      return Optional.empty();
    }
    return reader.lifecycle(dao, proposal.content()).stream()
        .filter(event -> event.kind() == kind)
        .reduce((first, second) -> second)
        .map(
            event ->
                new Found(Optional.of(event.transactionHash()), event.sender(), true, kind.name()));
  }

  @Override
  public Optional<String> tooLate() {
    ProposalState state = reader.view(dao, proposal.content()).state();
    boolean possible =
        state == ProposalState.SUCCEEDED
            || (kind == LifecycleEvent.Kind.EXECUTED && state == ProposalState.QUEUED);
    return possible || !state.isFinal()
        ? Optional.empty()
        : Optional.of("The proposal is " + state + ".");
  }

  /** Why nothing may follow from the stored proposal at all. */
  protected final Optional<String> gone(Proposal stored) {
    if (stored.removedByReorg()) {
      return Optional.of("The proposal is no longer part of the chain.");
    }
    if (!stored.content().contentHash().equals(proposal.content().contentHash())) {
      return Optional.of("Another content stands under the proposal's id now.");
    }
    return dao.executor().isEmpty()
        ? Optional.of("This server does not queue or execute for " + dao.name() + " any more.")
        : Optional.empty();
  }
}
