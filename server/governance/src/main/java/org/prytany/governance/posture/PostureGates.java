package org.prytany.governance.posture;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.Gates;

/**
 * Looks at the DAO's accounts before each payout, and keeps a payout in the house that was approved
 * before something about them changed: enough treasurers have to approve it once more.
 *
 * @param others what else keeps acts in the house
 */
public record PostureGates(Gates others, PostureWatch watch, InstantSource clock) implements Gates {

  /** A payout is looked at several times on its way, within seconds. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  @Override
  public Optional<String> closed(Dao dao, ActKind kind) {
    return others.closed(dao, kind);
  }

  @Override
  public Optional<String> closed(Dao dao, ActKind kind, Proposal stored) {
    Optional<String> other = others.closed(dao, kind, stored);
    if (other.isPresent() || kind != ActKind.EXECUTE) {
      return other;
    }
    watch.look(dao, FRESH);
    return watch.changed(dao).flatMap(change -> before(dao, stored, change));
  }

  private Optional<String> before(Dao dao, Proposal stored, PostureWatch.Change change) {
    ApprovalState state = ApprovalState.of(dao, stored, clock.instant());
    long since =
        state.approvals().stream()
            .filter(
                approval ->
                    approval.kept().filter(kept -> kept.at().isAfter(change.at())).isPresent())
            .count();
    return since >= state.needed()
        ? Optional.empty()
        : Optional.of(
            "Something about the DAO's accounts changed on "
                + change.at()
                + ". "
                + change.what()
                + " "
                + since
                + " of "
                + state.needed()
                + " treasurers have approved since: look at the change, then approve again or"
                + " reject.");
  }

  @Override
  public boolean dryRun() {
    return others.dryRun();
  }
}
