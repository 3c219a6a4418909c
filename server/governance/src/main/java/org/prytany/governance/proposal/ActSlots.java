package org.prytany.governance.proposal;

import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;

/** Where a proposal keeps its acts: one of each kind. */
public final class ActSlots {

  private ActSlots() {}

  /** The act of a kind that a proposal has. */
  public static Optional<Act> slot(Proposal proposal, ActKind kind) {
    return switch (kind) {
      case VOTE -> proposal.ballot();
      case QUEUE -> proposal.queue();
      case EXECUTE -> proposal.execution();
    };
  }

  /** The proposal with an act put in its place. */
  public static Proposal withSlot(Proposal proposal, Act act) {
    Proposal.Draft draft = proposal.change();
    return switch (act.kind()) {
      case VOTE -> draft.ballot(Optional.of(act)).build();
      case QUEUE -> draft.queue(Optional.of(act)).build();
      case EXECUTE -> draft.execution(Optional.of(act)).build();
    };
  }

  /** The proposal without its act of a kind. */
  public static Proposal withoutSlot(Proposal proposal, ActKind kind) {
    Proposal.Draft draft = proposal.change();
    return switch (kind) {
      case VOTE -> draft.ballot(Optional.empty()).build();
      case QUEUE -> draft.queue(Optional.empty()).build();
      case EXECUTE -> draft.execution(Optional.empty()).build();
    };
  }

  /** Whether an act may be put there: there is none, or one that was taken back. */
  public static boolean free(Proposal proposal, ActKind kind) {
    return slot(proposal, kind).map(Act::wasTakenBack).orElse(true);
  }

  /** What the stage that keeps it is called. */
  public static String name(ActKind kind) {
    return switch (kind) {
      case VOTE -> "ballot";
      case QUEUE -> "queue";
      case EXECUTE -> "execution";
    };
  }
}
