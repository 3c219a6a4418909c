package org.prytany.governance.act;

import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.PlannedCall;

/** Hands transactions to the chain and asks what became of them. */
public interface TransactionSubmitter {

  /**
   * The account's transaction count in the latest block: the lowest nonce that is still free there.
   */
  long transactionCount(Dao dao, Address account);

  /**
   * Simulates the call, and completes it with gas and fees.
   *
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_ANSWER_INVALID with the revert
   *     reason when the call would revert; CHAIN_UNAVAILABLE when the endpoint does not answer
   */
  UnsignedTransaction prepare(Dao dao, Address account, PlannedCall call, long nonce);

  /**
   * Broadcasts. Sending the same bytes again is harmless; "already known" counts as sent. Any doubt
   * (time-out, connection lost) is thrown as CHAIN_UNAVAILABLE and means an unknown outcome.
   */
  void broadcast(Dao dao, String rawTransaction);

  /** The receipt; empty while it is not mined. */
  Optional<Mined> receipt(Dao dao, String transactionHash);

  /** A mined transaction with its block's hash; {@code reason} is the revert reason or "". */
  record Mined(ChainReceipt receipt, String blockHash, String reason) {}
}
