package org.prytany.app.view;

import java.time.Instant;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.Roster;
import org.prytany.spi.VoteDecision;

/**
 * What has to be done for something due, and by whom: the server tries again and again what only
 * people can let go on.
 *
 * @param what in a few words that begin in lower case
 * @param by who has to do it; the server, too, where it is nobody's turn
 */
public record DutyWork(String what, By by) {

  /** Who does it. */
  public enum By {
    SERVER,
    TREASURERS,
    OPERATORS
  }

  /**
   * @param roster who the treasurers are
   */
  public static DutyWork of(Dao dao, Proposal proposal, DutyKind kind, Roster roster, Instant now) {
    return switch (kind) {
      case DIGEST, RECEIPT -> new DutyWork(words(kind), By.SERVER);
      case DECIDE, VOTE -> vote(proposal, kind);
      case QUEUE, EXECUTE -> payout(ApprovalState.of(dao, proposal, roster, now), proposal, kind);
    };
  }

  private static DutyWork vote(Proposal proposal, DutyKind kind) {
    boolean left =
        proposal
            .decision()
            .filter(decided -> decided.decision() instanceof VoteDecision.Escalate)
            .isPresent();
    return left && proposal.ballot().isEmpty()
        ? new DutyWork("choose: for, against or abstain", By.OPERATORS)
        : new DutyWork(words(kind), By.SERVER);
  }

  private static DutyWork payout(ApprovalState state, Proposal proposal, DutyKind kind) {
    TreasurersTask task = TreasurersTask.of(state, proposal);
    return switch (task) {
      // It is nobody's turn.
      case WAIT, NOTHING -> new DutyWork(task.words(), By.SERVER);
      case LIFT -> new DutyWork(task.words(), By.TREASURERS);
      case APPROVE ->
          kind == DutyKind.EXECUTE
              ? new DutyWork(task.words(), By.TREASURERS)
              : new DutyWork(words(kind), By.SERVER);
      case DONE -> new DutyWork(words(kind), By.SERVER);
    };
  }

  /** What the server does for it. */
  public static String words(DutyKind kind) {
    return switch (kind) {
      case DIGEST -> "read and compare";
      case DECIDE -> "decide how to vote";
      case VOTE -> "vote";
      case QUEUE -> "put into the timelock";
      case EXECUTE -> "pay out";
      case RECEIPT -> "write the receipt";
    };
  }
}
