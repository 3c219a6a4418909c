package org.prytany.governance.execution;

import java.util.Optional;
import java.util.Set;
import org.prytany.governance.act.Readback;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.tally.GovernorReader;
import org.prytany.governance.tally.GovernorReader.LifecycleEvent;

/** Reads back whether a proposal was queued or executed, by whomever. */
public final class TimelockReadback implements Readback {

  private static final Set<ProposalState> PAST_QUEUE =
      Set.of(ProposalState.QUEUED, ProposalState.EXECUTED, ProposalState.EXPIRED);

  private final GovernorReader reader;
  private final Dao dao;
  private final Proposal proposal;
  private final LifecycleEvent.Kind kind;

  /**
   * @param kind QUEUED or EXECUTED
   */
  public TimelockReadback(
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
}
