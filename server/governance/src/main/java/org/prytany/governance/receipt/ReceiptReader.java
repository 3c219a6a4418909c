package org.prytany.governance.receipt;

import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.SimulatedEffects;

/** Reads from the chain what an execution moved. */
public interface ReceiptReader {

  /**
   * @param expected the effects that were simulated last
   * @param transactionHash of the transaction that executed the proposal
   */
  ExecutionReceipt read(
      Dao dao, ProposalContent proposal, SimulatedEffects expected, String transactionHash);
}
