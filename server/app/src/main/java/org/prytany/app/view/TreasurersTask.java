package org.prytany.app.view;

import java.util.Optional;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.proposal.Proposal;

/** What a payout waits for before it may leave: the one rule for every list that says so. */
enum TreasurersTask {
  /** There is no comparison, or one about another content: nobody can judge it yet. */
  WAIT("wait: the server compares again"),
  /** A rejection stands. */
  NOTHING("nothing while the rejection stands"),
  LIFT("decide: reject or override"),
  APPROVE("approve or reject"),
  /** All of them is there. */
  DONE("");

  private final String words;

  TreasurersTask(String words) {
    this.words = words;
  }

  static TreasurersTask of(ApprovalState state, Proposal proposal) {
    boolean stops = state.stop(proposal).isPresent();
    boolean judged =
        proposal
            .verdict()
            .filter(its -> its.contentHash().equals(proposal.content().contentHash()))
            .isPresent();
    if (stops && !judged) {
      return WAIT;
    }
    if (!state.rejections().isEmpty()) {
      return NOTHING;
    }
    if (stops) {
      return LIFT;
    }
    return state.approved() ? DONE : APPROVE;
  }

  /** In a few words that begin in lower case. */
  String words() {
    return words;
  }

  /** The same to somebody who can do it now; empty where it is nobody's turn. */
  Optional<String> asked() {
    return this == LIFT || this == APPROVE ? Optional.of(words) : Optional.empty();
  }
}
