package org.prytany.governance.line;

import org.prytany.governance.ballot.BallotService;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.execution.ExecutionService;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.queue.QueueService;
import org.prytany.governance.receipt.ReceiptService;

/** The service that does each kind of duty. */
public record StageServices(
    DigestService digest,
    DecisionService decision,
    BallotService ballot,
    QueueService queue,
    ExecutionService execution,
    ReceiptService receipt) {

  StageOutcome run(DutyKind kind, Dao dao, Proposal proposal) {
    return switch (kind) {
      case DIGEST -> digest.step(dao, proposal);
      case DECIDE -> decision.step(dao, proposal);
      case VOTE -> ballot.step(dao, proposal);
      case QUEUE -> queue.step(dao, proposal);
      case EXECUTE -> execution.step(dao, proposal);
      case RECEIPT -> receipt.step(dao, proposal);
    };
  }
}
