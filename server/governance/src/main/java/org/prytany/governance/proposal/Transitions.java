package org.prytany.governance.proposal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.ProposalKey;

/**
 * Changes stored proposals: reads, changes, compares and swaps, and starts over when somebody else
 * was faster. The one way in which stages store what they did.
 */
public final class Transitions {

  private static final int TRIES = 20;

  private final ProposalRepository proposals;
  private final ProposalEvents events;

  public Transitions(ProposalRepository proposals, ProposalEvents events) {
    this.proposals = proposals;
    this.events = events;
  }

  /**
   * @throws PrytanyException NOT_FOUND when no such proposal is stored
   */
  public Proposal current(ProposalKey key) {
    return proposals
        .find(key)
        .orElseThrow(
            () -> new PrytanyException(FailureCode.NOT_FOUND, "no proposal is known as " + key));
  }

  /**
   * Other proposals of the same governor that make the same calls and can still be executed. A
   * proposal without calls has none.
   */
  public List<ProposalKey> twins(ProposalContent content) {
    if (content.targets().isEmpty()) {
      return List.of();
    }
    String calls = content.actionsHash();
    return proposals.summaries(content.key().chainId(), content.key().governor()).stream()
        .filter(ProposalSummary::isUnderWay)
        .filter(other -> !other.key().equals(content.key()))
        .filter(other -> other.actionsHash().equals(calls))
        .map(ProposalSummary::key)
        .toList();
  }

  /**
   * Applies a change to the stored proposal.
   *
   * @param what the stage that changes, told to listeners
   * @param change from the stored proposal to the one to store; empty leaves it as it is. Called
   *     again after a race, so it must depend on its argument alone
   * @return the proposal as it now stands in the store
   * @throws PrytanyException NOT_FOUND; CONCURRENT_CHANGE when others kept being faster
   */
  public Proposal apply(
      ProposalKey key, String what, Function<Proposal, Optional<Proposal>> change) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Proposal before = current(key);
      Optional<Proposal> wanted = change.apply(before);
      if (wanted.isEmpty()) {
        return before;
      }
      Optional<Proposal> stored = proposals.compareAndSwap(wanted.get());
      if (stored.isPresent()) {
        events.changed(key, what);
        return stored.get();
      }
    }
    throw new PrytanyException(
        FailureCode.CONCURRENT_CHANGE,
        "proposal " + key + " kept changing while '" + what + "' was to be stored; try again");
  }
}
