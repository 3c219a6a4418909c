package org.prytany.governance.act;

import org.prytany.spi.Address;

/** Persistent nonces: one document per account, changed by compare-and-swap. */
public interface NonceRepository {

  /**
   * Reserves a nonce for an act. The same act gets the same nonce again. Otherwise the lowest nonce
   * from {@code transactionCount} on that no open act has reserved; so no gap stays behind.
   * Reservations below {@code transactionCount} are used up and forgotten.
   *
   * @param actId {@link Act#id()}
   * @param transactionCount the chain's count for the account now
   */
  long reserve(long chainId, Address account, String actId, long transactionCount);

  /** Gives a reservation back, when the act will not be sent with it. */
  void release(long chainId, Address account, String actId);
}
