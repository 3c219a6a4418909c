package org.prytany.app.sheet;

import org.prytany.app.view.ProposalViews;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;

/** What became of a proposal that findings stop, or may stop. */
enum Block {
  STANDS("Stopped: nothing is paid by itself until a treasurer overrides this by name. "),
  LIFTED("A treasurer has overridden the block by name; what is found below stands. "),
  LIFTED_THEN(
      "Executed after a treasurer had overridden the block by name; what is found below stands. "),
  EXECUTED("Executed, although what is found below stops it; no override is known here. "),
  AFTERWARDS("Executed; what is found below was not known before, or it cannot be said. "),
  OVER("What is found below stops it; the proposal is over, and nothing follows. ");

  private final String words;

  Block(String words) {
    this.words = words;
  }

  /** A sentence, and a blank. */
  String words() {
    return words;
  }

  /**
   * @param overridden whether treasurers lifted all that stops it
   */
  static Block of(Proposal proposal, boolean overridden) {
    if (proposal.removedByReorg()) {
      return OVER;
    }
    return proposal
        .chain()
        .map(ChainView::state)
        .filter(ProposalState::isFinal)
        .map(state -> state == ProposalState.EXECUTED ? executed(proposal, overridden) : OVER)
        .orElse(overridden ? LIFTED : STANDS);
  }

  private static Block executed(Proposal proposal, boolean overridden) {
    if (overridden) {
      return LIFTED_THEN;
    }
    return ProposalViews.blocked(proposal) ? EXECUTED : AFTERWARDS;
  }

  /** Whether what is found stops or stopped it, and nobody lifted that. */
  boolean holds() {
    return this != LIFTED && this != LIFTED_THEN && this != AFTERWARDS;
  }

  /** Whether it can still be executed. */
  boolean isOpen() {
    return this == STANDS || this == LIFTED;
  }
}
