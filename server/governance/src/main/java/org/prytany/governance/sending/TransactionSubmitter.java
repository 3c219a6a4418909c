package org.prytany.governance.sending;

import java.math.BigInteger;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.signing.TransactionTerms;
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
   *     reason when the call would revert; FEE_TOO_HIGH when the chain asks for more than the cap;
   *     CHAIN_UNAVAILABLE when the endpoint does not answer
   */
  TransactionTerms prepare(Dao dao, Address account, PlannedCall call);

  /**
   * What a transaction that waits has to pay per gas to be taken now: twice the base fee and the
   * tip that the endpoints ask for. Where they differ the higher base fee counts, as far as that
   * does not more than double what is offered.
   *
   * @param waiting what is offered so far
   * @throws org.prytany.governance.failure.PrytanyException FEE_TOO_HIGH when that is above the
   *     cap; CHAIN_UNAVAILABLE when the endpoint does not answer
   */
  TransactionTerms.Fees fees(Dao dao, TransactionTerms.Fees waiting);

  /** The most that may be offered per gas, base fee and tip together, in wei. */
  BigInteger feeCap(Dao dao);

  /**
   * Broadcasts. Sending the same bytes again is harmless.
   *
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE for any doubt
   *     (time-out, connection lost): an unknown outcome
   */
  Broadcast broadcast(Dao dao, String rawTransaction);

  /**
   * What signed bytes say. Bytes come from the store, which somebody else may have written.
   *
   * @param rawTransaction "0x"-hex
   * @return empty if they are no transaction of the kind that the signer makes (EIP-1559)
   */
  Optional<Contents> contents(String rawTransaction);

  /**
   * The parts of a signed transaction that say what it does.
   *
   * @param transactionHash "0x" and keccak-256 of the bytes
   */
  record Contents(long chainId, long nonce, PlannedCall call, String transactionHash) {}

  /** The receipt; empty while it is not mined. */
  Optional<Mined> receipt(Dao dao, String transactionHash);

  /**
   * A mined transaction.
   *
   * @param blockHash of the block it is in
   * @param reason why it reverted; "" if it did not
   * @param feeWei what it cost in fees, in wei; empty where the endpoint does not say
   */
  record Mined(
      ChainReceipt receipt, String blockHash, String reason, Optional<BigInteger> feeWei) {}

  /**
   * What the endpoint said of a transaction.
   *
   * @param answer how it was taken
   * @param said the endpoint's own words, without addresses or secrets; "" if it took it
   */
  record Broadcast(Answer answer, String said) {

    /** Taken, without a word. */
    public static final Broadcast TAKEN = new Broadcast(Answer.TAKEN, "");

    /** How an endpoint takes a transaction. */
    public enum Answer {
      /** It has it. */
      TAKEN,
      /** It had it before. */
      KNOWN,
      /** It pays too little per gas for this endpoint, or too little to replace another one. */
      UNDERPRICED,
      /** Its nonce is used up. */
      NONCE_TOO_LOW,
      /** The account has not enough coin. */
      NO_COIN,
      /** Refused for a reason that lasts. */
      REFUSED
    }
  }
}
