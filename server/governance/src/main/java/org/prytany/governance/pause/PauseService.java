package org.prytany.governance.pause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;

/** Takes treasurers' orders to pause and to resume. */
public final class PauseService {

  private final PauseKeeper keeper;
  private final AuditLog audit;

  public PauseService(PauseKeeper keeper, AuditLog audit) {
    this.keeper = keeper;
    this.audit = audit;
  }

  /**
   * An order for a treasurer to sign.
   *
   * @param scope what to pause; of a resumption ALL
   * @param ends the pauses that a resumption ends; all that are in force if empty
   */
  public PauseOrder prepare(
      Dao dao,
      PauseOrder.Kind kind,
      PauseScope scope,
      List<String> ends,
      String reason,
      Address treasurer) {
    boolean resumes = kind == PauseOrder.Kind.RESUME;
    List<String> named =
        resumes && ends.isEmpty()
            ? keeper.pauses(dao).inForce().stream().map(PauseState.Pause::name).toList()
            : ends;
    return new PauseOrder(
        kind,
        dao.chainId(),
        dao.governor(),
        resumes ? PauseScope.ALL : scope,
        named,
        reason,
        treasurer,
        TreasurerStatement.executorOf(dao),
        keeper.roster(dao).nextCounter(treasurer),
        "",
        Optional.empty());
  }

  /**
   * @return what is paused with it
   * @throws org.prytany.governance.failure.PrytanyException APPROVAL_REFUSED naming what is wrong;
   *     SIGNER_UNAVAILABLE
   */
  public PauseState submit(Dao dao, PauseOrder order) {
    Kept kept = keeper.keep(dao, order);
    audit.append(
        order.treasurer().hex(),
        "treasurer." + order.kind().word(),
        dao.id(),
        Map.of(
            "scope", order.scope().word(),
            "ends", String.join("; ", order.ends()),
            "counter", Long.toString(order.counter()),
            "reason", order.reason(),
            "signature", order.signature(),
            "kept", Long.toString(kept.sequence())));
    return keeper.pauses(dao);
  }

  /** What is paused now. */
  public PauseState state(Dao dao) {
    return keeper.pauses(dao);
  }
}
